/**
 * Refuses texts by the words they use: a graded lexicon of English obscenities and slurs (profanity-list, MIT) and a few
 * phrases of our own that ask for, threaten or urge harm. A lexicon knows no context: it misses harm in plain words, and
 * refuses talk about harm (Dodge et al. 2021, arXiv 2104.08758, found that such lists take out texts by and about
 * minorities). So single words are weighed by category and grade; what matters should be judged by the gate `judge`.
 */
import { z } from 'zod';
import type { Check } from '../core/records/index.ts';
import { messageText } from '../core/records/index.ts';
import type { Draft, GateDefinition } from '../core/run/gate.ts';
import { programCheck, replayByChecking } from './replay-by-checking.ts';
import { namedMessages } from './text/conversation.ts';
import {
  findUnsafe,
  loadLexicon,
  UNSAFE_CATEGORIES,
  type UnsafeCategory,
} from './unsafe-content/lexicon.ts';

const rule = z.strictObject({
  /** 1 mild, 2 medium, 3 strong, 4 severe: what is counted. */
  fromSeverity: z.int().min(1).max(4),
  /** How many of these a sample may hold. */
  maxHits: z.int().nonnegative(),
});

export const UNSAFE_CONTENT_DEFAULTS = {
  /** Slurs by origin. */
  racial: { fromSeverity: 3, maxHits: 0 },
  // The list mixes slurs with names that people give themselves, hence room for talk about them.
  identity: { fromSeverity: 3, maxHits: 2 },
  religious: { fromSeverity: 3, maxHits: 0 },
  // Clinical and legal terms are in the list too.
  sexual: { fromSeverity: 3, maxHits: 2 },
  profanity: { fromSeverity: 3, maxHits: 2 },
  shock: { fromSeverity: 3, maxHits: 0 },
  threat: { fromSeverity: 3, maxHits: 0 },
  'self-harm': { fromSeverity: 3, maxHits: 0 },
  weapons: { fromSeverity: 3, maxHits: 0 },
} satisfies Record<UnsafeCategory, z.infer<typeof rule>>;

const options = z.strictObject({
  /** Rules that replace those of single categories; null switches a category off. */
  categories: z.partialRecord(z.enum(UNSAFE_CATEGORIES), rule.nullable()).default({}),
  /** Sum of the grades of all hits for each 100 words (a shorter text counts as 100), categories switched on only. */
  maxScore: z.number().positive().default(12),
});
export type UnsafeContentOptions = z.infer<typeof options>;

export const unsafeContent: GateDefinition<UnsafeContentOptions> = {
  name: 'unsafe-content',
  version: 1,
  summary: 'refuses slurs, obscenity, threats and calls to harm, by a graded lexicon (English)',
  options,
  open: (chosen) => ({ scope: 'item', check: (draft) => checkUnsafe(draft, chosen) }),
  replay: (chosen) => replayByChecking((draft) => checkUnsafe(draft, chosen)),
};

async function checkUnsafe(draft: Draft, chosen: UnsafeContentOptions): Promise<Check> {
  const lexicon = await loadLexicon();
  const rules: Record<UnsafeCategory, z.infer<typeof rule> | null> = {
    ...UNSAFE_CONTENT_DEFAULTS,
    ...chosen.categories,
  };
  const counted: Record<string, number> = {};
  let grades = 0;
  let words = 0;
  for (const { message } of namedMessages(draft)) {
    const found = findUnsafe(messageText(message), lexicon);
    words += found.words;
    for (const { category, severity } of found.hits) {
      const limit = rules[category];
      if (limit === null) continue;
      grades += severity;
      if (severity >= limit.fromSeverity) counted[category] = (counted[category] ?? 0) + 1;
    }
  }
  const score = Math.round((grades / Math.max(100, words)) * 100 * 1e4) / 1e4;
  const breaches = Object.entries(counted)
    .filter(([category, hits]) => hits > rules[category as UnsafeCategory]!.maxHits)
    .map(([category, hits]) => ({ category, hits, ...rules[category as UnsafeCategory]! }));
  const detail = { counted, maxScore: chosen.maxScore };
  if (breaches.length === 0 && score <= chosen.maxScore)
    return programCheck(unsafeContent, 'pass', detail, score);
  return programCheck(unsafeContent, 'fail', { ...detail, breaches }, score);
}
