import { systemClock } from '../core/clock.ts';
import type { LanguageModel } from '../core/model/port.ts';
import { createRandom } from '../core/random.ts';
import { callerFor, type Roles } from '../core/run/caller.ts';
import { createLedger, type SpendLimits } from '../core/run/ledger.ts';
import { DEFAULT_RETRY } from '../core/run/pay.ts';
import type { Workspace } from '../core/run/workspace.ts';
import { drawElements } from '../methods/papers/vision/draw-elements.ts';
import { scoreClaims, type TaskScore } from '../methods/papers/vision/score-claims.ts';
import { showElement } from '../methods/papers/vision/show-element.ts';
import type { JudgedClaim } from '../methods/papers/vision/vision-claim.ts';
import { openPdf } from '../sources/pdf/engine/open-pdf.ts';
import type { Paper } from '../sources/pdf/paper.ts';

export interface VisionBenchOptions {
  papers: readonly { name: string; bytes: Uint8Array; paper: Paper }[];
  model: LanguageModel;
  workspace: Workspace;
  /** Elements at most. */
  count: number;
  seed: string;
  scale: number;
  limits: SpendLimits;
  signal: AbortSignal;
  progress(done: number, total: number): void;
}

export interface VisionBench {
  model: string;
  elements: number;
  scores: TaskScore[];
  claims: (JudgedClaim & { paper: string; page: number })[];
}

/**
 * Measures a vision model on elements whose words the text layer of born-digital papers knows: tables with a sure grid,
 * equations, paragraphs. Every reply is journaled: the same command pays for nothing twice.
 */
export async function benchVision(options: VisionBenchOptions): Promise<VisionBench> {
  const { papers, model, workspace, count, seed, scale, limits, signal, progress } = options;
  const drawn = drawElements(
    papers.map(({ paper }) => paper),
    count,
    createRandom(seed),
  );
  const roles: Roles = new Map([['vision', [{ model, weight: 1, sampling: {} }]]]);
  const pay = {
    run: 'vision-bench',
    journal: workspace.journal,
    ledger: createLedger(limits),
    retry: DEFAULT_RETRY,
    clock: systemClock,
    onCall: () => {},
  };
  const models = (id: string) => callerFor({ id, seed: id }, roles, pay, signal).models;
  const judged: { known: (typeof drawn)[number]; claim: JudgedClaim }[] = [];
  for (const [at, { bytes }] of papers.entries()) {
    const own = drawn.filter(({ paper }) => paper === at);
    if (own.length === 0) continue;
    const pdf = await openPdf(bytes);
    try {
      for (const known of own) {
        signal.throwIfAborted();
        const claim = await showElement(
          pdf,
          { ...known, because: ['its truth is known'] },
          models,
          scale,
        );
        judged.push({ known, claim });
        progress(judged.length, drawn.length);
      }
    } finally {
      pdf.close();
    }
  }
  return {
    model: model.description.id,
    elements: judged.length,
    scores: (['table', 'equation', 'text'] as const)
      .map((task) =>
        scoreClaims(
          task,
          judged
            .filter(({ known }) => known.task === task)
            .map(({ known, claim }) => ({ claim, grid: known.element.table ?? null })),
        ),
      )
      .filter(({ asked }) => asked > 0),
    claims: judged.map(({ known, claim }) => ({
      ...claim,
      paper: papers[known.paper]!.name,
      page: known.element.page,
    })),
  };
}
