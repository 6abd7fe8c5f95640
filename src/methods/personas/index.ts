import type { Prover } from '../../core/proof/index.ts';
import type { Method } from '../../core/run/method.ts';
import { loadPrompts } from '../../core/run/prompts.ts';
import { assignSamples, type SamplePayload } from './assign/assign-samples.ts';
import { KINDS } from './kinds/index.ts';
import { PERSONA_KINDS, type PersonaKindName } from './kinds/plan.ts';
import { PersonasOptions } from './options.ts';
import { type Library, openLibrary, prepareLibrary } from './prepare/library.ts';
import { contradictionOf } from './prove/contradiction.ts';
import { replayers } from './prove/replayers.ts';
import { webSpanProver } from './prove/web-span.ts';
import { CHECKS } from './write/checks.ts';
import { writeSample } from './write/write-sample.ts';

const isPersonaKind = (kind: string): kind is PersonaKindName =>
  (PERSONA_KINDS as readonly string[]).includes(kind);

/** Personas ask about stored pages; programs plan, quote and doubt, and models at most give voice. */
export const personas: Method<PersonasOptions, Library, SamplePayload> = {
  name: 'personas',
  version: 1,
  options: PersonasOptions,
  // `answerer` and `judge` are taken where the recipe names them.
  roles: ({ voice }) => (voice === 'model' ? ['writer'] : []),
  prompts: loadPrompts(new URL('write/prompts/', import.meta.url)),
  prepare: prepareLibrary,
  open: openLibrary,
  assign: assignSamples,
  write: writeSample,
  // Quotations of pages that were not crawled are replayed by the shared span@1.
  provers: [webSpanProver as Prover],
  replayers,
  requires(kind) {
    if (!isPersonaKind(kind)) return undefined;
    const evidence = KINDS[kind].requires;
    // The draft demands the rest, which its plan decides on.
    return evidence === null
      ? null
      : { evidence, checks: [CHECKS.draft, CHECKS.quotes, CHECKS.data] };
  },
  contradiction: contradictionOf,
};
