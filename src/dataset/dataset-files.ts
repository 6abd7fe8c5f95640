import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { RecipeError } from '../core/errors/index.ts';
import { hashFile } from '../core/store/hash-file.ts';
import {
  isContainedPath,
  type Manifest,
  MANIFEST_FILE,
  type ManifestFile,
  MAX_MANIFEST_BYTES,
  parseShardPath,
  readManifest,
  SAMPLES_FILE,
} from './manifest.ts';
import type { ObjectFile } from './material.ts';
import { type Findings, reasonOf } from './verify-result.ts';

/** A file of rows. */
export interface RowFile {
  path: string;
  /** Relative to the dataset's folder. */
  name: string;
  state: 'intact' | 'differs' | 'altered' | 'unlisted';
  /** Rows that the manifest says it holds. */
  rows: number | undefined;
  /** What its name claims. */
  claim: ReturnType<typeof parseShardPath>;
}

/** A dataset as it lies on disk: whole, a copy, or a part of it. */
export interface DatasetFiles {
  root: string;
  manifest: Manifest | null;
  manifestState: 'intact' | 'absent' | 'altered';
  rowFiles: RowFile[];
  objectFiles: ObjectFile[];
  /** Folders that hold `blobs/`. */
  proofDirs: string[];
  /** `proof/samples.jsonl`, where it is there. */
  samplesFile: string | null;
  /** Row files that the manifest lists and that are not here. */
  absentShards: string[];
}

const MAX_FILES = 1_000_000;
const OBJECTS_NAME = /^objects-\d{5}\.jsonl$/;

/**
 * Finds what there is to verify at a path, and checks every file that the manifest seals. Links are not followed, and
 * nothing outside the folder is read. Raises RecipeError when nothing is at the path.
 */
export async function openDatasetFiles(
  path: string,
  materialDir: string | undefined,
  findings: Findings,
): Promise<DatasetFiles> {
  const real = await resolvePath(path);
  const isFile = (await stat(real)).isFile();
  const root = isFile ? await findRoot(real) : real;
  const only = isFile ? real : undefined;
  const { manifest, manifestState } = await openManifest(root, findings);
  const dataset: DatasetFiles = {
    root,
    manifest,
    manifestState,
    rowFiles: [],
    objectFiles: [],
    proofDirs: [join(root, 'proof')],
    samplesFile: null,
    absentShards: [],
  };
  const listed = new Set<string>([MANIFEST_FILE]);
  for (const file of manifest?.files ?? []) {
    if (listed.has(file.path))
      findings.add('failed', null, MANIFEST_FILE, `${file.path} is listed twice`);
    listed.add(file.path);
    await checkListed(dataset, file, only, findings);
  }
  for await (const name of walk(root, findings)) {
    if (listed.has(name)) continue;
    addUnlisted(dataset, name, only, findings);
  }
  if (only && !dataset.rowFiles.some((file) => file.path === only)) {
    dataset.rowFiles.push({
      path: only,
      name: basename(only),
      state: 'unlisted',
      rows: undefined,
      claim: undefined,
    });
  }
  if (materialDir !== undefined)
    await addMaterial(dataset, await resolvePath(materialDir), findings);
  return dataset;
}

async function resolvePath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    throw new RecipeError(`nothing is at ${path}`, {
      hint: 'Name a dataset folder, or a Parquet or JSONL file of it.',
      cause,
    });
  }
}

/** The folder whose proof a single file belongs to. */
async function findRoot(file: string): Promise<string> {
  const beside = dirname(file);
  for (const dir of [beside, dirname(beside)]) {
    for (const name of [MANIFEST_FILE, 'proof']) {
      if (await lstat(join(dir, name)).catch(() => undefined)) return dir;
    }
  }
  return beside;
}

async function openManifest(
  root: string,
  findings: Findings,
): Promise<Pick<DatasetFiles, 'manifest' | 'manifestState'>> {
  const path = join(root, MANIFEST_FILE);
  const status = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (status === undefined) {
    findings.note('no manifest.json is here: files are not checked against their seals, rows are');
    return { manifest: null, manifestState: 'absent' };
  }
  let reason: string;
  if (!status.isFile()) reason = 'it is not a plain file';
  else if (status.size > MAX_MANIFEST_BYTES) reason = `it is ${status.size} bytes long`;
  else {
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        await readFile(path),
      );
      const read = readManifest(text);
      if ('manifest' in read) return { manifest: read.manifest, manifestState: 'intact' };
      reason = read.reason;
    } catch (error) {
      reason = reasonOf(error);
    }
  }
  findings.add('failed', null, MANIFEST_FILE, `the manifest was altered: ${reason}`);
  return { manifest: null, manifestState: 'altered' };
}

async function checkListed(
  dataset: DatasetFiles,
  file: ManifestFile,
  only: string | undefined,
  findings: Findings,
): Promise<void> {
  const name = file.path;
  if (!isContainedPath(name)) {
    findings.add(
      'failed',
      null,
      MANIFEST_FILE,
      `the path ${JSON.stringify(name)} leaves the dataset's folder: refused`,
    );
    return;
  }
  const path = join(dataset.root, ...name.split('/'));
  const isRows = name.startsWith('data/');
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) {
    if (isRows) dataset.absentShards.push(name);
    else findings.note(`${name} is not here`);
    return;
  }
  if (real !== path) {
    findings.add(
      'failed',
      null,
      name,
      'it is reached through a link: refused. Copy the dataset with its content (`cp -rL`)',
    );
    return;
  }
  if (!(await stat(path)).isFile()) {
    findings.add('failed', null, name, 'it is not a plain file');
    return;
  }
  if (isRows && only !== undefined && path !== only) {
    dataset.absentShards.push(name);
    return;
  }
  const found = await hashFile(path);
  const intact = found.sha256 === file.sha256 && found.bytes === file.bytes;
  const sameSize = found.bytes === file.bytes;
  const isObjects = /^proof\/objects-\d{5}\.jsonl$/.test(name);
  const mayBePart = (isRows || isObjects) && !sameSize;
  if (!intact && !mayBePart) {
    findings.add(
      'failed',
      null,
      name,
      `altered: sha256 is ${found.sha256}, sealed ${file.sha256} (${found.bytes} of ${file.bytes} bytes)`,
    );
  }
  if (isRows) {
    const state = intact ? 'intact' : mayBePart ? 'differs' : 'altered';
    dataset.rowFiles.push({ path, name, state, rows: file.rows, claim: parseShardPath(name) });
  } else if (isObjects) {
    if (!intact && mayBePart)
      findings.note(`${name} is not as it was sealed: every record in it is checked`);
    dataset.objectFiles.push({ path, name, intact });
  } else if (name === SAMPLES_FILE) {
    dataset.samplesFile = path;
  }
}

function addUnlisted(
  dataset: DatasetFiles,
  name: string,
  only: string | undefined,
  findings: Findings,
): void {
  const path = join(dataset.root, ...name.split('/'));
  if (name.startsWith('proof/')) {
    if (OBJECTS_NAME.test(name.slice('proof/'.length)))
      dataset.objectFiles.push({ path, name, intact: false });
    else if (name === SAMPLES_FILE) dataset.samplesFile = path;
    if (dataset.manifest) findings.note(`${name} is not in the manifest`);
    return;
  }
  const isRows = /\.(parquet|jsonl)$/i.test(name);
  if (isRows && (only === undefined || only === path)) {
    dataset.rowFiles.push({
      path,
      name,
      state: 'unlisted',
      rows: undefined,
      claim: parseShardPath(name),
    });
  }
  if (dataset.manifest && !only) findings.note(`${name} is not in the manifest`);
}

/** `dir` is a proof folder, or a dataset that has one. */
async function addMaterial(dataset: DatasetFiles, dir: string, findings: Findings): Promise<void> {
  if (!(await stat(dir)).isDirectory()) {
    throw new RecipeError(`${dir} is no folder`, {
      hint: 'Name a proof folder, or a dataset that has one.',
    });
  }
  const below = join(dir, 'proof');
  const proofDir = (await lstat(below).catch(() => undefined))?.isDirectory() ? below : dir;
  const names = (await readdir(proofDir)).filter((name) => OBJECTS_NAME.test(name)).toSorted();
  if (names.length === 0) findings.note(`${dir} holds no objects-00000.jsonl: it gives no records`);
  for (const name of names)
    dataset.objectFiles.push({
      path: join(proofDir, name),
      name: `material ${name}`,
      intact: false,
    });
  dataset.proofDirs.push(proofDir);
}

/** Names of plain files below a folder, sorted within each folder; hidden ones and links left out. */
async function* walk(
  root: string,
  findings: Findings,
  dir = root,
  seen = { files: 0 },
): AsyncGenerator<string> {
  const entries = await readdir(dir, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(dir, entry.name);
    const name = relative(root, path).split(sep).join('/');
    if (entry.name.startsWith('.') || name === 'proof/blobs') continue;
    if (++seen.files > MAX_FILES) {
      findings.add('failed', null, name, `more than ${MAX_FILES} files: the rest is not looked at`);
      return;
    }
    if (entry.isDirectory()) yield* walk(root, findings, path, seen);
    else if (entry.isFile()) yield name;
    else if (name.startsWith('data/')) {
      findings.add('failed', null, name, 'it is a link or no plain file: refused');
    } else findings.note(`${name} is a link or no plain file: not followed`);
  }
}
