import { readFileSync } from 'node:fs';
import type { Extraction } from '../../src/methods/graph/extract/extraction.ts';

/** A document of Re-DocRED with its text joined from tokens. */
export interface GoldDocument {
  title: string;
  text: string;
  /** Of each entity, the spans of its mentions in code points. */
  entities: { names: string[]; spans: [number, number][] }[];
  relations: { relation: string; subject: number; object: number }[];
}

interface RawDocument {
  title: string;
  sents: string[][];
  vertexSet: { name: string; sent_id: number; pos: [number, number] }[][];
  labels: { r: string; h: number; t: number }[];
}

/** Reads the file and makes natural text of its tokens, keeping where each token came to stand. */
export function readRedocred(path: string): GoldDocument[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as RawDocument[]).map(
    ({ title, sents, vertexSet, labels }) => {
      const { text, places } = joinTokens(sents);
      return {
        title,
        text,
        entities: vertexSet.map((mentions) => ({
          names: mentions.map(({ name }) => name),
          spans: mentions.map(({ sent_id, pos }): [number, number] => [
            places[sent_id]![pos[0]]![0],
            places[sent_id]![pos[1] - 1]![1],
          ]),
        })),
        relations: labels.map(({ r, h, t }) => ({ relation: r, subject: h, object: t })),
      };
    },
  );
}

const NO_SPACE_BEFORE = /^(?:[,.;:!?)\]}%”]|['’]s?|n['’]t|['’](?:re|ve|ll|d|m))$/;
const NO_SPACE_AFTER = /^[([{$£€“]$/;

/** Joins tokens as English is written: no space before a comma, none inside brackets and quotes, hyphens closed. */
function joinTokens(sentences: readonly (readonly string[])[]): {
  text: string;
  places: [number, number][][];
} {
  let text = '';
  let length = 0;
  const places = sentences.map((tokens) => {
    let isOpen = false;
    let before = '';
    return tokens.map((token, index): [number, number] => {
      const word = token.trim() === '' ? '' : token;
      const next = tokens[index + 1] ?? '';
      let glued =
        text === '' || NO_SPACE_BEFORE.test(word) || NO_SPACE_AFTER.test(before) || word === '';
      if (word === '"') {
        glued = isOpen;
        isOpen = !isOpen;
      } else if (before === '"' && isOpen) glued = true;
      // `first - hand` was written with a closed hyphen; a dash between spaces has no letter or digit beside it.
      if (word === '-' && /[\p{L}\d]$/u.test(before) && /^[\p{L}\d]/u.test(next)) glued = true;
      if (before === '-' && /[\p{L}\d]-$/u.test(text)) glued = true;
      if (index === 0 && text !== '') glued = false;
      if (!glued) {
        text += ' ';
        length++;
      }
      const start = length;
      text += word;
      length += [...word].length;
      before = word === '"' && !isOpen ? ')' : word;
      return [start, length];
    });
  });
  return { text, places };
}

/** Of each mention of an extraction, the gold entity that it means, or -1: by overlap, else by the name that it stands for. */
export function linkMentions({ entities }: GoldDocument, { mentions }: Extraction): number[] {
  const ofSpan = (start: number, end: number): number =>
    entities.findIndex(({ spans }) =>
      spans.some(([from, to]) => {
        const shared = Math.min(to, end) - Math.max(from, start);
        return (
          shared * 2 >= Math.max(1, Math.min(to - from, end - start)) &&
          shared * 3 >= Math.max(to - from, end - start)
        );
      }),
    );
  const ofName = (name: string): number =>
    entities.findIndex(({ names }) =>
      names.some((each) => each.toLowerCase() === name.toLowerCase()),
    );
  return mentions.map((mention) => {
    const full = mention.refersTo === undefined ? mention : mentions[mention.refersTo]!;
    const direct = ofSpan(full.start, full.end);
    if (direct >= 0) return direct;
    const own = ofSpan(mention.start, mention.end);
    if (own >= 0 && mention.refersTo === undefined) return own;
    return full.name === undefined ? -1 : ofName(full.name);
  });
}
