import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { Check } from '../../../core/records/index.ts';
import type { WriteContext } from '../../../core/run/method.ts';
import { oneLine, promptMessages } from '../../../core/run/prompts.ts';
import { CHECKS } from '../prove/checks.ts';
import { settleAll } from '../thought/operations.ts';

/** Longest answer that is read. */
const MAX_ANSWER_TOKENS = 48;

/** What the test needs of a sample. */
export interface NecessityCase {
  role: string;
  question: string;
  /** Gold passages or statements, as they are shown. */
  gold: readonly string[];
  /** All that is shown, gold included. */
  all: readonly string[];
  /** Whether a reply gives the answer. */
  isAnswer(reply: string): boolean;
}

/**
 * The test of multi-hop necessity (after MuSiQue, Trivedi et al. 2022, arXiv 2108.00573): a model must not find the answer
 * without any text, nor with each gold passage alone, nor with all of them but one; with all that is shown it must. A reply
 * that cannot be read leaves the verdict unknown. Attested: verify cannot ask again.
 */
export async function testNecessity(
  { role, question, gold, all, isAnswer }: NecessityCase,
  context: WriteContext,
): Promise<Check> {
  const ask = async (step: string, shown: readonly string[]): Promise<boolean | null> => {
    const prompt = context.prompt(shown.length === 0 ? 'answer-closed' : 'answer-open');
    const values = {
      question: oneLine(question),
      shown: shown.map((text, at) => `[${at + 1}] ${oneLine(text)}`).join('\n'),
    };
    try {
      const { text } = await context.models.role(role).text({
        step: `necessity/${step}`,
        messages: promptMessages(prompt.render(values)),
        maxOutputTokens: MAX_ANSWER_TOKENS,
        temperature: 0,
        prompt,
      });
      return isAnswer(text);
    } catch (error) {
      if (!(error instanceof ItemRejectedError)) throw error;
      return null;
    }
  };
  // With two gold passages, each alone is all but one.
  const rest = gold.length > 2 ? gold.map((_, out) => gold.filter((__, at) => at !== out)) : [];
  const [closed, whole, ...parts] = await settleAll([
    ask('closed-book', []),
    ask('all', all),
    ...gold.map((one, at) => ask(`only-${at + 1}`, [one])),
    ...rest.map((shown, at) => ask(`without-${at + 1}`, shown)),
  ]);
  const replies = { closedBook: closed!, all: whole!, parts };
  const isUnknown = [closed, whole, ...parts].includes(null);
  const isNecessary = whole === true && closed === false && parts.every((one) => one === false);
  return {
    name: CHECKS.necessity,
    basis: 'attested',
    verdict: isNecessary ? 'pass' : isUnknown ? 'unknown' : 'fail',
    detail: { role, ...replies },
  };
}
