import type { Check } from '../../../core/records/index.ts';
import type { ModelAccess, Prompt } from '../../../core/run/method.ts';
import type { PaperDraft } from '../kinds/paper-kind.ts';
import { tokensOf } from '../vision/align-tokens.ts';

export const BLIND_CHECK = 'blind-test@1';
export const SEEN_CHECK = 'figure-seen@1';
const MAX_TOKENS = 80;

/**
 * What models say of a figure question: one that sees the picture must find the answer, one that does not must miss it. Each
 * is asked where the recipe names it; the verdicts are attested, for verify cannot ask again.
 */
export async function attestFigure(
  draft: PaperDraft,
  models: ModelAccess,
  prompt: Prompt,
  { blindTest }: { blindTest: 'auto' | 'off' },
): Promise<Check[]> {
  const picture = draft.shown.find((shown) => shown.type === 'image');
  // Of a question that its text answers, neither model can show that the picture is needed.
  if (picture?.type !== 'image' || draft.tags['text-answerable'] === 'yes') return [];
  const text = draft.shown.flatMap((shown) => (shown.type === 'text' ? [shown.text] : []));
  const question = prompt.render({ shown: text.join('\n\n'), question: draft.question });
  const checks: Check[] = [];
  if (models.has('vision')) {
    const image = {
      type: 'image' as const,
      base64: Buffer.from(picture.bytes).toString('base64'),
      mediaType: picture.mediaType,
    };
    const said = await ask('vision', [image, { type: 'text', text: question }]);
    checks.push(attested(SEEN_CHECK, said, says(said, draft.answer.value)));
  }
  if (blindTest === 'auto' && models.has('blind')) {
    const said = await ask('blind', [{ type: 'text', text: question }]);
    checks.push(attested(BLIND_CHECK, said, !says(said, draft.answer.value)));
  }
  return checks;

  async function ask(
    role: string,
    content: Parameters<ReturnType<ModelAccess['role']>['text']>[0]['messages'][number]['content'],
  ) {
    const { text: said } = await models.role(role).text({
      step: role === 'vision' ? 'figure-seen' : 'blind-test',
      messages: [{ role: 'user', content }],
      maxOutputTokens: MAX_TOKENS,
      temperature: 0,
      prompt,
    });
    return said.trim();
  }
}

function attested(name: string, said: string, passed: boolean): Check {
  return {
    name,
    basis: 'attested',
    verdict: passed ? 'pass' : 'fail',
    detail: { said: said.slice(0, 300) },
  };
}

/** Whether a reply gives the value: all of its words and numbers, in order. */
function says(reply: string, value: string): boolean {
  const words = tokensOf(reply).join(' ');
  return ` ${words} `.includes(` ${tokensOf(value).join(' ')} `);
}
