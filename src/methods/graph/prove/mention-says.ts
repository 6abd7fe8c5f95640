import type { Document } from '../../../core/records/index.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import { toWords } from '../assign/name-rules.ts';
import type { Entity, FactSpan, KnowledgeGraph } from '../knowledge-graph.ts';
import { nameIn, namesOf } from '../write/name-words.ts';

/** Words that stand for a thing named before: pronouns, and descriptions with an article. */
const REFERENCE =
  /^(?:he|she|it|they|him|her|them|his|its|their|hers|theirs|himself|herself|itself|themselves|who|whom|whose|which|that|this|these|those|one|i|we|our|my)$|^(?:the|this|that|these|those|his|her|its|their|our|a|an)\s/iu;

/**
 * Why a stored sentence does not hold an edge where its fact says, or undefined: subject and object stand within it, each
 * by a name, a part of one, or a word that refers to it in a document that names it; so does the cue, where there is one.
 */
export function faultOfMention(
  graph: KnowledgeGraph,
  edge: number,
  span: FactSpan,
  document: Document,
  block: number,
): string | undefined {
  const text = document.blocks[block]?.text;
  const where = `${document.uri} block ${block} [${span.start}, ${span.end})`;
  if (text === undefined || sliceCodePoints(text, span.start, span.end).trim() === '') {
    return `there is no sentence at ${where}`;
  }
  const parts = { subject: span.subject, object: span.object, ...(span.cue && { cue: span.cue }) };
  for (const [what, [start, end]] of Object.entries(parts)) {
    if (start < span.start || end > span.end || start >= end) {
      return `the ${what} lies outside its sentence at ${where}`;
    }
  }
  const { subject, object } = graph.edges;
  for (const [end, at] of [
    [subject[edge]!, span.subject],
    [object[edge]!, span.object],
  ] as const) {
    const said = sliceCodePoints(text, ...at);
    const entity = graph.entities[end]!;
    if (!meansEntity(said, entity, document, block)) {
      return `"${said}" at ${where} does not mean "${entity.name}"`;
    }
  }
  if (span.cue !== null && !/[\p{L}\p{N}]/u.test(sliceCodePoints(text, ...span.cue))) {
    return `the cue at ${where} has no word`;
  }
  return undefined;
}

function meansEntity(said: string, entity: Entity, document: Document, block: number): boolean {
  const words = toWords(said);
  const names = namesOf(entity).map(toWords);
  if (names.some((name) => words.includes(name) || name.includes(words))) return true;
  if (entity.range !== null && sharesNumber(said, entity)) return true;
  if (namesOf(entity).some((name) => isAcronym(said, name))) return true;
  if (!REFERENCE.test(said.trim())) return false;
  const before = document.blocks.slice(0, block + 1).map(({ text }) => text);
  return nameIn([document.title, ...before].join('\n'), entity) !== undefined;
}

/** Whether a word is made of the first letters of a name's words, small words left out or not: `WHO`, `BofA`. */
function isAcronym(said: string, name: string): boolean {
  const letters = said.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
  if ([...letters].length < 2 || !/^\p{Lu}/u.test(letters)) return false;
  const words = toWords(name).trim().split(' ');
  const long = words.filter((word) => !/^(?:of|the|and|for|in|on|at|de|la|du|der)$/.test(word));
  return [words, long].some((of) => initials(of) === letters.toLowerCase());
}

const initials = (words: readonly string[]): string => words.map((word) => [...word][0]).join('');

/** Values may be written in more ways than their names tell: `13 March 1963`, `March 13th, 1963`. */
function sharesNumber(said: string, entity: Entity): boolean {
  const own = numbersOf(said);
  const known = new Set(namesOf(entity).flatMap(numbersOf));
  return own.length > 0 && own.every((number) => known.has(number));
}

const numbersOf = (text: string): string[] =>
  (text.normalize('NFKC').match(/\p{Nd}[\p{Nd}.,\s]*/gu) ?? []).map((one) =>
    one.replaceAll(/[^\p{Nd}]/gu, ''),
  );
