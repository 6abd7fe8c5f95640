import type { Mentioned } from './find-mentions.ts';
import type { TaggedSentence, Token } from './tag-text.ts';

/** A token, or a whole mention as one word. */
export interface Word extends Token {
  mention?: number;
}

const POST_NOMINAL =
  /^(?:OBE|CBE|MBE|KBE|DBE|FRS|FRSE|KCB|GCB|CMG|KCMG|QC|KC|MP|PhD|MD|DSO|MC|VC|AO|AM|OAM|OM|FBA|RA|SJ|\d(?:st|nd|rd|th))$/;

/** The words of a sentence with each mention made one word; `mentions` are those of the passage, by place. */
export function readWords({ tokens }: TaggedSentence, mentions: readonly Mentioned[]): Word[] {
  const words: Word[] = [];
  let next = 0;
  const last = tokens.length - 1;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    // `, OBE` and `, 1st Baronet` behind a name.
    if (token.text === ',' && index < last && POST_NOMINAL.test(tokens[index + 1]!.text)) {
      index++;
      while (
        index < last &&
        (tokens[index + 1]!.text === 'Baronet' ||
          /^(?:Baron|Earl|Viscount)$/.test(tokens[index + 1]!.text))
      )
        index++;
      continue;
    }
    while (next < mentions.length && mentions[next]!.end <= token.start) next++;
    const mention = mentions[next];
    if (mention === undefined || mention.start >= token.end) {
      words.push(token);
      continue;
    }
    let to = index;
    while (to < last && tokens[to + 1]!.start < mention.end) to++;
    words.push({
      text: mention.text,
      lower: mention.text.toLowerCase(),
      lemma: mention.text.toLowerCase(),
      pos: mention.form === 'number' ? 'NUM' : 'PROPN',
      start: mention.start,
      end: mention.end,
      mention: next,
    });
    index = to;
  }
  return words;
}
