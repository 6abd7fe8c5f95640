import { z } from 'zod';
import { RecipeError } from '../../../core/errors/index.ts';
import { Document } from '../../../core/records/index.ts';
import type { MaterialRef, PrepareContext, Store } from '../../../core/run/method.ts';
import { listPersonas, type PersonaList } from '../list-personas.ts';
import { PersonasOptions } from '../options.ts';
import { arrangements } from './arrangements.ts';
import { splitPassages } from './split-passages.ts';
import { usableSentences } from './usable-sentences.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A sentence by its place in a document. */
const Place = z.strictObject({
  block: z.int().nonnegative(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  askable: z.boolean(),
});

/** The passages of one document. */
const Reading = z.strictObject({
  type: z.literal('personas-reading'),
  /** Hash of the stored document record. */
  document: hash,
  passages: z.array(z.array(Place).min(1)).min(1),
});

const StoredLibrary = z.strictObject({
  type: z.literal('personas-library'),
  options: PersonasOptions,
  readings: z.array(
    z.strictObject({
      reading: hash,
      /** The document's identity, by which splits keep it together. */
      document: hash,
      /** Of each passage, how many of its sentences can be asked about. */
      askable: z.array(z.int().positive()).min(1),
    }),
  ),
});
type StoredLibrary = z.infer<typeof StoredLibrary>;

/** A passage with its document, read from the store. */
export interface Passage {
  document: Document;
  record: string;
  sentences: { block: number; start: number; end: number; askable: boolean }[];
}

/** The part's material: its options, and where the passages of its documents are. Text is read when it is needed. */
export interface Library extends Omit<StoredLibrary, 'type'> {
  personas: PersonaList;
  passage(reading: string, index: number): Promise<Passage>;
}

/** Stores every document and the places of its usable sentences, in passages. */
export async function prepareLibrary(
  context: PrepareContext<PersonasOptions>,
): Promise<MaterialRef> {
  const { options, store, progress, signal } = context;
  const readings: StoredLibrary['readings'] = [];
  const seen = new Set<string>();
  let read = 0;
  let passages = 0;
  for await (const document of context.documents()) {
    signal.throwIfAborted();
    progress(++read, null, 'documents read');
    if (seen.has(document.id)) continue;
    seen.add(document.id);
    const split = splitPassages(usableSentences(document), options.sentences, options.turns);
    if (split.length === 0) continue;
    const record = await store.putRecord(document);
    const reading = await store.putRecord({
      type: 'personas-reading',
      document: record,
      passages: split.map((passage) =>
        passage.map(({ block, start, end, askable }) => ({ block, start, end, askable })),
      ),
    });
    const askable = split.map((passage) => passage.filter((sentence) => sentence.askable).length);
    readings.push({ reading, document: document.id, askable });
    passages += split.length;
  }
  if (readings.length === 0) {
    const hint =
      read === 0
        ? 'name under `uses` the sources whose documents it should read'
        : `a page needs at least three plain sentences of 6 to 45 words, ${options.turns} of them about something they name`;
    throw new RecipeError(
      `the personas have nothing to read: ${read} documents, none with a usable passage`,
      { hint },
    );
  }
  const library: StoredLibrary = { type: 'personas-library', options, readings };
  const ref = await store.putRecord(library);
  const without = seen.size - readings.length;
  return {
    hash: ref,
    assignments: countConversations(readings, options),
    summary: `${readings.length} documents, ${passages} passages${without > 0 ? `, ${without} documents without a usable passage` : ''}`,
  };
}

/** All combinations of persona, passage and focus. */
function countConversations(readings: StoredLibrary['readings'], options: PersonasOptions): number {
  const { turns } = options;
  const foci = readings.flatMap(({ askable }) =>
    askable.map((count) => arrangements(count, turns)),
  );
  return listPersonas(options).length * foci.reduce((sum, count) => sum + count, 0);
}

const MOST_OPEN_DOCUMENTS = 64;

export async function openLibrary(ref: MaterialRef, store: Store): Promise<Library> {
  const { options, readings } = StoredLibrary.parse(await store.record(ref.hash));
  const opened = new Map<
    string,
    { record: string; document: Document; passages: Passage['sentences'][] }
  >();
  return {
    options,
    personas: listPersonas(options),
    readings,
    async passage(reading, index) {
      let found = opened.get(reading);
      if (found === undefined) {
        const { document: record, passages } = Reading.parse(await store.record(reading));
        found = { record, document: Document.parse(await store.record(record)), passages };
        if (opened.size >= MOST_OPEN_DOCUMENTS) opened.delete(opened.keys().next().value!);
        opened.set(reading, found);
      }
      const sentences = found.passages[index];
      if (sentences === undefined) {
        throw new RangeError(`reading ${reading.slice(0, 12)} has no passage ${index}`);
      }
      return { document: found.document, record: found.record, sentences };
    },
  };
}
