/** Refuses a sample whose text, in normal form, was accepted before. Holds 64 bits of SHA-256 for each accepted sample. */
import { z } from 'zod';
import { sha256 } from '../core/hash.ts';
import type { Draft, GateDefinition } from '../core/run/gate.ts';
import { createHashSet64, type Hash64 } from './minhash/hash-set-64.ts';
import { programCheck } from './replay-by-checking.ts';
import { COMPARED_TEXTS, comparedText } from './text/conversation.ts';
import { compatibleForm } from './text/tokens.ts';

const options = z.strictObject({
  of: z.enum(COMPARED_TEXTS).default('messages'),
  /** Whether letter case, and the amount of white space, make a difference. */
  strict: z.boolean().default(false),
});
export type ExactDuplicatesOptions = z.infer<typeof options>;

export const exactDuplicates: GateDefinition<ExactDuplicatesOptions> = {
  name: 'exact-duplicates',
  version: 1,
  summary: 'refuses samples that repeat an accepted one but for case and white space',
  options,
  open(chosen) {
    const accepted = createHashSet64();
    let last: { draft: Draft; hash: Hash64 } | undefined;
    const hashOf = (draft: Draft): Hash64 => {
      if (last?.draft !== draft)
        last = { draft, hash: textHash(comparedText(draft, chosen.of), chosen.strict) };
      return last.hash;
    };
    return {
      scope: 'dataset',
      check(draft) {
        const hash = hashOf(draft);
        const detail = { of: chosen.of, strict: chosen.strict, textHash: hexOf(hash) };
        if (!accepted.has(hash)) return programCheck(exactDuplicates, 'pass', detail);
        return programCheck(exactDuplicates, 'fail', {
          ...detail,
          found: 'an accepted sample has the same text',
        });
      },
      commit: (draft) => void accepted.add(hashOf(draft)),
      stateBytes: () => accepted.bytes(),
    };
  },
};

function textHash(text: string, strict: boolean): Hash64 {
  // White space last: lower-casing and NFKC can make some.
  const normal = strict ? text : compatibleForm(text).toLowerCase().split(/\s+/u).join(' ').trim();
  const digest = sha256(normal);
  return {
    high: Number.parseInt(digest.slice(0, 8), 16),
    low: Number.parseInt(digest.slice(8, 16), 16),
  };
}

function hexOf({ high, low }: Hash64): string {
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
