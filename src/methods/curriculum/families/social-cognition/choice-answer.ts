import { readClaims, readFinal, takesBack } from '../answer-text.ts';
import type { Verdict } from '../family.ts';
import { EVERY_NAME } from './cast.ts';

const DENIAL =
  /\bno\b(?!,)|n't\b|\b(?:never|nobody|neither|none|nowhere|both|all|every|any|another|other|everyone|everybody|everything|everywhere|anyone|anything|anywhere|cannot|without|except|opposite|but)\b/;

/**
 * Right when the claims name the right choice and no other of all that are known, in whatever form.
 * `choices` are single words; a final s does not matter.
 */
export function judgeChoice(response: string, right: string, choices: readonly string[]): Verdict {
  const told = withoutDeniedReason(response);
  const read = readClaims(told);
  if ('refused' in read) return { correct: false, reason: read.refused };
  // What stands after "not" is no claim, but a denial of the very answer turns it round.
  const final = readFinal(told);
  const denied = new RegExp(
    `\\b${right}\\b(?:'s)?\\s+(?:(?:do|does|did|is|was|will|would|can|could|has|had)(?:\\s+not|n't|\\s+never)|can't|won't|cannot|never|not)\\b`,
    'i',
  );
  const rejected = new RegExp(
    `^\\W*(?:the )?${right} (?:is|are|would be) (?:wrong|incorrect)\\W*$`,
    'i',
  );
  if (!('refused' in final) && denied.test(final.text)) return { correct: false, reason: 'denied' };
  if (
    !('refused' in final) &&
    final.text.split(/[!;\n]|\.(?=\s|$)/).some((part) => takesBack(part) || rejected.test(part))
  ) {
    return { correct: false, reason: 'denied' };
  }
  const known = new Set(choices.map(singular));
  const said = new Set<string>();
  for (const claim of read.claims) {
    if (DENIAL.test(claim)) return { correct: false, reason: 'denied' };
    for (const [word] of claim.replaceAll("'s", '').matchAll(/[a-z]+/g)) {
      if (known.has(singular(word))) said.add(singular(word));
    }
  }
  if (said.size === 0) return { correct: false, reason: 'no-answer' };
  if (said.size > 1) return { correct: false, reason: 'several-answers' };
  return said.has(singular(right)) ? { correct: true } : { correct: false, reason: 'wrong-answer' };
}

const DENIED_REASON = /\b(?:not|never)\b|n['\u2019]t\b/i;
const HEDGED_REASON = /\b(?:i|maybe|perhaps|possibly|probably|sure|certain|guess)\b/i;

/** "Ben did not see it, so he looks in the box": what is not so was only the reason. */
function withoutDeniedReason(response: string): string {
  return response
    .split(/(?<=[.!?\n])/)
    .map((sentence) => {
      const at = sentence.lastIndexOf(', so ');
      const reason = sentence.slice(0, Math.max(at, 0));
      const conclusion = sentence.slice(at + 5);
      const isReason = DENIED_REASON.test(reason) && !HEDGED_REASON.test(reason);
      return isReason && !DENIED_REASON.test(conclusion) ? conclusion : sentence;
    })
    .join('');
}

function singular(word: string): string {
  return word.toLowerCase().replace(/s$/, '');
}

/** How a question about who can be turned round in its answer. */
export interface WhoForms {
  /** A denial that belongs to the right answer ("does not know"). */
  denial?: RegExp;
  /** Words that would say the opposite of what is asked ("is sad"). */
  opposite?: RegExp;
}

/** As judgeChoice, of people. */
export function judgeWho(response: string, right: string, forms: WhoForms = {}): Verdict {
  const { denial, opposite } = forms;
  const plain = response.replaceAll('\u2019', "'");
  const told = denial === undefined ? plain : plain.replace(denial, ' is the one');
  const final = readFinal(told);
  if (opposite !== undefined && !('refused' in final) && opposite.test(final.text)) {
    return { correct: false, reason: 'says the opposite' };
  }
  return judgeChoice(told, right, EVERY_NAME);
}
