/** One region for each caption of a page, so that none overlap: the best of all combinations (pdffigures2's joint scoring). */
import { sharedArea } from '../tables/boxes.ts';
import type { Caption } from './caption.ts';
import type { Proposal, Side } from './propose-regions.ts';

export const DEFAULTS = {
  /** Combinations that are tried at most; captions beyond take their best. */
  most: 20_000,
  overlap: 6,
} as const;

/** How often captions of a kind stand below or above what they name, in the document. */
export type Prior = Record<Caption['kind'], Partial<Record<Side, number>>>;

/** A vote over pages where the side is plain: only one proposal, or one far nearer and fuller than the other. */
export function voteSides(proposals: readonly Proposal[][]): Prior {
  const counts: Record<Caption['kind'], Record<Side, number>> = {
    figure: { above: 1.2, below: 0.4, left: 0.05, right: 0.05 },
    table: { above: 0.6, below: 0.9, left: 0.02, right: 0.02 },
    algorithm: { above: 0.3, below: 1.2, left: 0, right: 0 },
  };
  for (const group of proposals) {
    const kind = group[0]?.caption.kind;
    if (kind === undefined) continue;
    const sorted = [...group].toSorted((a, b) => weigh(b) - weigh(a));
    const lead = weigh(sorted[0]!) - (sorted[1] === undefined ? 0 : weigh(sorted[1]));
    counts[kind][sorted[0]!.side] += Math.min(1, Math.max(0.1, lead));
  }
  return Object.fromEntries(
    Object.entries(counts).map(([kind, sides]) => {
      const total = Object.values(sides).reduce((sum, one) => sum + one, 0);
      return [
        kind,
        Object.fromEntries(Object.entries(sides).map(([side, count]) => [side, count / total])),
      ];
    }),
  ) as Prior;
}

/** What speaks for a proposal by itself. */
function weigh({ caption, gap, drawn, box, parts, lines, share }: Proposal): number {
  const size = Math.max(1, caption.size);
  let score = 1 - Math.max(0, gap) / (9 * size) + 0.8 * share;
  if (caption.kind === 'figure') score += drawn > 0.3 ? 1 : drawn > 0.02 ? 0.5 : -0.4;
  else score += lines.length >= 2 ? 0.5 : -0.5;
  if (parts >= 3) score += 0.3;
  if (caption.kind === 'table' && drawn > 0.25 && drawn < 0.95) score -= 0.4;
  if (box.height < 2.5 * size) score -= 0.5;
  return score;
}

export function chooseRegions(groups: readonly Proposal[][], prior: Prior): (Proposal | null)[] {
  let combinations = 1;
  const options = groups.map((group) => {
    const all: (Proposal | null)[] = [...group].toSorted(
      (a, b) => scoreOf(b, prior) - scoreOf(a, prior),
    );
    combinations *= all.length + 1;
    return combinations > DEFAULTS.most ? all.slice(0, 1) : [...all, null];
  });
  let best: (Proposal | null)[] = groups.map(() => null);
  let bestScore = -Infinity;
  const chosen: (Proposal | null)[] = [];
  const visit = (at: number, score: number): void => {
    if (at === options.length) {
      if (score > bestScore) [best, bestScore] = [[...chosen], score];
      return;
    }
    const here = options[at]!;
    for (const option of here.length === 0 ? [null] : here) {
      let gain = option === null ? 0 : scoreOf(option, prior);
      if (option !== null) {
        for (const other of chosen) {
          if (other === null) continue;
          const shared =
            sharedArea(other.box, option.box) /
            Math.max(
              1,
              Math.min(other.box.width * other.box.height, option.box.width * option.box.height),
            );
          gain -= DEFAULTS.overlap * shared;
        }
      }
      chosen.push(option);
      visit(at + 1, score + gain);
      chosen.pop();
    }
  };
  visit(0, 0);
  return best;
}

function scoreOf(proposal: Proposal, prior: Prior): number {
  return weigh(proposal) + 2.2 * ((prior[proposal.caption.kind][proposal.side] ?? 0) - 0.3) + 0.6;
}
