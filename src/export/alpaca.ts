import { messageText } from '../core/records/index.ts';
import { type Converted, exportLines, type Exporter, isPair, unfitForText } from './exporter.ts';

/**
 * Stanford Alpaca's fields, with `system` where the sample has one. The variant `history` keeps longer conversations in
 * LLaMA-Factory's `history` field, which other readers of Alpaca files do not know.
 */
export const alpaca: Exporter = {
  name: 'alpaca',
  summary: '{"instruction", "input", "output"}: one exchange a row.',
  drops:
    'Reasoning, answers, evidence, checks, tags and lineage. Skips images, tools, preference pairs and, unless the variant is `history`, conversations of more than one exchange.',
  variants: ['single', 'history'],
  export: (samples, out, options = {}) =>
    exportLines(alpaca, samples, out, { split: 'train', ...options }, (sample): Converted => {
      if (isPair(sample)) return { skip: 'preference-pair' };
      const unfit = unfitForText(sample.messages);
      if (unfit !== undefined) return { skip: unfit };
      const [first, ...rest] = sample.messages;
      const system = first!.role === 'system' ? messageText(first!) : undefined;
      const turns = system === undefined ? sample.messages : rest;
      const exchanges = pairUp(turns.map((turn) => [turn.role, messageText(turn)]));
      if (exchanges === undefined) return { skip: 'turns-do-not-alternate' };
      if (exchanges.length > 1 && options.variant !== 'history')
        return { skip: 'more-than-one-exchange' };
      const [instruction, output] = exchanges.at(-1)!;
      return {
        row: {
          instruction,
          input: '',
          output,
          ...(system === undefined ? {} : { system }),
          ...(options.variant === 'history' ? { history: exchanges.slice(0, -1) } : {}),
        },
      };
    }),
};

/** User and assistant turns as exchanges; undefined where they do not alternate or do not end with the assistant. */
function pairUp(turns: [role: string, text: string][]): [string, string][] | undefined {
  const exchanges: [string, string][] = [];
  for (let index = 0; index < turns.length; index += 2) {
    const [asked, answered] = [turns[index], turns[index + 1]];
    if (asked?.[0] !== 'user' || answered?.[0] !== 'assistant') return undefined;
    exchanges.push([asked[1], answered[1]]);
  }
  return exchanges.length > 0 ? exchanges : undefined;
}
