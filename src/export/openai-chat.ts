import { type Message, messageText, type Tool } from '../core/records/index.ts';
import { exportLines, type Exporter, hasImage, isPair } from './exporter.ts';

/**
 * The chat format of OpenAI's supervised fine-tuning, which other trainers read too: `messages`, and `tools` where the
 * sample has any; no other column, since some services refuse a file with more.
 */
export const openaiChat: Exporter = {
  name: 'openai-chat',
  summary: '{"messages": [{role, content}, …]}, as OpenAI and compatible services fine-tune on.',
  drops:
    'Reasoning, answers, evidence, checks, tags and lineage. Skips images and preference pairs.',
  export: (samples, out, options = {}) =>
    exportLines(openaiChat, samples, out, { split: 'train', ...options }, (sample) => {
      if (isPair(sample)) return { skip: 'preference-pair' };
      const { messages, tools } = sample;
      if (messages.at(-1)!.role !== 'assistant') return { skip: 'does-not-end-with-assistant' };
      if (messages.some(hasImage)) return { skip: 'image' };
      return {
        row: {
          messages: messages.map(toOpenAi),
          ...(tools && tools.length > 0 ? { tools: tools.map(toFunction) } : {}),
        },
      };
    }),
};

function toOpenAi(message: Message): object {
  const { role, tool_calls: calls, tool_call_id: callId } = message;
  return {
    role,
    content: messageText(message),
    ...(calls
      ? {
          tool_calls: calls.map((call) => ({
            id: call.id,
            type: 'function',
            function: { name: call.name, arguments: JSON.stringify(call.arguments) },
          })),
        }
      : {}),
    ...(callId === undefined ? {} : { tool_call_id: callId }),
  };
}

function toFunction({ name, description, parameters }: Tool): object {
  return { type: 'function', function: { name, description, parameters } };
}
