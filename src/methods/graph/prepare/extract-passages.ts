import { z } from 'zod';
import { ItemRejectedError, SourceError } from '../../../core/errors/index.ts';
import { type Hash, hashRecord } from '../../../core/hash.ts';
import type { Memo } from '../../../core/store/memo.ts';
import { codePointLength } from '../../../core/text/code-points.ts';
import type { Extraction, ExtractionInput, Extractor } from '../extract/extraction.ts';
import type { Ontology } from '../extract/ontology.ts';

/** A passage as extractors are given it. */
export interface ExtractablePassage {
  input: ExtractionInput;
  /** Names it to people: the document's address and the block. */
  uri: string;
}

export interface ExtractPorts {
  extractors: readonly Extractor[];
  ontology: Ontology | null;
  memo: Memo;
  /** Passages before extractors at once. */
  concurrency: number;
  signal: AbortSignal;
  progress(done: number, total: number, what: string): void;
  skip(item: { uri: string; reason: string; message: string }): void;
}

export interface ExtractedPassages {
  /** Of each passage and extractor; null where the extractor refused the passage. */
  extractions: (Extraction | null)[][];
  /** What each depends on, by hash. */
  keys: Hash[][];
  /** How many passages extractors were asked for, and how many were remembered. */
  extracted: number;
  remembered: number;
}

const offset = z.int().nonnegative();
const span = z.tuple([offset, offset]);

const StoredExtraction = z.object({
  mentions: z.array(
    z.object({
      start: offset,
      end: offset,
      text: z.string(),
      kind: z.string().min(1),
      refersTo: offset.optional(),
      name: z.string().optional(),
      range: z.tuple([z.number(), z.number()]).optional(),
    }),
  ),
  facts: z.array(
    z.object({
      subject: offset,
      relation: z.string().nullable(),
      phrase: z.string(),
      object: offset,
      sentence: span,
      cue: span.nullable(),
      negated: z.boolean(),
      time: z.string().nullable(),
      confidence: z.number().min(0).max(1),
    }),
  ),
  dropped: z.record(z.string(), z.number()),
});

/**
 * Puts every passage before every extractor, unless the memo has what it said of the same words before: a result depends
 * on the extractor's name and identity, the ontology and the input, and on nothing else. What rejects one item (a
 * refusal, an unreadable reply) costs that passage and is noted; every other error ends the work, with all that was
 * extracted so far remembered. Throws TypeError where an extractor gives what is no extraction.
 */
export async function extractPassages(
  passages: readonly ExtractablePassage[],
  ports: ExtractPorts,
): Promise<ExtractedPassages> {
  const { extractors, ontology, memo, signal } = ports;
  const result: ExtractedPassages = {
    extractions: passages.map(() => extractors.map(() => null)),
    keys: [],
    extracted: 0,
    remembered: 0,
  };
  const prefixes = extractors.map(({ name, identity }) =>
    hashRecord(['extraction/1', name, identity ?? null, ontology]),
  );
  result.keys = passages.map(({ input }) => prefixes.map((prefix) => hashRecord([prefix, input])));
  /** Passages of the same words are extracted once, though several wait for it. */
  const running = new Map<Hash, Promise<Extraction | null>>();
  const obtain = (passage: number, extractor: number): Promise<Extraction | null> => {
    const key = result.keys[passage]![extractor]!;
    let found = running.get(key);
    if (found === undefined) {
      found = extractOnce(passages[passage]!, extractors[extractor]!, key);
      running.set(key, found);
    }
    return found;
  };
  const extractOnce = async (
    { input, uri }: ExtractablePassage,
    extractor: Extractor,
    key: Hash,
  ): Promise<Extraction | null> => {
    const remembered = StoredExtraction.safeParse(await memo.get(key));
    if (remembered.success) {
      result.remembered++;
      return remembered.data as Extraction;
    }
    try {
      const extraction = await extractor.extract(input, ontology, signal);
      result.extracted++;
      checkExtraction(extraction, input, extractor.name);
      await memo.put(key, extraction);
      return extraction;
    } catch (error) {
      if (!isOfOneItem(error)) throw error;
      ports.skip({ uri, reason: error.reason, message: `${extractor.name}: ${error.message}` });
      return null;
    }
  };
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < passages.length) {
      signal.throwIfAborted();
      const passage = next++;
      for (const extractor of extractors.keys()) {
        result.extractions[passage]![extractor] = await obtain(passage, extractor);
      }
      ports.progress(++done, passages.length, 'passages extracted');
    }
  };
  const workers = Array.from({ length: Math.min(ports.concurrency, passages.length) }, work);
  // The first failure is the one that is told; the others still end before their memo is closed.
  const ended = await Promise.allSettled(workers);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return result;
}

const isOfOneItem = (error: unknown): error is ItemRejectedError | SourceError =>
  error instanceof ItemRejectedError || error instanceof SourceError;

function checkExtraction(extraction: Extraction, { text }: ExtractionInput, name: string): void {
  const fault = faultOfExtraction(extraction, codePointLength(text));
  if (fault !== undefined) throw new TypeError(`extractor ${name}: ${fault}`);
}

function faultOfExtraction(extraction: Extraction, length: number): string | undefined {
  const parsed = StoredExtraction.safeParse(extraction);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return `${path.join('.')} of its extraction: ${message}`;
  }
  const { mentions, facts } = extraction;
  const isSpan = ([start, end]: readonly [number, number]): boolean => start < end && end <= length;
  for (const [index, { start, end, refersTo }] of mentions.entries()) {
    if (!isSpan([start, end])) return `mention ${index} lies outside its passage`;
    if (refersTo !== undefined && refersTo >= mentions.length)
      return `mention ${index} refers to one that is not there`;
  }
  for (const [index, { subject, object, sentence, cue }] of facts.entries()) {
    if (subject >= mentions.length || object >= mentions.length)
      return `fact ${index} names a mention that is not there`;
    if (!isSpan(sentence) || (cue !== null && !isSpan(cue)))
      return `fact ${index} lies outside its passage`;
  }
  return undefined;
}
