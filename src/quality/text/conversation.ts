import { canonicalJson } from '../../core/hash.ts';
import { type Message, messageText } from '../../core/records/index.ts';
import type { Draft } from '../../core/run/gate.ts';

/** A line of conversation that a reader of the sample may follow: the messages, or they and one end of a preference pair. */
export interface Branch {
  name: 'messages' | 'chosen' | 'rejected';
  messages: Message[];
}

/** All branches of a sample: one without a preference pair, else one for each of its ends that is there. */
export function branchesOf(draft: Pick<Draft, 'messages' | 'chosen' | 'rejected'>): Branch[] {
  const branches: Branch[] = [];
  if (draft.chosen)
    branches.push({ name: 'chosen', messages: [...draft.messages, ...draft.chosen] });
  if (draft.rejected)
    branches.push({ name: 'rejected', messages: [...draft.messages, ...draft.rejected] });
  return branches.length > 0 ? branches : [{ name: 'messages', messages: draft.messages }];
}

/** Every message of a sample once, with a name for people: `messages[2]`, `chosen[0]`. */
export function* namedMessages(
  draft: Pick<Draft, 'messages' | 'chosen' | 'rejected'>,
): Generator<{ where: string; message: Message }> {
  for (const [index, message] of draft.messages.entries())
    yield { where: `messages[${index}]`, message };
  for (const [index, message] of (draft.chosen ?? []).entries())
    yield { where: `chosen[${index}]`, message };
  for (const [index, message] of (draft.rejected ?? []).entries())
    yield { where: `rejected[${index}]`, message };
}

export const COMPARED_TEXTS = ['messages', 'answer', 'prompt'] as const;
export type ComparedText = (typeof COMPARED_TEXTS)[number];

/**
 * The text by which samples are compared. `prompt`: the user's turns; `answer`: the assistant's and the tools', the
 * chosen and the rejected end included; `messages`: both. System messages and the thinking are left out: the first are
 * shared by many samples, the second is not what a sample is about. Tool calls count by name and arguments.
 */
export function comparedText(
  draft: Pick<Draft, 'messages' | 'chosen' | 'rejected'>,
  of: ComparedText,
): string {
  const texts: string[] = [];
  for (const { message } of namedMessages(draft)) {
    if (message.role === 'system') continue;
    if (of !== 'messages' && (message.role === 'user') !== (of === 'prompt')) continue;
    texts.push(messageText(message));
    for (const call of message.tool_calls ?? [])
      texts.push(`${call.name} ${canonicalJson(call.arguments)}`);
    if (typeof message.content === 'string') continue;
    for (const part of message.content) if (part.type === 'image') texts.push(part.blob);
  }
  return texts.join('\n');
}

/** A text without what stands between ``` fences; an unclosed fence runs to the end. */
export function withoutCode(text: string): string {
  if (!text.includes('```')) return text;
  return text
    .split('```')
    .filter((_, index) => index % 2 === 0)
    .join('\n');
}
