import { type Message, messageText } from '../core/records/index.ts';
import { type Converted, exportLines, type Exporter, hasImage, isPair } from './exporter.ts';

interface Said {
  from: 'system' | 'human' | 'gpt' | 'function_call' | 'observation';
  value: string;
}

/** ShareGPT conversations; tools in the form that LLaMA-Factory reads (`function_call`, `observation`, `tools`). */
export const sharegpt: Exporter = {
  name: 'sharegpt',
  summary: '{"conversations": [{from: human | gpt, value}, …]}, as Axolotl and LLaMA-Factory read.',
  drops:
    'Reasoning, answers, evidence, checks, tags and lineage. Skips images, preference pairs, several tool calls at once, text beside a call, and turns that do not alternate.',
  export: (samples, out, options = {}) =>
    exportLines(sharegpt, samples, out, { split: 'train', ...options }, (sample): Converted => {
      if (isPair(sample)) return { skip: 'preference-pair' };
      const conversations: Said[] = [];
      for (const message of sample.messages) {
        const said = say(message);
        if ('skip' in said) return said;
        conversations.push(said);
      }
      const turns = conversations.filter(({ from }, index) => from !== 'system' || index > 0);
      const alternates = turns.every(({ from }, index) =>
        index % 2 === 0
          ? from === 'human' || from === 'observation'
          : from === 'gpt' || from === 'function_call',
      );
      if (!alternates || turns[0]?.from !== 'human') return { skip: 'turns-do-not-alternate' };
      if (turns.at(-1)!.from !== 'gpt') return { skip: 'does-not-end-with-assistant' };
      const { tools } = sample;
      return {
        row: {
          conversations,
          ...(tools && tools.length > 0 ? { tools: JSON.stringify(tools) } : {}),
        },
      };
    }),
};

const FROM = { system: 'system', user: 'human', assistant: 'gpt', tool: 'observation' } as const;

function say(message: Message): Said | { skip: string } {
  const { role, tool_calls: calls } = message;
  if (hasImage(message)) return { skip: 'image' };
  const text = messageText(message);
  if (calls === undefined || calls.length === 0) return { from: FROM[role], value: text };
  if (calls.length > 1) return { skip: 'parallel-tool-calls' };
  if (text !== '') return { skip: 'text-beside-tool-call' };
  const [{ name, arguments: given }] = calls as [(typeof calls)[number]];
  return { from: 'function_call', value: JSON.stringify({ name, arguments: given }) };
}
