import { resolve } from 'node:path';
import { z } from 'zod';
import { ItemRejectedError, RecipeError } from '../../../core/errors/index.ts';
import type { MaterialRef, PrepareContext, Store } from '../../../core/run/method.ts';
import { identifyLanguage } from '../../../sources/files/language-name.ts';
import { KINDS } from '../kinds/index.ts';
import { PERSONA_KINDS, type PersonaKindName } from '../kinds/plan.ts';
import { FRAME_LANGUAGES, framesOf } from '../kinds/words/frames.ts';
import {
  DrawnPersonas,
  drawStoredPersonas,
  listPersonas,
  openDrawnPersonas,
  type PersonaList,
} from '../list-personas.ts';
import { PersonasOptions } from '../options.ts';
import { soundsLikeInstruction } from '../prove/instruction-phrases.ts';
import { type CopyFinder, findCopies } from './find-copies.ts';
import { type OpenPage, openPage, pageOf } from './open-page.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const Reading = z.strictObject({
  /** Hash of the stored document record, and the document's identity, by which splits keep it together. */
  document: hash,
  id: hash,
  /** Of each passage, which of its sentences can be asked about. */
  askable: z.array(z.array(z.int().nonnegative()).min(1)).min(1),
  /** What the page can carry. */
  kinds: z.array(z.enum(PERSONA_KINDS)),
});
export type Reading = z.infer<typeof Reading>;

const StoredLibrary = z.strictObject({
  type: z.literal('personas-library'),
  options: PersonasOptions,
  readings: z.array(Reading),
  /** Of a part whose personas are of a stored hub. */
  drawn: DrawnPersonas.optional(),
});
type StoredLibrary = z.infer<typeof StoredLibrary>;

/** The part's material: its options, and where the passages of its documents are. Text is read when it is needed. */
export interface Library extends Omit<StoredLibrary, 'type' | 'drawn'> {
  personas: PersonaList;
  page(document: string): Promise<OpenPage>;
}

/** Stores every document that can be read, and the places of what can be asked about. */
export async function prepareLibrary(
  context: PrepareContext<PersonasOptions>,
): Promise<MaterialRef> {
  const { options, store, progress, signal, skip } = context;
  const readings: Reading[] = [];
  const seen = new Set<string>();
  const wanted = Object.keys(options.kinds) as PersonaKindName[];
  const copies = findCopies();
  let passedOver = 0;
  let read = 0;
  for await (const document of context.documents()) {
    signal.throwIfAborted();
    progress(++read, null, 'documents read');
    if (seen.has(document.id)) continue;
    seen.add(document.id);
    const { uri, language } = document;
    if (framesOf(language) === undefined) {
      const message = `Programs here have no words in “${language}”, only in ${FRAME_LANGUAGES.join(', ')}.`;
      skip({ uri, reason: 'no-frames', message });
      continue;
    }
    if (soundsLikeInstruction(uri)) {
      skip({ uri, reason: 'speaks-to-models', message: 'Its address addresses a language model.' });
      continue;
    }
    const page = pageOf('', document);
    const passages = page.passages(options.sentences);
    if (passages.length === 0) continue;
    const why = (await whyOtherLanguage(page)) ?? whyCopied(page, copies);
    if (why !== undefined) {
      skip({ uri, ...why });
      passedOver++;
      continue;
    }
    readings.push({
      document: await store.putRecord(document),
      id: document.id,
      askable: passages.map((passage) =>
        passage.flatMap(({ askable }, at) => (askable ? [at] : [])),
      ),
      kinds: wanted.filter((kind) => KINDS[kind].suits(page)),
    });
  }
  refuseEmpty(readings, read, wanted);
  const dirOf = (dir: string): string => resolve(context.baseDir, dir);
  const drawn = await drawStoredPersonas(options, store, dirOf, signal);
  const library: StoredLibrary = {
    type: 'personas-library',
    options,
    readings,
    ...(drawn !== undefined && { drawn }),
  };
  const passages = readings.reduce((sum, { askable }) => sum + askable.length, 0);
  const without = seen.size - readings.length - passedOver;
  return {
    hash: await store.putRecord(library),
    summary: `${readings.length} documents, ${passages} passages${drawn === undefined ? '' : `, ${drawn.count} personas of a stored hub`}${without > 0 ? `, ${without} documents without a usable passage` : ''}${passedOver > 0 ? `, ${passedOver} passed over` : ''}`,
  };
}

interface Why {
  reason: string;
  message: string;
}

/** What a page states of its language is a template's word at times: questions would then be in another than what they quote. */
async function whyOtherLanguage({ document, sentences }: OpenPage): Promise<Why | undefined> {
  const { language } = document;
  const text = sentences.map((sentence) => sentence.text).join('\n');
  const found = await identifyLanguage([{ kind: 'paragraph', text, headings: [] }]);
  if (language === 'und' || found === 'und' || found === language) return undefined;
  const message = `It says that it is in “${language}”, and its sentences are in “${found}”.`;
  return { reason: 'other-language', message };
}

function whyCopied({ document, sentences }: OpenPage, copies: CopyFinder): Why | undefined {
  const copied = copies.copied(document.uri, sentences);
  if (copied === null) return undefined;
  const share = Math.round(copied.share * 100);
  const message = `${share} % of its sentences stand in ${copied.uri}, which is read.`;
  return { reason: 'copied-page', message };
}

function refuseEmpty(
  readings: readonly Reading[],
  read: number,
  wanted: readonly PersonaKindName[],
): void {
  if (readings.length === 0) {
    const hint =
      read === 0
        ? 'name under `uses` the sources whose documents it should read'
        : `a page needs at least three plain sentences of 6 to 45 words, in one of ${FRAME_LANGUAGES.join(', ')}`;
    throw new RecipeError(
      `the personas have nothing to read: ${read} documents, none with a usable passage`,
      { hint },
    );
  }
  const idle = wanted.find((kind) => !readings.some(({ kinds }) => kinds.includes(kind)));
  if (idle !== undefined)
    throw new RecipeError(`no page can carry a ${idle}`, {
      hint: `take ${idle} out of \`kinds\`, or give pages that have what it needs`,
    });
}

export async function openLibrary(ref: MaterialRef, store: Store): Promise<Library> {
  const { options, readings, drawn } = StoredLibrary.parse(await store.record(ref.hash));
  return {
    options,
    personas: listPersonas(options, drawn && (await openDrawnPersonas(drawn, store))),
    readings,
    async page(document) {
      const page = await openPage(document, store);
      if ('fault' in page) throw new ItemRejectedError('page-unreadable', page.fault);
      return page;
    },
  };
}
