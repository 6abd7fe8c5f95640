import type { Prover } from '../../core/proof/index.ts';
import type { Method } from '../../core/run/method.ts';
import { loadPrompts } from '../../core/run/prompts.ts';
import { assignPapers, type PaperPayload } from './assign/assign-papers.ts';
import { KINDS } from './kinds/index.ts';
import type { PapersMaterial } from './material.ts';
import { PAPER_KINDS, PapersOptions, type PaperKindName } from './options.ts';
import { openPapers } from './prepare/open-papers.ts';
import { preparePapers } from './prepare/prepare-papers.ts';
import { cellsProver } from './prove/cells.ts';
import { contradictionOf } from './prove/contradiction.ts';
import { figureProver } from './prove/figure.ts';
import { paperDraft, paperVoice } from './prove/paper-draft.ts';
import { paperSpanProver } from './prove/paper-span.ts';
import { DRAFT_CHECK } from './write/compose-candidate.ts';
import { writePaper } from './write/write-paper.ts';

const isPaperKind = (kind: string): kind is PaperKindName =>
  (PAPER_KINDS as readonly string[]).includes(kind);

/** Questions over papers: tables computed by programs, figures shown, passages quoted with their boxes. */
export const papers: Method<PapersOptions, PapersMaterial, PaperPayload> = {
  name: 'papers',
  version: 1,
  options: PapersOptions,
  roles: ({ voice }) => (voice === 'model' ? ['writer'] : []),
  prompts: loadPrompts(new URL('write/prompts/', import.meta.url)),
  prepare: preparePapers,
  open: openPapers,
  assign: assignPapers,
  write: writePaper,
  provers: [cellsProver, figureProver, paperSpanProver] as Prover[],
  replayers: [paperDraft, paperVoice],
  requires: (kind) =>
    isPaperKind(kind) ? { evidence: KINDS[kind].requires, checks: [DRAFT_CHECK] } : undefined,
  contradiction: contradictionOf,
};
