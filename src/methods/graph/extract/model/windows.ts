import { sliceCodePoints } from '../../../../core/text/code-points.ts';
import { splitSentences } from '../../../../core/text/sentences.ts';
import { oneLine } from '../../../../core/run/prompts.ts';
import type { Mention } from '../extraction.ts';

/** Some sentences of a passage that are put before the model at once, with the mentions in them. */
export interface Window {
  /** Code points of the passage. */
  sentences: { start: number; end: number; text: string }[];
  /** Indices of mentions of the passage, and the number (from 1) of the sentence each stands in. */
  names: { mention: number; sentence: number }[];
}

export const WINDOW_DEFAULTS = { sentencesPerCall: 5, namesPerCall: 24 };

/** Cuts a passage into windows of whole sentences. */
export function cutWindows(
  text: string,
  language: string,
  mentions: readonly Mention[],
  limits: typeof WINDOW_DEFAULTS,
): Window[] {
  const windows: Window[] = [];
  let open: Window = { sentences: [], names: [] };
  for (const sentence of splitSentences(text, language)) {
    const inside = mentions.flatMap(({ start, end }, index) =>
      start >= sentence.start && end <= sentence.end ? [index] : [],
    );
    if (
      open.sentences.length > 0 &&
      (open.sentences.length >= limits.sentencesPerCall ||
        open.names.length + inside.length > limits.namesPerCall)
    ) {
      windows.push(open);
      open = { sentences: [], names: [] };
    }
    open.sentences.push(sentence);
    for (const mention of inside.slice(0, limits.namesPerCall))
      open.names.push({ mention, sentence: open.sentences.length });
  }
  if (open.sentences.length > 0) windows.push(open);
  return windows;
}

/** The numbered lists of a prompt. What the passage says is one line a sentence, so that it can never make a turn of its own. */
export const sayWindow = (
  text: string,
  { sentences, names }: Window,
  mentions: readonly Mention[],
): { sentences: string; names: string } => ({
  sentences: sentences
    .map(({ start, end }, index) => `${index + 1}. ${oneLine(sliceCodePoints(text, start, end))}`)
    .join('\n'),
  names:
    names.length === 0
      ? 'none'
      : names
          .map(({ mention, sentence }, index) => {
            const { text: words, kind, refersTo, name } = mentions[mention]!;
            const full =
              refersTo === undefined
                ? name
                : (mentions[refersTo]!.name ?? mentions[refersTo]!.text);
            return `${index + 1}. ${oneLine(words)}${full === undefined || full === words ? '' : ` = ${oneLine(full)}`} (${kind}, sentence ${sentence})`;
          })
          .join('\n'),
});
