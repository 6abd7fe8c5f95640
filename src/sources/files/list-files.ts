import { opendir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RecipeError } from '../../core/errors/index.ts';
import type { FilesContext, FilesOptions } from './files-options.ts';
import { compileGlob, isGlob } from './glob.ts';
import type { Skip } from './skip.ts';

export interface FoundFile {
  /** Path relative to the folder, with forward slashes: the document's address. */
  uri: string;
  path: string;
  /** The real path of the folder that the file must lie in. */
  root: string;
}

type Selection = Pick<FilesOptions, 'path' | 'include' | 'exclude'>;

/**
 * The regular files that a source names, in code-unit order of their relative paths, with what was passed over and why.
 * A folder's entries are in memory one level at a time. The path that the recipe names may itself be a symbolic link;
 * beneath it no link is followed. Raises RecipeError when the path is not there.
 */
export async function* listFiles(
  selection: Selection,
  context: FilesContext,
): AsyncGenerator<{ file: FoundFile } | { skip: Skip }> {
  const { folder, single, glob } = await locate(selection.path, context.baseFolder);
  const matches = [glob === undefined ? undefined : [glob], selection.include]
    .filter((globs) => globs !== undefined)
    .map(matchAny);
  const excluded = matchAny(selection.exclude ?? []);
  const wanted = (uri: string) => matches.every((match) => match(uri)) && !excluded(uri);

  if (single !== undefined) {
    yield { file: { uri: single, path: join(folder, single), root: folder } };
    return;
  }
  const stack: AsyncGenerator<Entry>[] = [listFolder(folder, '')];
  while (stack.length > 0) {
    context.signal?.throwIfAborted();
    const next = await stack.at(-1)!.next();
    if (next.done === true) {
      stack.pop();
      continue;
    }
    const { uri, kind, message } = next.value;
    const path = join(folder, uri);
    if (kind === 'folder') stack.push(listFolder(path, `${uri}/`));
    else if (kind === 'file') {
      if (wanted(uri)) yield { file: { uri, path, root: folder } };
    } else if (wanted(uri) || kind === 'hidden' || kind === 'unreadable') {
      yield { skip: { uri, reason: kind, message: message ?? REFUSALS[kind] } };
    }
  }
}

type Refusal = 'symbolic-link' | 'special-file' | 'hidden' | 'unreadable';

interface Entry {
  uri: string;
  kind: 'file' | 'folder' | Refusal;
  message?: string;
}

const REFUSALS: Record<Refusal, string> = {
  'symbolic-link':
    'Symbolic links are not followed. Copy the file into the folder, or name its own folder.',
  'special-file': 'A device, pipe or socket is not read. Store its content as a file.',
  hidden:
    'Names that start with a dot are passed over. Name the file or folder itself as `path` to read it.',
  unreadable: 'The folder cannot be read. Check its permissions.',
};

async function* listFolder(path: string, prefix: string): AsyncGenerator<Entry> {
  const entries: Entry[] = [];
  try {
    for await (const entry of await opendir(path)) {
      const uri = prefix + entry.name;
      if (entry.name.startsWith('.')) entries.push({ uri, kind: 'hidden' });
      else if (entry.isSymbolicLink()) entries.push({ uri, kind: 'symbolic-link' });
      else if (entry.isDirectory()) entries.push({ uri, kind: 'folder' });
      else entries.push({ uri, kind: entry.isFile() ? 'file' : 'special-file' });
    }
  } catch (cause) {
    const uri = prefix === '' ? '.' : prefix.slice(0, -1);
    entries.push({ uri, kind: 'unreadable', message: `${REFUSALS.unreadable} (${String(cause)})` });
  }
  // A folder sorts with its slash: the walk then meets whole paths in code-unit order.
  const key = ({ uri, kind }: Entry) => (kind === 'folder' ? `${uri}/` : uri);
  entries.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  yield* entries;
}

interface Location {
  folder: string;
  single?: string;
  glob?: string;
}

async function locate(path: string, baseFolder: string): Promise<Location> {
  const absolute = resolve(baseFolder, path);
  const found = await stat(absolute).catch(() => null);
  if (found?.isDirectory()) return { folder: await realpath(absolute) };
  if (found !== null) {
    const real = await realpath(absolute);
    return { folder: dirname(real), single: basename(real) };
  }
  const segments = path.replaceAll('\\', '/').split('/');
  const first = segments.findIndex(isGlob);
  if (first === -1) {
    throw new RecipeError(`The source path \`${path}\` does not exist.`, {
      hint: 'Paths are relative to the recipe. Name a file, a folder or a glob such as `pages/*.md`.',
    });
  }
  const glob = segments.slice(first).join('/');
  if (segments.slice(first).includes('..')) {
    throw new RecipeError(
      `The source path \`${path}\` climbs with \`..\` after its first wildcard.`,
      {
        hint: 'Put the folder before the wildcard, such as `../pages/*.md`.',
      },
    );
  }
  const base = segments.slice(0, first).join('/') || (path.startsWith('/') ? '/' : '.');
  const location = await locate(base, baseFolder);
  if (location.single !== undefined) {
    throw new RecipeError(`The source path \`${path}\` looks for files inside a file.`, {
      hint: 'Put a folder before the wildcard.',
    });
  }
  // Here a bare `*.md` means this folder alone, as in a shell.
  return { folder: location.folder, glob: glob.includes('/') ? glob : `./${glob}` };
}

function matchAny(globs: readonly string[]): (uri: string) => boolean {
  const compiled = globs.map((glob) => {
    const match = compileGlob(glob);
    return glob.startsWith('./') ? (uri: string) => match(`./${uri}`) : match;
  });
  return (uri) => compiled.some((match) => match(uri));
}
