import { lstat, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { MaterialAlteredError, RecipeError } from '../core/errors/index.ts';
import { hashFile } from '../core/store/hash-file.ts';
import { ExternalObject, isContainedPath, MANIFEST_FILE, readManifest } from './manifest.ts';
import { readLines } from './read-lines.ts';

/** What a push sends, known before anything is sent. */
export interface PushPlan {
  dir: string;
  /** The dataset's sealed files and the manifest; nothing else in the folder is ever sent. */
  files: { path: string; bytes: number }[];
  bytes: number;
  /** Stored material that goes along, by licence (`unknown` for none known). */
  material: { license: string; documents: number }[];
  /** Records without a licence of their own: worlds, tables, the recipe. */
  otherRecords: number;
  /** Images and other stored bytes. */
  blobs: number;
  /** Records whose hash stands in their place, by licence. */
  withheld: { license: string; records: number }[];
}

/** Reads a dataset's manifest and checks every file against it. Raises RecipeError and MaterialAlteredError. */
export async function planPush(folder: string): Promise<PushPlan> {
  const dir = await realpath(folder).catch(() => folder);
  let text: string;
  try {
    text = await readFile(join(dir, MANIFEST_FILE), 'utf8');
  } catch (cause) {
    throw new RecipeError(`${folder} is no dataset: it has no ${MANIFEST_FILE}`, {
      hint: 'Name the `dataset` folder of a run.',
      cause,
    });
  }
  const read = readManifest(text);
  if ('reason' in read) throw altered(MANIFEST_FILE, read.reason);
  const plan: PushPlan = {
    dir,
    files: [{ path: MANIFEST_FILE, bytes: Buffer.byteLength(text) }],
    bytes: 0,
    material: [],
    otherRecords: 0,
    blobs: 0,
    withheld: [],
  };
  const material = new Map<string, number>();
  const withheld = new Map<string, number>();
  for (const { path, sha256, bytes } of read.manifest.files) {
    if (!isContainedPath(path)) throw altered(path, 'its path leaves the folder');
    const place = join(dir, ...path.split('/'));
    const status = await lstat(place).catch(() => undefined);
    if (!status?.isFile() || (await realpath(place)) !== place)
      throw altered(path, 'it is missing, or reached through a link');
    const found = await hashFile(place);
    if (found.sha256 !== sha256 || found.bytes !== bytes)
      throw altered(path, 'its bytes are not those that were sealed');
    plan.files.push({ path, bytes });
    if (path.startsWith('proof/blobs/')) plan.blobs++;
    if (/^proof\/objects-\d{5}\.jsonl$/.test(path))
      await countMaterial(place, plan, material, withheld);
  }
  plan.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  plan.bytes = plan.files.reduce((sum, file) => sum + file.bytes, 0);
  plan.material = [...material].toSorted().map(([license, documents]) => ({ license, documents }));
  plan.withheld = [...withheld].toSorted().map(([license, records]) => ({ license, records }));
  return plan;
}

async function countMaterial(
  path: string,
  plan: PushPlan,
  material: Map<string, number>,
  withheld: Map<string, number>,
): Promise<void> {
  for await (const { bytes } of readLines(path)) {
    const line = JSON.parse(bytes?.toString('utf8') ?? 'null') as {
      record?: Record<string, unknown> | null;
    } | null;
    const stub = ExternalObject.safeParse(line);
    if (stub.success) {
      const license = stub.data.license ?? 'unknown';
      withheld.set(license, (withheld.get(license) ?? 0) + 1);
      continue;
    }
    const { license, blocks } = line?.record ?? {};
    if (Array.isArray(blocks) || typeof license === 'string') {
      const name = typeof license === 'string' ? license : 'unknown';
      material.set(name, (material.get(name) ?? 0) + 1);
    } else plan.otherRecords++;
  }
}

const altered = (path: string, reason: string): MaterialAlteredError =>
  new MaterialAlteredError(`${path} cannot be pushed: ${reason}`, {
    hint: 'Run `wellspring verify` on the dataset, and write it again from its run.',
  });
