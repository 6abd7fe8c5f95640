import { join } from 'node:path';
import { RecipeError, SourceError } from '../core/errors/index.ts';
import { lockWorkspace } from '../core/store/workspace-lock.ts';
import {
  listPersonaFiles,
  type PersonaFile,
} from '../methods/personas/hub/import/read-persona-rows.ts';
import { personaOfRow, type RowReading } from '../methods/personas/hub/import/persona-of-row.ts';
import { isNestedDeeply } from '../methods/personas/hub/import/is-nested-deeply.ts';
import type { HubManifest, HubSource } from '../methods/personas/hub/stored/hub-manifest.ts';
import { openStoredHub } from '../methods/personas/hub/stored/open-stored-hub.ts';
import {
  type HubBatch,
  type HubWriter,
  openHubWriter,
} from '../methods/personas/hub/stored/write-hub.ts';
import type { DroppedPersona } from '../methods/personas/hub/stored/stored-persona.ts';
import {
  createPersonaDuplicates,
  type DuplicatesOptions,
  type PersonaDuplicates,
} from './persona-duplicates.ts';

export interface ImportOptions extends RowReading, DuplicatesOptions {
  /** The hub's folder, made where absent. */
  hub: string;
  paths: readonly string[];
  /** Rows that are written at once. */
  batchRows?: number;
  signal: AbortSignal;
  onActivity(done: number, total: number | null, what: string): void;
}

export interface Imported {
  files: (HubSource & { uri: string; before: boolean })[];
  /** Files that were passed over, or could not be read to their end. */
  skipped: { uri: string; reason: string; message: string }[];
  manifest: HubManifest;
  /** What finding duplicates took in memory. */
  stateBytes: number;
}

const BATCH_ROWS = 50_000;
const SHOWN = 300;

/**
 * Reads files of personas into a hub. A file that is in it already, by its name and bytes, is not read again; one that was
 * stopped goes on. Rows that are none, and duplicates, are listed with their reason. Raises RecipeError where nothing at all was found.
 */
export async function importPersonas(options: ImportOptions): Promise<Imported> {
  const { hub, paths, signal } = options;
  const lock = await lockWorkspace(join(hub, '.journal'));
  let writer: HubWriter | undefined;
  try {
    writer = await openHubWriter(hub);
    const duplicates = await knownPersonas(hub, writer, options);
    const result: Imported = { files: [], skipped: [], manifest: writer.manifest, stateBytes: 0 };
    for (const path of paths)
      for await (const found of listPersonaFiles(path, { baseFolder: process.cwd(), signal })) {
        signal.throwIfAborted();
        if ('skip' in found) {
          result.skipped.push(found.skip);
          continue;
        }
        const { file } = found;
        const known = writer.source(`import ${file.uri}`, file.sha256);
        if (known?.done !== true) {
          try {
            await importFile(file, writer, duplicates, options);
          } catch (error) {
            if (!(error instanceof SourceError)) throw error;
            const { reason, message } = error;
            result.skipped.push({ uri: file.uri, reason, message });
            continue;
          }
        }
        const source = writer.source(`import ${file.uri}`, file.sha256)!;
        result.files.push({ ...source, uri: file.uri, before: known?.done === true });
      }
    if (result.files.length === 0) {
      const [first] = result.skipped;
      throw new RecipeError('no file of personas could be read', {
        hint:
          first === undefined
            ? 'name files that end in .jsonl, .jsonl.gz or .parquet'
            : `${first.uri}: ${first.message}`,
      });
    }
    return { ...result, manifest: writer.manifest, stateBytes: duplicates.bytes() };
  } finally {
    writer?.close();
    lock.release();
  }
}

async function importFile(
  file: PersonaFile,
  writer: HubWriter,
  duplicates: PersonaDuplicates,
  { language, column, batchRows = BATCH_ROWS, signal, onActivity }: ImportOptions,
): Promise<void> {
  const name = `import ${file.uri}`;
  const before = writer.source(name, file.sha256)?.read ?? 0;
  let personas: HubBatch['personas'][number][] = [];
  let dropped: HubBatch['dropped'][number][] = [];
  let read = before;
  let next = 0;
  const flush = async (done: boolean): Promise<void> => {
    await writer.append({ name, sha256: file.sha256 }, { personas, dropped, read, done });
    personas = [];
    dropped = [];
  };
  const drop = (item: Omit<DroppedPersona, 'source'>): void =>
    void dropped.push({ dropped: { ...item, source: file.uri }, task: null });
  try {
    for await (const raw of file.rows()) {
      if (next++ < before) continue;
      signal.throwIfAborted();
      read = next;
      const { row } = raw;
      const taken =
        'reason' in raw
          ? { reason: raw.reason, detail: raw.message }
          : personaOfRow(
              raw.value,
              { file: file.uri, fileHash: file.sha256, row },
              { column, language },
            );
      if ('reason' in taken) {
        const { reason, detail } = taken;
        const isShown = 'value' in raw && !isNestedDeeply(raw.value);
        const text = isShown ? (JSON.stringify(raw.value) ?? '') : '';
        drop({ reason, detail, text: shorten(text), of: null, similarity: null, row });
      } else {
        const { persona } = taken;
        const duplicate = duplicates.find(persona);
        if (duplicate === undefined) {
          duplicates.add(persona);
          personas.push({ persona, task: null });
        } else drop({ ...duplicate, text: shorten(persona.description), row });
      }
      if (personas.length + dropped.length >= batchRows) await flush(false);
      if (read % 1_000 === 0) onActivity(read, null, `rows of ${file.uri}`);
    }
  } catch (error) {
    // What was read before a stop or a damaged place stays.
    await flush(false);
    throw error;
  }
  await flush(true);
}

/** What the hub holds already, by which duplicates are known. */
export async function knownPersonas(
  dir: string,
  { manifest }: HubWriter,
  options: DuplicatesOptions,
): Promise<PersonaDuplicates> {
  const duplicates = createPersonaDuplicates(options);
  if (manifest.parts.length === 0) return duplicates;
  const hub = await openStoredHub(dir);
  try {
    for await (const persona of hub.personas()) duplicates.add(persona);
  } finally {
    hub.close();
  }
  return duplicates;
}

export function shorten(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1).toWellFormed()}…`;
}
