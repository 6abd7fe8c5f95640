import {
  type Converted,
  exportLines,
  type Exporter,
  isPair,
  toTurn,
  unfitForText,
} from './exporter.ts';

/** TRL's prompt-completion format: conversational (lists of turns), or `standard` (two texts). */
export const promptCompletion: Exporter = {
  name: 'prompt-completion',
  summary: '{"prompt", "completion"}, as TRL trains on; the completion is the last reply.',
  drops:
    'Reasoning, answers, evidence, checks, tags and lineage. Skips images, tools, preference pairs and, in the variant `standard`, everything but one question with one reply.',
  variants: ['conversational', 'standard'],
  export: (samples, out, options = {}) =>
    exportLines(
      promptCompletion,
      samples,
      out,
      { split: 'train', ...options },
      (sample): Converted => {
        if (isPair(sample)) return { skip: 'preference-pair' };
        const unfit = unfitForText(sample.messages);
        if (unfit !== undefined) return { skip: unfit };
        const turns = sample.messages.map(toTurn);
        const prompt = turns.slice(0, -1);
        const completion = turns.slice(-1);
        if (completion[0]!.role !== 'assistant') return { skip: 'does-not-end-with-assistant' };
        if (prompt.at(-1)?.role !== 'user') return { skip: 'prompt-does-not-end-with-user' };
        if (options.variant !== 'standard') return { row: { prompt, completion } };
        if (prompt.length > 1) return { skip: 'more-than-one-exchange' };
        return { row: { prompt: prompt[0]!.content, completion: completion[0]!.content } };
      },
    ),
};
