import { z } from 'zod';
import { canonicalJson, type Hash, hashRecord } from '../core/hash.ts';
import { SPLITS, type Split } from '../core/records/index.ts';

/** The format that this build writes and verifies. A later one stands beside it; it never changes. */
export const DATASET_FORMAT = 'wellspring-dataset@1';

export const MANIFEST_FILE = 'manifest.json';
export const SAMPLES_FILE = 'proof/samples.jsonl';
export const MAX_MANIFEST_BYTES = 256 * 2 ** 20;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const ManifestFile = z.strictObject({
  /** Relative to the dataset's folder, with forward slashes. */
  path: z.string(),
  sha256: hash,
  bytes: z.int().nonnegative(),
  /** Of a shard: how many samples it holds. */
  rows: z.int().nonnegative().optional(),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

export const Manifest = z.strictObject({
  format: z.literal(DATASET_FORMAT),
  /** Every file of the dataset but the manifest itself, sorted by path. */
  files: z.array(ManifestFile),
  samples: z.int().nonnegative(),
  splits: z.partialRecord(z.enum(SPLITS), z.int().nonnegative()),
  /** The recipe's record in the proof, which every sample's lineage names. */
  recipe: hash,
  /** {@link hashRecord} of all the other members. */
  hash,
});
export type Manifest = z.infer<typeof Manifest>;

/** The bytes of `manifest.json`: canonical JSON with its own hash in it, and a line feed. */
export function sealManifest(content: Omit<Manifest, 'hash'>): string {
  return `${canonicalJson({ ...content, hash: hashRecord(content) })}\n`;
}

/** Reads a manifest, and says what is wrong where it is not exactly what {@link sealManifest} would write. */
export function readManifest(text: string): { manifest: Manifest } | { reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: 'it is not JSON' };
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'string' && format !== DATASET_FORMAT) {
    return {
      reason: `its format is ${format.slice(0, 60)}, and this build knows ${DATASET_FORMAT}`,
    };
  }
  const parsed = Manifest.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { reason: `${issue?.path.join('.') || 'its form'}: ${issue?.message}` };
  }
  const { hash: seal, ...content } = parsed.data;
  if (hashRecord(content) !== seal) return { reason: 'its content does not match its own hash' };
  if (text !== sealManifest(content)) return { reason: 'its bytes are not its canonical form' };
  return { manifest: parsed.data };
}

const five = (value: number): string => String(value).padStart(5, '0');

/** `data/train-00000-of-00004.parquet` */
export function shardPath(split: Split, shard: number, shards: number): string {
  return `data/${split}-${five(shard)}-of-${five(shards)}.parquet`;
}

/** What a file's name claims, wherever it lies; undefined for any other name. */
export function parseShardPath(path: string): { split: Split; shard: number } | undefined {
  const match = /(?:^|\/)(train|validation|test)-(\d{5})-of-\d{5}\.parquet$/.exec(path);
  return match ? { split: match[1] as Split, shard: Number(match[2]) } : undefined;
}

/** Whether a path of a manifest stays below the dataset's folder, by its text alone. */
export function isContainedPath(path: string): boolean {
  if (path === '' || path.length > 1024 || /[\\\0:]/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** A line of `proof/samples.jsonl`: the sealed list of samples, in commit order. */
export const SealedSample = z.strictObject({
  hash,
  id: z.string().regex(/^[0-9a-f]{32}$/),
  shard: z.int().nonnegative(),
  split: z.enum(SPLITS),
});
export type SealedSample = z.infer<typeof SealedSample>;

/** A line of `proof/objects-*.jsonl` that stands in for material a licence forbids to ship. */
export const ExternalObject = z.strictObject({
  external: z.literal(true),
  hash,
  license: z.string().nullable(),
  uri: z.string().nullable(),
});
export type ExternalObject = z.infer<typeof ExternalObject>;

/** A line of `proof/objects-*.jsonl` from a record's canonical JSON. */
export function objectLine(recordHash: Hash, recordJson: string): string {
  return `${OBJECT_OPENING}${recordHash}${OBJECT_MIDDLE}${recordJson}}`;
}

/** Bytes of an object line before the record's hash, and between hash and record. */
export const OBJECT_OPENING = '{"hash":"';
export const OBJECT_MIDDLE = '","record":';
