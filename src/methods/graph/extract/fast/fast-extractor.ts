import type { Ontology } from '../ontology.ts';
import type { ExtractedFact, Extraction, ExtractionInput, Extractor } from '../extraction.ts';
import { loadOntology } from '../ontologies/load-ontology.ts';
import type { Claim } from './claim.ts';
import { type CompiledOntology, compileOntology } from './compile-ontology.ts';
import { findMentions, type Mentioned } from './find-mentions.ts';
import { learnKinds } from './learn-kinds.ts';
import { matchClaim, type Matched } from './match-claims.ts';
import { readAsides } from './read-asides.ts';
import type { Chunk, NounPhrase } from './chunk.ts';
import { readChunks } from './read-chunks.ts';
import { readClauses } from './read-clauses.ts';
import { readWords } from './read-words.ts';
import { createResolver, findTopic, linkShortNames } from './resolve-references.ts';
import { openTagger } from './tag-text.ts';

export interface FastOptions {
  /** `ontology`: relations of the ontology alone. `open`: predicates by their words alone. `both`: the ontology's where it has one. */
  predicates: 'ontology' | 'open' | 'both';
}

export const FAST_DEFAULTS: FastOptions = { predicates: 'ontology' };

/** Past which a passage is not read: chunks are far shorter, so this is a text that nobody cut. */
export const MAX_PASSAGE_LENGTH = 200_000;

/**
 * The extractor without a model, for English: names, dates and numbers; clauses by parts of speech; typed predicates by
 * what verbs, nouns and appositions say. No fact comes from two names merely standing together.
 */
export function createFastExtractor(options: Partial<FastOptions> = {}): Extractor {
  const { predicates } = { ...FAST_DEFAULTS, ...options };
  const compiled = new WeakMap<Ontology, Promise<CompiledOntology>>();
  return {
    name: 'fast@1',
    identity: { extractor: 'fast@1', tagger: 'wink-eng-lite-web-model@1.8.1', predicates },
    async extract(input, ontology, signal) {
      signal.throwIfAborted();
      const refusal = refusalOf(input);
      if (refusal !== null) return { mentions: [], facts: [], dropped: { [refusal]: 1 } };
      let held: CompiledOntology | null = null;
      if (ontology !== null && predicates !== 'open') {
        let promise = compiled.get(ontology);
        if (promise === undefined) {
          promise = loadOntology('encyclopedia').then((book) => compileOntology(ontology, book));
          compiled.set(ontology, promise);
        }
        held = await promise;
      }
      const tag = await openTagger();
      return extractFrom(input, tag(input.text), held, held === null || predicates === 'both');
    },
  };
}

function refusalOf({ text, language }: ExtractionInput): string | null {
  if (!/^(?:en|und)\b/i.test(language)) return 'language-not-supported';
  if (text.length > MAX_PASSAGE_LENGTH) return 'passage-too-long';
  return null;
}

/** Takes the facts of a tagged passage. */
function extractFrom(
  input: ExtractionInput,
  sentences: ReturnType<Awaited<ReturnType<typeof openTagger>>>,
  ontology: CompiledOntology | null,
  open: boolean,
): Extraction {
  const { text } = input;
  const dropped: Record<string, number> = {};
  const drop = (reason: string, count = 1): void => {
    dropped[reason] = (dropped[reason] ?? 0) + count;
  };
  const title = input.title.replace(/\s*\([^)]*\)\s*$/, '').trim();
  const mentions = findMentions(text, sentences, title);
  const topic = findTopic(mentions, input.title);
  const chunks: Chunk[][] = [];
  const claims: Claim[][] = [];
  for (const sentence of sentences) {
    if (sentence.tokens.length === 0) drop('sentence-too-long');
    const read = readChunks(readWords(sentence, mentions), mentions);
    const clauses = readClauses(read, mentions, text.slice(sentence.start, sentence.end));
    for (const [reason, count] of Object.entries(clauses.dropped)) drop(reason, count);
    const isStatement = ['question', 'hearsay', 'list'].every(
      (reason) => clauses.dropped[reason] === undefined,
    );
    chunks.push(read);
    claims.push(isStatement ? [...clauses.claims, ...readAsides(read, mentions)] : []);
  }
  learnKinds(claims.flat(), chunks, mentions, topic);
  linkShortNames(mentions, topic);
  const resolver = createResolver(mentions, topic);
  const facts: (Matched & { sentence: [number, number] })[] = [];
  for (const [index, { start, end }] of sentences.entries()) {
    resolver.enterSentence(firstSubject(chunks[index]!));
    for (const claim of claims[index]!) {
      const matched = matchClaim(claim, {
        mentions,
        ontology,
        open,
        resolve: (phrase) => resolver.resolve(phrase),
        drop,
      });
      for (const fact of matched) facts.push({ ...fact, sentence: [start, end] });
    }
  }
  return finish(text, mentions, facts, dropped);
}

/** The first phrase of a sentence that a verb follows as its subject. */
function firstSubject(chunks: readonly Chunk[]): NounPhrase | null {
  for (const [index, chunk] of chunks.entries()) {
    if (chunk.type === 'end' && chunk.word !== ':') return null;
    if (chunk.type !== 'np') continue;
    const before = chunks[index - 1];
    if (before?.type === 'prep' || before?.type === 'vg') continue;
    if (chunks.slice(index + 1).some((each) => each.type === 'vg')) return chunk;
  }
  return null;
}

/** Orders mentions by place, facts by their words, takes the best of equal claims, and counts offsets in code points. */
function finish(
  text: string,
  found: readonly Mentioned[],
  facts: readonly (Matched & { sentence: [number, number] })[],
  dropped: Record<string, number>,
): Extraction {
  const order = [...found.keys()].toSorted(
    (a, b) => found[a]!.start - found[b]!.start || found[a]!.end - found[b]!.end || a - b,
  );
  const place = new Map(order.map((from, to) => [from, to]));
  const at = codePointsOf(text);
  const mentions = order.map((index) => {
    const { start, end, kind, refersTo, name, range } = found[index]!;
    return {
      start: at(start),
      end: at(end),
      text: text.slice(start, end),
      kind,
      ...(refersTo !== undefined && { refersTo: place.get(refersTo)! }),
      ...(name !== undefined && { name }),
      ...(range !== undefined && { range }),
    };
  });
  const best = new Map<string, ExtractedFact>();
  for (const {
    subject,
    object,
    relation,
    phrase,
    cue,
    isNegated,
    time,
    confidence,
    sentence,
  } of facts) {
    const fact: ExtractedFact = {
      subject: place.get(subject)!,
      relation,
      phrase,
      object: place.get(object)!,
      sentence: [at(sentence[0]), at(sentence[1])],
      cue: cue === null ? null : [at(cue[0]), at(cue[1])],
      negated: isNegated,
      time: time === null ? null : text.slice(found[time]!.start, found[time]!.end),
      confidence,
    };
    const key = JSON.stringify([fact.subject, relation ?? phrase, fact.object, isNegated]);
    const known = best.get(key);
    if (known === undefined || known.confidence < confidence) best.set(key, fact);
  }
  return {
    mentions,
    facts: [...best.values()].toSorted(
      (a, b) =>
        a.sentence[0] - b.sentence[0] ||
        a.subject - b.subject ||
        a.object - b.object ||
        (a.relation ?? a.phrase).localeCompare(b.relation ?? b.phrase, 'en'),
    ),
    dropped,
  };
}

/** From UTF-16 units to code points, for many offsets of one text. */
function codePointsOf(text: string): (offset: number) => number {
  if (!/[\uD800-\uDFFF]/.test(text)) return (offset) => offset;
  const points = new Uint32Array(text.length + 1);
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    points[index] = count;
    const code = text.charCodeAt(index);
    const isHigh = code >= 0xd800 && code < 0xdc00;
    if (!isHigh) count++;
  }
  points[text.length] = count;
  return (offset) => points[offset]!;
}
