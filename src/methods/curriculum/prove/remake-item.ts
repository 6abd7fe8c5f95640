import { z } from 'zod';
import { canonicalJson } from '../../../core/hash.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import { messageText, type Sample, type TraceEvidence } from '../../../core/records/index.ts';
import type { Family, Item } from '../families/family.ts';
import { type Form, FORMS, questionOf } from '../families/forms.ts';
import { familyById } from '../families/registry.ts';

/** What must be read of a stored world to make it again; the rest is then compared as a whole. */
const WorldHead = z.looseObject({
  type: z.literal('curriculum-world'),
  generator: z.string(),
  level: z.number().positive(),
  pool: z.literal('training'),
  seed: z.string(),
});

export type Remade =
  | { item: Item; family: Family }
  | { verdict: 'fail' | 'unknown'; reason: string };

/** Makes an evidence's item again from nothing but generator, level and seed, and holds the stored world to it. */
export async function remakeItem(
  evidence: TraceEvidence,
  material: ProofMaterial,
): Promise<Remade> {
  const stored = await material.record(evidence.world);
  const head = WorldHead.safeParse(stored);
  if (!head.success) {
    return { verdict: 'fail', reason: `record ${evidence.world.slice(0, 12)} is not a world` };
  }
  const { generator, level, seed } = head.data;
  if (generator !== evidence.generator || level !== evidence.level) {
    return {
      verdict: 'fail',
      reason: `the stored world is of ${generator} level ${level}, the evidence says ${evidence.generator} level ${evidence.level}`,
    };
  }
  const family = familyById(generator);
  if (family === undefined) {
    return { verdict: 'unknown', reason: `this build has no task family ${generator}` };
  }
  let item: Item;
  try {
    item = family.generate(seed, level);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { verdict: 'fail', reason: error.message };
  }
  if (canonicalJson(item.world) !== canonicalJson(stored)) {
    return { verdict: 'fail', reason: `${generator} does not make the stored world from its seed` };
  }
  return { item, family };
}

/** The one trace of a sample; undefined where there is none, or more than one. */
export function traceOf(sample: Sample): TraceEvidence | undefined {
  const [evidence, ...more] = sample.evidence;
  return evidence?.kind === 'trace' && more.length === 0 ? evidence : undefined;
}

/** The question that stands in the sample's prompt among the item's rendering and form; undefined where these are not whole. */
export function askedQuestion(sample: Sample, item: Item): string | undefined {
  const form = formOf(sample);
  if (form === undefined) return undefined;
  return questionOf(messageText(sample.messages[0]!), item, form);
}

/** The form that a sample's tags name; undefined where it is none. */
export function formOf(sample: Sample): Form | undefined {
  return FORMS.find((form) => form === sample.tags['form']);
}
