import { join } from 'node:path';
import { MissingDependencyError } from '../core/errors/index.ts';
import { canonicalJson, type Hash } from '../core/hash.ts';
import type { ProofRegistry } from '../core/proof/registry.ts';
import type { ProofMaterial } from '../core/proof/index.ts';
import type { Message, Sample } from '../core/records/index.ts';
import { writeFileAtomic } from '../core/store/atomic-write.ts';
import { openSqlite } from '../core/store/sqlite.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import { type ManifestFile, objectLine } from './manifest.ts';

export interface ProofOptions {
  /** The dataset's folder: files go to `proof/` below it. */
  dir: string;
  registry: ProofRegistry;
  /** The resolved recipe, whose gates name what their checks refer to. */
  recipe: unknown;
  store: ProofMaterial;
  /** Licences (null: none known) under which material may not be shipped: hashes stand in its place. */
  externalLicenses: readonly (string | null)[];
  /** Where the withheld material goes, in the same layout: `verify --material` reads it. Default: nowhere. */
  withheldDir: string | undefined;
  maxFileBytes: number;
}

/** What the proof holds, for the card. */
export interface ProofSummary {
  files: ManifestFile[];
  records: number;
  blobs: number;
  withheld: number;
  /** ISO 639 codes of the documents, most frequent first. */
  languages: string[];
  /** Shipped documents by licence; `null` under the name `unknown`. */
  documentLicenses: Record<string, number>;
}

export interface ProofWriter {
  /** Notes what a sample's evidence, passages and images need. */
  add(sample: Sample): void;
  /** Copies all that was noted, each once, sorted by hash. Raises MaterialAbsentError for what the store lacks. */
  close(): Promise<ProofSummary>;
  /** Forgets what was noted. Harmless after `close`. */
  abandon(): void;
}

/** Gathers the content-addressed closure of all evidence. Hashes are kept in a temporary database: memory stays flat. */
export async function openProof(options: ProofOptions, recipe: Hash): Promise<ProofWriter> {
  const database = await openSqlite('', { writeAheadLog: false });
  database.exec(`
    CREATE TABLE records (hash TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE external (hash TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE blobs (hash TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE images (hash TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE origins (blob TEXT, record TEXT, PRIMARY KEY (blob, record)) WITHOUT ROWID;`);
  const addRecord = database.prepare('INSERT OR IGNORE INTO records VALUES (?)');
  const addBlob = database.prepare('INSERT OR IGNORE INTO blobs VALUES (?)');
  const addImage = database.prepare('INSERT OR IGNORE INTO images VALUES (?)');
  const addOrigin = database.prepare('INSERT OR IGNORE INTO origins VALUES (?, ?)');
  const markExternal = database.prepare('INSERT INTO external VALUES (?)');
  addRecord.run(recipe);

  /** Notes what evidence or a check rests on; a blob goes by the licence of the records beside it. */
  const need = ({ records, blobs }: { records: Hash[]; blobs: Hash[] }): void => {
    for (const hash of records) addRecord.run(hash);
    for (const blob of blobs) {
      addBlob.run(blob);
      for (const record of records) addOrigin.run(blob, record);
    }
  };

  return {
    add(sample) {
      for (const evidence of sample.evidence) {
        const prover = options.registry.prover(evidence.prover);
        if (prover === undefined) {
          throw new MissingDependencyError(
            `no prover ${evidence.prover} is registered, which sample ${sample.id} names`,
            {
              hint: 'Write the dataset with the build that made the samples.',
            },
          );
        }
        need(prover.references(evidence));
      }
      for (const check of sample.checks) {
        need(options.registry.checkReferences(check, options.recipe));
      }
      for (const passage of sample.context ?? []) addRecord.run(passage.document);
      for (const blob of imagesOf(sample)) {
        addBlob.run(blob);
        addImage.run(blob);
      }
    },

    async close() {
      const shipped = openObjects(join(options.dir, 'proof'), options.maxFileBytes);
      const withheld = options.withheldDir
        ? openObjects(options.withheldDir, options.maxFileBytes)
        : undefined;
      try {
        const summary = await copyRecords(options, shipped, withheld, {
          hashes: database.prepare('SELECT hash FROM records ORDER BY hash').iterate() as Iterable<{
            hash: Hash;
          }>,
          markExternal: (hash) => markExternal.run(hash),
        });
        const blobs = database
          .prepare(
            `SELECT hash, hash NOT IN (SELECT hash FROM images) AND EXISTS
               (SELECT 1 FROM origins JOIN external ON external.hash = record WHERE blob = blobs.hash) AS external
             FROM blobs ORDER BY hash`,
          )
          .iterate() as Iterable<{ hash: Hash; external: 0 | 1 }>;
        for (const { hash, external } of blobs) {
          const bytes = await options.store.blob(hash);
          if (external) {
            summary.withheld++;
            if (options.withheldDir)
              await writeFileAtomic(join(options.withheldDir, blobPath(hash)), bytes);
            continue;
          }
          const path = `proof/${blobPath(hash)}`;
          await writeFileAtomic(join(options.dir, path), bytes);
          summary.files.push({ path, sha256: hash, bytes: bytes.length });
          summary.blobs++;
        }
        await withheld?.close();
        summary.files.push(
          ...(await shipped.close()).map((file) => ({ ...file, path: `proof/${file.path}` })),
        );
        return summary;
      } finally {
        await shipped.abandon();
        await withheld?.abandon();
        database.close();
      }
    },

    abandon() {
      if (database.isOpen) database.close();
    },
  };
}

async function copyRecords(
  { store, externalLicenses }: ProofOptions,
  shipped: ObjectFiles,
  withheld: ObjectFiles | undefined,
  { hashes, markExternal }: { hashes: Iterable<{ hash: Hash }>; markExternal(hash: Hash): void },
): Promise<ProofSummary> {
  const languages = new Map<string, number>();
  const summary: ProofSummary = {
    files: [],
    records: 0,
    blobs: 0,
    withheld: 0,
    languages: [],
    documentLicenses: {},
  };
  for (const { hash } of hashes) {
    const record = (await store.record(hash)) as Partial<Record<string, unknown>> | null;
    const line = objectLine(hash, canonicalJson(record));
    const { license, uri, language, blocks } = record ?? {};
    const licensed = license === null || typeof license === 'string';
    if (Array.isArray(blocks) && typeof language === 'string' && language !== 'und') {
      languages.set(language, (languages.get(language) ?? 0) + 1);
    }
    if (licensed && externalLicenses.includes(license)) {
      const stub = { external: true, hash, license, uri: typeof uri === 'string' ? uri : null };
      await shipped.add(canonicalJson(stub));
      await withheld?.add(line);
      markExternal(hash);
      summary.withheld++;
      continue;
    }
    await shipped.add(line);
    summary.records++;
    if (licensed && Array.isArray(blocks)) {
      const name = license ?? 'unknown';
      summary.documentLicenses[name] = (summary.documentLicenses[name] ?? 0) + 1;
    }
  }
  summary.languages = [...languages]
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name]) => name);
  return summary;
}

interface ObjectFiles {
  add(line: string): Promise<void>;
  close(): Promise<ManifestFile[]>;
  abandon(): Promise<void>;
}

/** `objects-00000.jsonl` and so on, none much longer than the limit. There is always one, if an empty one. */
function openObjects(dir: string, maxFileBytes: number): ObjectFiles {
  const files: ManifestFile[] = [];
  let file: LineFile | undefined;
  const name = (): string => `objects-${String(files.length).padStart(5, '0')}.jsonl`;
  const next = async (): Promise<LineFile> => (file = await openLineFile(join(dir, name())));
  const end = async (open: LineFile): Promise<void> => {
    file = undefined;
    const ended = await open.close();
    files.push({ path: name(), ...ended });
  };
  return {
    async add(line) {
      if (file && file.bytes > 0 && file.bytes + line.length > maxFileBytes) await end(file);
      await (file ?? (await next())).add(line);
    },
    async close() {
      if (file || files.length === 0) await end(file ?? (await next()));
      return files;
    },
    async abandon() {
      await file?.abandon();
    },
  };
}

/** `blobs/ab/abcd…` */
export function blobPath(hash: Hash): string {
  return `blobs/${hash.slice(0, 2)}/${hash}`;
}

/** Hashes of the images that a sample's messages show. */
export function imagesOf(sample: Pick<Sample, 'messages' | 'chosen' | 'rejected'>): Hash[] {
  const messages: Message[] = [
    ...sample.messages,
    ...(sample.chosen ?? []),
    ...(sample.rejected ?? []),
  ];
  return messages.flatMap(({ content }) =>
    typeof content === 'string'
      ? []
      : content.flatMap((part) => (part.type === 'image' ? [part.blob] : [])),
  );
}
