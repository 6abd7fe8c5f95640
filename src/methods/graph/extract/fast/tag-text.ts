import { splitSentences } from '../../../../core/text/sentences.ts';

/** A word or a sign. Offsets in UTF-16 units of the passage. */
export interface Token {
  text: string;
  lower: string;
  lemma: string;
  /** Universal part of speech: `NOUN`, `PROPN`, `VERB`, `AUX`, … */
  pos: string;
  start: number;
  end: number;
}

export interface TaggedSentence {
  start: number;
  end: number;
  tokens: Token[];
}

export type Tagger = (text: string) => TaggedSentence[];

/** Past which a run of text without a full stop is no sentence: tables and lists that lost their lines. */
export const MAX_SENTENCE_LENGTH = 1200;

/** Abbreviations after which a sentence goes on, besides those that the splitter knows. */
const GOES_ON =
  /(?:^|[\s(])(?:c|ca|b|d|r|fl|Mt|Gen|Col|Lt|Sgt|Capt|Gov|Sen|Rep|Rev|Hon|Bros|Corp|Ave|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|pp|vol|feat|pop|est)\.$/;

/** Tokens that are several: a bracket with signs, and two years. */
const SEVERAL = /^(?=.*[()[\]])[^\p{L}]{2,}$|^\d{4}[-–]\d{2,4}$/u;

let opening: Promise<Tagger> | undefined;

/** The tagger of wink-nlp's web model (English), loaded with the first use, some 90 ms. */
export function openTagger(): Promise<Tagger> {
  opening ??= load();
  return opening;
}

async function load(): Promise<Tagger> {
  const [{ default: winkNLP }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  const nlp = winkNLP(model, ['sbd', 'pos']);
  const { its } = nlp;
  const tokenise = (text: string, offset: number): Token[] => {
    const tokens = nlp.readDoc(text).tokens();
    const whole = tokens.out() as string[];
    const lemmasOfWhole = tokens.out(its.lemma as typeof its.pos) as (string | undefined)[];
    const partsOfWhole = tokens.out(its.pos) as string[];
    // `(;` is no emoticon here, `1751-1834` two years.
    const pieces = whole.map((word) =>
      SEVERAL.test(word) ? word.match(/[()[\]]|\d+|[^()[\]\d]+/g)! : [word],
    );
    const words = pieces.flat();
    const parts = pieces.flatMap((each, index) =>
      each.map((piece) =>
        each.length === 1 ? partsOfWhole[index]! : /^\d/.test(piece) ? 'NUM' : 'PUNCT',
      ),
    );
    const lemmas = pieces.flatMap((each, index) =>
      // Some words in capitals (`IAM`) have no lemma.
      each.length === 1 ? [lemmasOfWhole[index] ?? whole[index]!] : each,
    );
    const result: Token[] = [];
    let at = 0;
    for (const [index, word] of words.entries()) {
      const found = text.indexOf(word, at);
      if (found < 0) continue;
      at = found + word.length;
      const before = result.at(-1);
      if (before !== undefined && before.end === offset + found && continues(before.text, word)) {
        before.text += word;
        before.lower = before.text.toLowerCase();
        before.lemma = before.lower;
        before.end += word.length;
        if (before.pos === 'X') before.pos = parts[index]!;
        continue;
      }
      result.push({
        text: word,
        lower: word.toLowerCase(),
        lemma: lemmas[index]!.toLowerCase(),
        pos: parts[index]!,
        start: offset + found,
        end: offset + at,
      });
    }
    return result;
  };
  const lemmas = new Map<string, string>();
  const lemmaOfVerb = (verb: string): string => {
    let lemma = lemmas.get(verb);
    if (lemma === undefined)
      lemmas.set(verb, (lemma = tokenise(`They have ${verb} it.`, 0)[2]?.lemma ?? verb));
    return lemma;
  };
  return (text) =>
    sentencesOf(text).map(({ start, end }) => ({
      start,
      end,
      tokens:
        end - start > MAX_SENTENCE_LENGTH
          ? []
          : retag(tokenise(text.slice(start, end), start), lemmaOfVerb),
    }));
}

/** The tagger breaks words at letters that it does not know (`Medias` with a comma below), and names at `-` and a dot. */
function continues(before: string, word: string): boolean {
  if (/^\p{L}/u.test(word) && !/^n['’]t$/i.test(word) && /\p{L}$/u.test(before)) return true;
  if (word === '-' && /\p{L}$/u.test(before)) return true;
  if (/^[\p{L}\d]/u.test(word) && /[\p{L}\d]-$/u.test(before)) return true;
  return (
    word === '.' &&
    /^(?:Bros|Co|Inc|Ltd|Corp|St|Mt|Jr|Sr|Dr|Mr|Mrs|Ms|No|Lt|Col|Gen|Capt|Sgt|Gov|Sen|[A-Z])$/.test(
      before,
    )
  );
}

function sentencesOf(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let at = 0;
  for (const { text: sentence } of splitSentences(text, 'en')) {
    const start = text.indexOf(sentence, at);
    at = start + sentence.length;
    const before = spans.at(-1);
    if (before !== undefined && isOneSentence(text.slice(before.start, before.end), sentence)) {
      before.end = at;
    } else spans.push({ start, end: at });
  }
  return spans;
}

function isOneSentence(before: string, after: string): boolean {
  if (before.length + after.length > MAX_SENTENCE_LENGTH) return false;
  if (/^[\p{Ll},;)]/u.test(after) && !/[!?]["”]?$/.test(before)) return true;
  if (GOES_ON.test(before)) return true;
  // `K.C. Constantine`, `the U.S. Navy`; not `in the U.S. He`.
  if (/(?:^|[\s(])(?:\p{Lu}\.){2,}$/u.test(before) && /^\p{Lu}/u.test(after))
    return !/^(?:The|A|An|He|She|It|They|This|These|His|Her|Its|Their|In|On|At|After|Before|As|By|From|For|When|While|Since|There)\b/.test(
      after,
    );
  return count(before, '(') > count(before, ')') && count(after, ')') > 0;
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** Verbs that the tagger takes for plural nouns where they stand after a name: `the Rhine flows through Basel`. */
const VERBS_LIKE_NOUNS = new Map(
  'flows borders stars features plays covers serves houses hosts lies rises runs contains includes forms belongs marries competes produces owns operates manages represents teaches lives works remains drains joins ends'
    .split(' ')
    .map((verb) => [
      verb,
      verb === 'marries' ? 'marry' : verb === 'lies' ? 'lie' : verb.replace(/s$/, ''),
    ]),
);
const COMPOUNDS =
  /^(?:hip hop|comic (?:book|books|strip|strips|opera)|found footage|internal medicine|special effects?|visual (?:effects?|novel)|cyber security|real estate|open source)$/;
const MONTHS =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/;

/** Mends what the tagger is known to get wrong. */
function retag(tokens: Token[], lemmaOfVerb: (verb: string) => string): Token[] {
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    // `was educated at`: a participle between `be` and a preposition is a verb.
    if (
      token.pos === 'ADJ' &&
      /[^e]ed$/.test(token.lower) &&
      after?.pos === 'ADP' &&
      before !== undefined &&
      (before.lemma === 'be' || tokens[index - 2]?.lemma === 'be')
    ) {
      token.pos = 'VERB';
      token.lemma = lemmaOfVerb(token.lower);
    }
    const verb = VERBS_LIKE_NOUNS.get(token.text);
    if (
      verb !== undefined &&
      token.pos === 'NOUN' &&
      before !== undefined &&
      /^(?:PROPN|PRON|PUNCT|DET|SCONJ)$/.test(before.pos) &&
      /^\p{Lu}|^(?:it|he|she|which|that|who|\))$/u.test(before.text) &&
      after !== undefined &&
      (/^(?:ADP|DET|PROPN|ADV|PART)$/.test(after.pos) || /^\p{Lu}/u.test(after.text))
    ) {
      token.pos = 'VERB';
      token.lemma = verb;
    }
    if (
      token.lower === 'married' &&
      token.pos === 'ADJ' &&
      before?.pos !== 'DET' &&
      after !== undefined &&
      /^(?:DET|PROPN|PRON|ADP|ADV)$/.test(after.pos)
    ) {
      token.pos = 'VERB';
      token.lemma = 'marry';
    }
    // Parts of nouns that the tagger takes for adjectives and verbs.
    if (COMPOUNDS.test(`${token.lower} ${after?.lower ?? ''}`)) token.pos = 'NOUN';
    if (MONTHS.test(token.text) && after !== undefined && /^\d/.test(after.text))
      token.pos = 'PROPN';
  }
  return tokens;
}
