import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const TextPart = z.object({ type: z.literal('text'), text: z.string() });
/** An image by the hash of its stored bytes. */
export const ImagePart = z.object({ type: z.literal('image'), blob: hash, mediaType: z.string() });

export const ToolCall = z.object({ id: z.string(), name: z.string(), arguments: z.json() });
export const Tool = z.object({ name: z.string(), description: z.string(), parameters: z.json() });

/** One turn of a conversation, in the field's chat form. */
export const Message = z.object({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.union([z.string(), z.array(z.discriminatedUnion('type', [TextPart, ImagePart]))]),
  /** The model's thinking, never part of the answer. */
  reasoning: z.string().optional(),
  tool_calls: z.array(ToolCall).optional(),
  tool_call_id: z.string().optional(),
});
export type Message = z.infer<typeof Message>;
export type Tool = z.infer<typeof Tool>;

/** The text of a message; images are left out. */
export function messageText(message: Pick<Message, 'content'>): string {
  if (typeof message.content === 'string') return message.content;
  return message.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
