import { canonicalJson } from '../../../core/hash.ts';
import {
  type CheckReplayer,
  faultOfPass,
  type ProofMaterial,
  type ProofRequirement,
} from '../../../core/proof/index.ts';
import type { Check } from '../../../core/records/index.ts';
import { faultOfAnswer } from './answer-matches.ts';
import { CHECKS } from './checks.ts';
import { faultOfContext, faultOfUnanswerable } from './context-supports.ts';
import { openReading } from './open-reading.ts';
import { openScorer } from './open-scorer.ts';
import { faultOfPlaces } from './places.ts';
import { faultOfBridges, faultOfQuestion } from './question-form.ts';
import { KINDS, type Reading } from './read-claim.ts';
import { checkOfRanks, rankAnswer } from './shortcut.ts';
import { faultOfThoughts } from './thought-kept.ts';
import { faultOfTrace } from './trace-cited.ts';

/** Why a check does not hold of a sample, or undefined. */
type FaultOf = (
  reading: Reading,
  check: Check,
  groups: readonly string[],
  material: ProofMaterial,
) => string | undefined | Promise<string | undefined>;

const hashIn = (check: Check, name: string): string => String(check.detail?.[name]);

const REPLAYED: Record<string, { faultOf: FaultOf; detailOf?: (check: Check) => Check['detail'] }> =
  {
    [CHECKS.question]: { faultOf: faultOfQuestion },
    [CHECKS.bridge]: { faultOf: faultOfBridges },
    [CHECKS.trace]: { faultOf: faultOfTrace },
    [CHECKS.context]: {
      faultOf: faultOfContext,
      // Reading the sample has held the statements to the graph, and the message to the statements.
      detailOf: ({ detail }) => detail && { statements: detail['statements']! },
    },
    [CHECKS.answer]: {
      faultOf: async (reading, check, groups, material) =>
        faultOfAnswer(reading) ??
        (await faultOfPlaces(reading, groups, hashIn(check, 'communities'), material)),
      detailOf: (check) => ({ communities: hashIn(check, 'communities') }),
    },
    [CHECKS.unanswerable]: {
      faultOf: faultOfUnanswerable,
      detailOf: ({ detail }) => ({ withheld: detail!['withheld']! }),
    },
    [CHECKS.thought]: {
      faultOf: (reading, check, _groups, material) =>
        faultOfThoughts(reading, hashIn(check, 'graph'), material),
      detailOf: (check) => ({ graph: hashIn(check, 'graph') }),
    },
  };

/** Records that replaying a check reads beyond the evidence. */
const REFERENCES: Record<string, string> = {
  [CHECKS.thought]: 'graph',
  [CHECKS.answer]: 'communities',
};

export const replayers: CheckReplayer[] = [
  ...Object.entries(REPLAYED).map(([name, { faultOf, detailOf }]): CheckReplayer => {
    const referred = REFERENCES[name];
    return {
      name,
      ...(referred !== undefined && {
        references: (check) => ({ records: [hashIn(check, referred)], blobs: [] }),
      }),
      async replay(check, sample, material) {
        const reading = await openReading(sample, material);
        const reason =
          'fault' in reading
            ? reading.fault
            : ((await faultOf(reading, check, sample.groups, material)) ??
              faultOfPass(check, detailOf?.(check)));
        return reason === undefined ? { verdict: 'pass' } : { verdict: 'fail', reason };
      },
    };
  }),
  {
    name: CHECKS.shortcut,
    async replay(check, sample, material) {
      const reading = await openReading(sample, material);
      if ('fault' in reading) return { verdict: 'fail', reason: reading.fault };
      const scorer = await openScorer(reading.graph);
      if (check.detail?.['revision'] !== scorer.revision) {
        return {
          verdict: 'unknown',
          reason: 'it was tested with other weights than this build has',
        };
      }
      const ranks = await rankAnswer(reading, scorer);
      if (ranks === undefined) {
        return {
          verdict: 'fail',
          reason: `a ${reading.query.form} question has no bridge to hide`,
        };
      }
      const made = checkOfRanks(ranks, scorer);
      return made.verdict === 'pass' && canonicalJson(made) === canonicalJson(check)
        ? { verdict: 'pass' }
        : {
            verdict: 'fail',
            reason: `the answer ranks ${ranks.rank} with the path and ${ranks.rankHidden} without, of ${ranks.among}`,
          };
    },
  },
];

const SHARED = [CHECKS.question, CHECKS.bridge, CHECKS.trace, CHECKS.answer, CHECKS.thought];

/** What a sample of each kind must carry to count as proved; undefined for a kind that is none of ours. */
export function requirementOf(kind: string): ProofRequirement | undefined {
  const evidence: ProofRequirement['evidence'] = ['path', 'query'];
  switch (kind) {
    case KINDS.single:
    case KINDS.multi:
      return { evidence, checks: [...SHARED, CHECKS.context] };
    case KINDS.closed:
      return { evidence, checks: SHARED };
    case KINDS.unanswerable:
      return { evidence, checks: [...SHARED, CHECKS.context, CHECKS.unanswerable] };
    default:
      return undefined;
  }
}

/** Why a check of ours that a program decides does not hold, or undefined: the same at writing as at verify. */
export const faultOfCheck = (
  check: Check,
  reading: Reading,
  groups: readonly string[],
  material: ProofMaterial,
): string | undefined | Promise<string | undefined> =>
  REPLAYED[check.name]!.faultOf(reading, check, groups, material);
