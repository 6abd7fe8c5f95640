import type { Claim } from './claim.ts';
import type { Mentioned } from './find-mentions.ts';
import type { Chunk } from './chunk.ts';
import { kindOfNoun } from './read-nominals.ts';
import type { Topic } from './resolve-references.ts';

/** Verbs whose subject can only be a person. */
const PERSONAL =
  /^(?:be bear|marry|die|graduate|study|be educate|be elect|be appoint|retire|write|star|sing|teach|play|be raise)$/;

/** Takes the kinds that sentences tell of names: `X is a river`, `the band X`, `X was born`. Same names share their kind. */
export function learnKinds(
  claims: readonly Claim[],
  chunks: readonly (readonly Chunk[])[],
  mentions: Mentioned[],
  topic: Topic,
): void {
  const learn = (index: number, noun: string, sure: number): void => {
    const kind = kindOfNoun(noun);
    const mention = mentions[index]!;
    if (kind === undefined || (mention.form !== 'name' && mention.form !== 'quoted')) return;
    const typeNoun = noun.split(' ').at(-1)!;
    if (mention.sure < sure || mention.kind === kind) {
      mention.typeNoun ??= typeNoun;
      if (mention.sure < sure) Object.assign(mention, { kind, sure });
    }
    if (
      index === topic.mention ||
      (topic.mention !== null && mention.text === mentions[topic.mention]!.text)
    ) {
      topic.kind = mention.kind;
      topic.typeNouns.add(noun);
    }
  };
  for (const claim of claims) {
    if (claim.pattern === 'copula-class' && !claim.isNegated) {
      for (const subject of claim.subjects[0] ?? []) {
        if (subject.mention !== null) learn(subject.mention, claim.object.noun, 0.96);
        // `She is a singer`: what the document is about, if no name says so.
        else if (topic.mention === null && /^(?:he|she)$/.test(subject.words[0]!.lower))
          topic.kind = 'person';
      }
    }
    if (
      (claim.pattern === 'copula' || claim.pattern === 'apposition') &&
      claim.key.type === 'noun'
    ) {
      for (const subject of claim.subjects[0] ?? [])
        if (subject.mention !== null) learn(subject.mention, claim.key.words, 0.9);
    }
    if (claim.key.type === 'verb' && PERSONAL.test(claim.key.words)) {
      for (const subject of claim.subjects[0] ?? []) {
        const mention = subject.mention === null ? undefined : mentions[subject.mention]!;
        const isBirth = /^(?:be bear|marry|be educate)$/.test(claim.key.words);
        if (
          mention !== undefined &&
          mention.form === 'name' &&
          mention.sure < (isBirth ? 0.86 : 0.5) &&
          (isBirth || mention.kind === 'person')
        )
          Object.assign(mention, { kind: 'person', sure: isBirth ? 0.9 : 0.6 });
      }
    }
  }
  for (const sentence of chunks) {
    for (const chunk of sentence) {
      if (chunk.type === 'np' && chunk.mention !== null && chunk.noun !== '')
        learn(chunk.mention, chunk.noun, 0.9);
    }
  }
  const known = new Map<string, Mentioned>();
  for (const mention of mentions) {
    const best = known.get(mention.text);
    if (mention.form !== 'name' && mention.form !== 'quoted') continue;
    if (best === undefined || best.sure < mention.sure) known.set(mention.text, mention);
  }
  for (const mention of mentions) {
    const best = known.get(mention.text);
    if (
      best === undefined ||
      (mention.form !== 'name' && mention.form !== 'quoted') ||
      best.sure <= mention.sure
    )
      continue;
    mention.kind = best.kind;
    mention.sure = best.sure;
    if (best.typeNoun !== undefined) mention.typeNoun ??= best.typeNoun;
  }
  for (const mention of mentions) {
    if (mention.refersTo === undefined) continue;
    const full = mentions[mention.refersTo]!;
    mention.kind = full.kind;
    mention.sure = full.sure;
  }
  if (topic.mention !== null) topic.kind = mentions[topic.mention]!.kind;
}
