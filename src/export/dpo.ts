import type { Sample } from '../core/records/index.ts';
import { type Converted, exportLines, type Exporter, toTurn, unfitForText } from './exporter.ts';

/** TRL's preference format with an explicit prompt: the two completions share it, turn by turn. */
export const dpo: Exporter = {
  name: 'dpo',
  summary: '{"prompt", "chosen", "rejected"}: preference pairs that differ by what they say.',
  drops:
    'Reasoning, evidence, checks, tags and lineage. Skips samples without a pair, images, tools, and pairs that no passed check calls different in content.',
  export: (samples, out, options = {}) =>
    exportLines(dpo, samples, out, { split: 'train', ...options }, (sample): Converted => {
      const { messages, chosen, rejected } = sample;
      if (!chosen?.length || !rejected?.length) return { skip: 'no-preference-pair' };
      const unfit = unfitForText([...messages, ...chosen, ...rejected]);
      if (unfit !== undefined) return { skip: unfit };
      if (messages.at(-1)!.role !== 'user') return { skip: 'prompt-does-not-end-with-user' };
      if (chosen[0]!.role !== 'assistant' || rejected[0]!.role !== 'assistant') {
        return { skip: 'completion-does-not-begin-with-assistant' };
      }
      if (!differsByContent(sample)) return { skip: 'not-a-content-difference' };
      const row = {
        prompt: messages.map(toTurn),
        chosen: chosen.map(toTurn),
        rejected: rejected.map(toTurn),
      };
      if (words(row.chosen) === words(row.rejected)) return { skip: 'same-text' };
      return { row };
    }),
};

/** A pair teaches form instead of truth when its loser only failed to parse: some check must say that it did not. */
function differsByContent(sample: Sample): boolean {
  return sample.checks.some(
    (check) => check.verdict === 'pass' && check.detail?.['kind'] === 'content',
  );
}

const words = (turns: { content: string }[]): string =>
  turns
    .map(({ content }) => content)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
