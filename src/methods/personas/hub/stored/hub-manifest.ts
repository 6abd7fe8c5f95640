import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MaterialAlteredError, RecipeError } from '../../../../core/errors/index.ts';
import { type Hash, hashRecord } from '../../../../core/hash.ts';

const count = z.int().nonnegative();

export const HubFile = z.strictObject({
  file: z.string().regex(/^[a-z]+-\d{5,}\.parquet$/),
  rows: count,
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type HubFile = z.infer<typeof HubFile>;

/** Where rows came from, and how far it was read. */
export const HubSource = z.strictObject({
  /** `import FILE`, `grow` … */
  name: z.string(),
  /** Of a file: SHA-256 of its bytes. */
  sha256: z.string().nullable(),
  /** Rows or pieces of work that were read. */
  read: count,
  added: count,
  dropped: z.record(z.string(), count),
  /** False where it was stopped: the same command goes on from `read`. */
  done: z.boolean(),
});
export type HubSource = z.infer<typeof HubSource>;

/** `manifest.json` of a stored hub. A part that it does not list does not count. */
export const HubManifest = z.strictObject({
  format: z.literal('wellspring/persona-hub@1'),
  /** In the order of their rows. */
  parts: z.array(HubFile),
  /** What did not become a persona. */
  dropped: z.array(HubFile),
  sources: z.array(HubSource),
  /** Personas that have an attribute, by its name. */
  attributes: z.record(z.string(), count),
  origins: z.record(z.string(), count),
});
export type HubManifest = z.infer<typeof HubManifest>;

export const EMPTY_MANIFEST: HubManifest = {
  format: 'wellspring/persona-hub@1',
  parts: [],
  dropped: [],
  sources: [],
  attributes: {},
  origins: {},
};

/** The manifest of a folder, or undefined where it has none. Raises MaterialAlteredError where it cannot be read as one. */
export async function readHubManifest(dir: string): Promise<HubManifest | undefined> {
  const path = join(dir, 'manifest.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR')
      throw new RecipeError(`${dir} is no folder`, { hint: 'name the folder of a hub', cause });
    throw cause;
  }
  const damaged = (cause?: unknown): MaterialAlteredError =>
    new MaterialAlteredError(`${path} is not the manifest of a persona hub`, {
      hint: 'name the folder of a hub, or put the manifest back from a copy',
      cause,
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw damaged(cause);
  }
  const parsed = HubManifest.safeParse(json);
  if (!parsed.success) throw damaged(parsed.error);
  return parsed.data;
}

export function personasOf({ parts }: Pick<HubManifest, 'parts'>): number {
  return parts.reduce((sum, { rows }) => sum + rows, 0);
}

/** The identity of what a hub holds: its parts' hashes, in order. */
export function hubHash({ parts }: Pick<HubManifest, 'parts'>): Hash {
  return hashRecord({ type: 'persona-hub', parts: parts.map(({ sha256 }) => sha256) });
}
