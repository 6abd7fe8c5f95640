import type { NounPhrase } from './chunk.ts';
import type { Mentioned } from './find-mentions.ts';
import { isParticiple, isPremodifier, jointVerb } from './read-verb-group.ts';
import type { Word } from './read-words.ts';

export function readNounPhrase(
  words: readonly Word[],
  from: number,
  mentions: readonly Mentioned[],
): { np: NounPhrase; next: number } | null {
  let at = from;
  let determiner = '';
  const first = words[at]!;
  let possessor: NounPhrase | null = null;
  if (first.mention === undefined) {
    if (
      /^(?:he|she|it|they|him|them|her|this|these)$/.test(first.lower) &&
      first.pos === 'PRON' &&
      !/^(?:NOUN|ADJ|PROPN)$/.test(words[at + 1]?.pos ?? '')
    ) {
      return { np: phraseOf([first], null, first.lower, null, mentions), next: at + 1 };
    }
    if (/^(?:his|her|its|their)$/.test(first.lower)) {
      possessor = phraseOf([first], null, first.lower, null, mentions);
      determiner = 'possessive';
      at++;
    } else if (
      first.pos === 'DET' ||
      /^(?:the|a|an|this|these|another|one|no|each|every|any|some|all|both|several|many)$/.test(
        first.lower,
      )
    ) {
      determiner = first.lower;
      at++;
      if (words[at]?.pos === 'DET') at++;
    }
  }
  let start = at;
  let lastNominal = -1;
  for (; at < words.length; at++) {
    const word = words[at]!;
    if (jointVerb(word.lower) !== undefined) break;
    const mention = word.mention === undefined ? undefined : mentions[word.mention]!;
    if (mention !== undefined) {
      const before = at > start ? words[at - 1]! : undefined;
      const beforeMention = before?.mention === undefined ? undefined : mentions[before.mention]!;
      const isValue = mention.form === 'time' || mention.form === 'number';
      // Two names side by side, or a time behind a name, are two phrases.
      if (
        beforeMention !== undefined &&
        beforeMention.form !== 'demonym' &&
        !(beforeMention.form === 'time' && determiner !== '' && mention.form !== 'time')
      )
        break;
      if (isValue && at > start && mention.form === 'time') break;
      lastNominal = at;
      const after = words[at + 1];
      const goesOn =
        after !== undefined &&
        (/^(?:NOUN|ADJ)$/.test(after.pos) ||
          after.mention !== undefined ||
          (after.pos === 'VERB' && isPremodifier(words, at + 1)));
      if (mention.form === 'time' && (determiner === '' || !goesOn)) {
        at++;
        break;
      }
      continue;
    }
    if (/^(?:NOUN|PROPN)$/.test(word.pos)) lastNominal = at;
    else if (/^['’]s$|^['’]$/.test(word.text) && lastNominal === at - 1 && at > start) {
      possessor = phraseOf(words.slice(start, at), possessor, determiner, null, mentions);
      determiner = 'possessive';
      start = at + 1;
      lastNominal = -1;
    } else if (/^(?:ADJ|NUM)$/.test(word.pos)) {
      if (
        lastNominal >= 0 &&
        words[lastNominal]!.mention !== undefined &&
        mentions[words[lastNominal]!.mention!]!.form === 'name' &&
        lastNominal === at - 1 &&
        !/^(?:NOUN|PROPN)$/.test(words[at + 1]?.pos ?? '')
      )
        break;
    } else if (
      word.pos === 'VERB' &&
      (isParticiple(word.lower) || word.lower.endsWith('ing')) &&
      isPremodifier(words, at)
    )
      continue;
    else if (
      word.pos === 'ADV' &&
      words[at + 1]?.pos === 'ADJ' &&
      !/^(?:also|then|now)$/.test(word.lower)
    )
      continue;
    else if (
      /^[-–/]$/.test(word.text) &&
      at > start &&
      /^(?:NOUN|ADJ|PROPN|VERB|NUM)$/.test(words[at + 1]?.pos ?? '')
    )
      continue;
    // `American and British film`, `drummer and singer X`: only adjectives are joined inside a phrase.
    else if (
      /^(?:and|&)$/.test(word.lower) &&
      words[at - 1]?.pos === 'ADJ' &&
      words[at + 1]?.pos === 'ADJ' &&
      words[at + 2]?.pos === 'NOUN'
    )
      continue;
    else break;
  }
  if (lastNominal < 0) {
    return null;
  }
  return {
    np: phraseOf(
      words.slice(start, lastNominal + 1),
      possessor,
      determiner,
      determiner === '' ? null : first,
      mentions,
    ),
    next: lastNominal + 1,
  };
}

function phraseOf(
  words: Word[],
  possessor: NounPhrase | null,
  determiner: string,
  opening: Word | null,
  mentions: readonly Mentioned[],
): NounPhrase {
  const head = words.at(-1)!;
  const mention = head.mention ?? null;
  let from = mention === null ? words.length : words.length - 1;
  const to = from;
  // The run of common nouns that ends at the head or stands before the name.
  while (
    from > 0 &&
    words[from - 1]!.mention === undefined &&
    /^(?:NOUN|PROPN)$/.test(words[from - 1]!.pos)
  )
    from--;
  const nouns = words.slice(from, to);
  const inner = words
    .slice(0, mention === null ? words.length : -1)
    .flatMap((word) => (word.mention === undefined ? [] : [word.mention]));
  void mentions;
  return {
    type: 'np',
    words,
    start: (opening ?? words[0]!).start,
    end: head.end,
    mention,
    noun: nouns
      .map(({ lemma, lower }, index) => (lemma === '' || index < nouns.length - 1 ? lower : lemma))
      .join(' '),
    nounSpan: nouns.length === 0 ? [head.start, head.end] : [nouns[0]!.start, nouns.at(-1)!.end],
    modifiers: words
      .slice(0, from)
      .flatMap((word) =>
        word.mention === undefined && /^(?:ADJ|VERB|NUM|NOUN)$/.test(word.pos) ? [word.lower] : [],
      ),
    inner,
    determiner,
    possessor,
    brackets: [],
  };
}
