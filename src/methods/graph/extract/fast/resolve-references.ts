import type { Mentioned } from './find-mentions.ts';
import type { NounPhrase } from './chunk.ts';
import { kindOfNoun } from './read-nominals.ts';

/** A phrase as a mention, with how surely the phrase means it. */
export interface Resolved {
  mention: number;
  quality: number;
}

/** How surely words that are no full name mean the thing that they are taken for. */
export const REFERENCE_QUALITY = {
  name: 1,
  shortened: 0.98,
  /** `he`, `it` for what the document is about. */
  topicPronoun: 0.94,
  /** `the band` where the document is about a band. */
  topicDescription: 0.93,
  /** `the group` for a band. */
  topicLooseDescription: 0.85,
  /** A pronoun for the subject of the same sentence. */
  sentencePronoun: 0.9,
  /** A pronoun for another subject of the sentence before. */
  otherPronoun: 0.72,
};

export interface Topic {
  /** The mention that names it first, or null where the passage does not name it. */
  mention: number | null;
  title: string;
  kind: string;
  typeNouns: Set<string>;
}

/** Words in capitals that a later, shorter name may repeat: `Curie` after `Marie Curie`. Marks them with `refersTo`. */
export function linkShortNames(mentions: Mentioned[], topic: Topic): void {
  for (const [index, mention] of mentions.entries()) {
    if (mention.form !== 'name' || (mention.sure >= 0.8 && mention.kind === 'place')) continue;
    const words = mention.text.split(/\s+/);
    if (words.length > 2) continue;
    for (let earlier = 0; earlier < index; earlier++) {
      const full = mentions[earlier]!;
      if (full.form !== 'name' || full.refersTo !== undefined) continue;
      const fullWords = full.text.split(/\s+/).filter((word) => !/^["“]/.test(word));
      if (fullWords.length <= words.length) continue;
      const isPerson = full.kind === 'person' && full.sure >= 0.35;
      const isTail = fullWords.slice(-words.length).join(' ') === mention.text;
      const isInitials =
        words.length === 1 &&
        /^\p{Lu}{2,6}$/u.test(mention.text) &&
        fullWords
          .filter((word) => /^\p{Lu}/u.test(word))
          .map((word) => word[0])
          .join('') === mention.text;
      const isFirst =
        words.length === 1 && fullWords[0] === mention.text && topic.mention === earlier;
      if ((isPerson && (isTail || isFirst)) || isInitials) {
        mention.refersTo = earlier;
        mention.kind = full.kind;
        mention.sure = full.sure;
        break;
      }
    }
  }
}

/** What the passage is about, by the document's title. */
export function findTopic(mentions: Mentioned[], title: string): Topic {
  const plain = title.replace(/\s*\([^)]*\)\s*$/, '').trim();
  const bracket = /\(([^)]*)\)\s*$/.exec(title)?.[1] ?? '';
  const words = new Set(
    plain.split(/[\s,]+/).filter((word) => /^\p{Lu}/u.test(word) || plain.length < 4),
  );
  let best: number | null = null;
  for (const [index, { text, form }] of mentions.entries()) {
    if (form !== 'name' && form !== 'quoted') continue;
    const own = text.replace(/["“”]/g, '').split(/[\s,]+/);
    const isSame = text === plain || text.replace(/^The /, '') === plain.replace(/^The /, '');
    const isLong =
      index < 3 &&
      words.size > 0 &&
      own.length >= words.size &&
      [...words].every((word) => own.includes(word));
    if (isSame || isLong) {
      best = index;
      break;
    }
  }
  const typeNouns = new Set<string>();
  const noun = bracket.toLowerCase().split(/\s+/).at(-1) ?? '';
  const kind = noun === '' ? undefined : kindOfNoun(noun);
  if (kind !== undefined) {
    typeNouns.add(noun);
    // `Illinois (album)` is no state.
    if (best !== null) Object.assign(mentions[best]!, { kind, sure: 0.97, typeNoun: noun });
  }
  return {
    mention: best,
    title: plain,
    kind: kind ?? (best === null ? 'other' : mentions[best]!.kind),
    typeNouns,
  };
}

/** Follows the subjects of a passage and says what phrases mean. Phrases that mean nothing known are null. */
export function createResolver(
  mentions: Mentioned[],
  topic: Topic,
): {
  resolve(phrase: NounPhrase): Resolved | null;
  /** To be called with each sentence's first subject before its claims are resolved. */
  enterSentence(subject: NounPhrase | null): void;
} {
  let previous: number | null = null;
  let current: number | null = null;
  let currentStart = 0;
  const cache = new Map<number, Resolved | null>();
  const add = (
    phrase: NounPhrase,
    target: number | null,
    form: Mentioned['form'],
    quality: number,
  ): Resolved => {
    const text = phrase.words.map((word) => word.text).join(' ');
    const kind = target === null ? topic.kind : mentions[target]!.kind;
    // `He` for a name that may be no person's.
    if (form === 'pronoun' && target !== null && kind === 'person' && mentions[target]!.sure < 0.6)
      quality *= 0.9;
    const mention: Mentioned = {
      start: phrase.start,
      end: phrase.end,
      text,
      form,
      kind,
      sure: target === null ? 0.6 : mentions[target]!.sure,
    };
    if (target === null) mention.name = topic.title;
    else mention.refersTo = target;
    mentions.push(mention);
    return { mention: mentions.length - 1, quality };
  };
  const root = (index: number): number => mentions[index]!.refersTo ?? index;
  const isTopic = (index: number | null): boolean =>
    index !== null &&
    topic.mention !== null &&
    (index === topic.mention || mentions[index]!.text === mentions[topic.mention]!.text);
  const hasTopic = topic.mention !== null || topic.title !== '';
  const isPersonal = (index: number | null): boolean =>
    index !== null && (mentions[index]!.kind === 'person' || mentions[index]!.sure < 0.3);
  const topicIsPerson = (): boolean =>
    topic.mention === null ? topic.kind === 'person' : mentions[topic.mention]!.kind === 'person';

  /** Whether another person is named between a sentence's subject and a pronoun. */
  const isRivalled = (subject: number, at: number): boolean =>
    mentions.some(
      ({ form, kind, start, end }, index) =>
        form === 'name' &&
        kind === 'person' &&
        start > currentStart &&
        end <= at &&
        root(index) !== subject &&
        mentions[index]!.text !== mentions[subject]!.text &&
        start > currentStart + 1,
    );

  const ofPronoun = (phrase: NounPhrase): Resolved | null => {
    const word = phrase.words[0]!.lower;
    const personal = /^(?:he|she|his|her|him)$/.test(word);
    if (/^(?:they|their|them)$/.test(word)) {
      if (hasTopic && topic.kind === 'organization' && (previous === null || isTopic(previous)))
        return add(phrase, topic.mention, 'pronoun', 0.85);
      return null;
    }
    const fits = (index: number | null): index is number =>
      index !== null &&
      (personal
        ? isPersonal(index)
        : mentions[index]!.kind !== 'person' && mentions[index]!.form !== 'time');
    const inSentence = current !== null && phrase.start > currentStart ? current : null;
    if (fits(inSentence)) {
      const quality = isTopic(inSentence)
        ? REFERENCE_QUALITY.topicPronoun
        : REFERENCE_QUALITY.sentencePronoun;
      return add(
        phrase,
        inSentence,
        'pronoun',
        personal && isRivalled(inSentence, phrase.start) ? REFERENCE_QUALITY.otherPronoun : quality,
      );
    }
    const topicFits =
      hasTopic &&
      topicIsPerson() === personal &&
      (personal || topic.kind !== 'other' || topic.mention !== null);
    if (topicFits && (previous === null || isTopic(previous) || !fits(previous)))
      return add(phrase, topic.mention, 'pronoun', REFERENCE_QUALITY.topicPronoun);
    if (fits(previous))
      return add(
        phrase,
        previous,
        'pronoun',
        isTopic(previous) ? REFERENCE_QUALITY.topicPronoun : REFERENCE_QUALITY.otherPronoun,
      );
    return null;
  };

  const ofDescription = (phrase: NounPhrase): Resolved | null => {
    if (
      !/^(?:the|this)$/.test(phrase.determiner) ||
      phrase.inner.length > 0 ||
      phrase.modifiers.length > 0 ||
      phrase.noun === ''
    )
      return null;
    if (!hasTopic) return null;
    if (topic.typeNouns.has(phrase.noun))
      return add(phrase, topic.mention, 'description', REFERENCE_QUALITY.topicDescription);
    const kind = kindOfNoun(phrase.noun);
    const last = [...topic.typeNouns].some((noun) => noun.split(' ').at(-1) === phrase.noun);
    if (last) return add(phrase, topic.mention, 'description', REFERENCE_QUALITY.topicDescription);
    if (
      kind !== undefined &&
      kind !== 'person' &&
      kind === topic.kind &&
      (previous === null || isTopic(previous)) &&
      phrase.words.length === 1
    ) {
      return add(phrase, topic.mention, 'description', REFERENCE_QUALITY.topicLooseDescription);
    }
    return null;
  };

  return {
    resolve(phrase) {
      if (phrase.mention !== null) {
        const { refersTo } = mentions[phrase.mention]!;
        return {
          mention: phrase.mention,
          quality: refersTo === undefined ? REFERENCE_QUALITY.name : REFERENCE_QUALITY.shortened,
        };
      }
      const known = cache.get(phrase.start);
      if (known !== undefined) return known;
      const isPronoun =
        phrase.words.length === 1 &&
        /^(?:he|she|it|they|his|her|its|their|him|them)$/.test(phrase.words[0]!.lower);
      const resolved = isPronoun ? ofPronoun(phrase) : ofDescription(phrase);
      cache.set(phrase.start, resolved);
      return resolved;
    },
    enterSentence(subject) {
      previous = current ?? previous;
      current = null;
      if (subject === null) return;
      currentStart = -1;
      const resolved = this.resolve(subject);
      current = resolved === null ? null : root(resolved.mention);
      currentStart = subject.start;
      // A subject that is not understood ends what pronouns may mean: `His brother moved. He …`.
      if (current === null && subject.possessor !== null) previous = null;
    },
  };
}
