import { RecipeError } from '../../errors/index.ts';
import type { PromptMessage, PromptPart } from '../port.ts';
import type { SdkCallOptions } from './provider-models.ts';

type SdkPrompt = SdkCallOptions['prompt'];
type UserPart = Extract<SdkPrompt[number], { role: 'user' }>['content'][number];

/** Our messages in the SDK's form; images travel inline. Throws RecipeError on an image outside a user's turn. */
export function toPrompt(messages: readonly PromptMessage[]): SdkPrompt {
  if (messages.length === 0) throw new RecipeError('A model was called without any message');
  return messages.map(({ role, content }) => {
    if (role === 'user')
      return {
        role,
        content:
          typeof content === 'string' ? [{ type: 'text', text: content }] : content.map(toPart),
      };
    const text =
      typeof content === 'string' ? content : content.map((part) => textOf(part, role)).join('');
    return role === 'system'
      ? { role, content: text }
      : { role, content: [{ type: 'text', text }] };
  });
}

function toPart(part: PromptPart): UserPart {
  if (part.type === 'text') return { type: 'text', text: part.text };
  return { type: 'file', mediaType: part.mediaType, data: { type: 'data', data: part.base64 } };
}

function textOf(part: PromptPart, role: string): string {
  if (part.type === 'text') return part.text;
  throw new RecipeError(`An image stands in a message of role ${role}`, {
    hint: 'Images go into user messages.',
  });
}
