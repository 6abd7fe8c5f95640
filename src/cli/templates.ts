import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MissingDependencyError } from '../core/errors/missing-dependency-error.ts';

/** The package's own folder, from `src/cli/` and from `dist/cli/` alike. */
const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));

/** What stands first, and is taken where nobody chooses. */
export const DEFAULT_TEMPLATE = 'demo';

/** A recipe that ships with the package, to start from. */
export interface Template {
  name: string;
  description: string;
  path: string;
}

/** The recipes in `recipes/`, the default first. Raises MissingDependencyError where there is none. */
export async function readTemplates(packageDir = PACKAGE): Promise<Template[]> {
  const { parse } = await import('yaml');
  const folder = join(packageDir, 'recipes');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yaml'));
  const templates: Template[] = [];
  for (const name of names.toSorted()) {
    const path = join(folder, name);
    const text = await readFile(path, 'utf8');
    const { description } = (parse(text) ?? {}) as { description?: unknown };
    // A recipe that does not describe itself begins with a comment that does.
    const comment = /^#\s*(.*)/.exec(text)?.[1] ?? '';
    templates.push({
      name: basename(name, '.yaml'),
      path,
      description: typeof description === 'string' ? description : comment,
    });
  }
  if (templates.length === 0) {
    throw new MissingDependencyError('this installation holds no recipes to start from', {
      hint: 'install wellspring again: the folder recipes/ is missing from it',
    });
  }
  return templates.toSorted(
    (a, b) => Number(b.name === DEFAULT_TEMPLATE) - Number(a.name === DEFAULT_TEMPLATE),
  );
}

/** The recipe, and what it names below `examples/`: a file, a folder, or the folder in which a pattern begins. */
export async function filesOf(
  { path }: Pick<Template, 'path'>,
  packageDir = PACKAGE,
): Promise<{ from: string; to: string }[]> {
  const { parse } = await import('yaml');
  const base = dirname(path);
  const examples = join(packageDir, 'examples');
  const found = new Map<string, string>();
  const visit = async (value: unknown): Promise<void> => {
    if (typeof value === 'string') {
      if (!value.startsWith('../examples/') && !value.startsWith('./')) return;
      const still = value
        .split('/')
        .filter((_, index, all) => !all.slice(0, index + 1).some(isPattern));
      const from = resolve(base, still.join('/'));
      const inside = from.startsWith(examples + sep) || from.startsWith(base + sep);
      if (inside && (await exists(from))) found.set(from, relative(packageDir, from));
    } else if (typeof value === 'object' && value !== null) {
      for (const member of Object.values(value)) await visit(member);
    }
  };
  await visit(parse(await readFile(path, 'utf8')));
  const all = [{ from: path, to: relative(packageDir, path) }];
  for (const [from, to] of found) {
    // A folder that is written whole carries the files that are named below it.
    const isCarried = [...found.keys()].some((other) => from.startsWith(other + sep));
    if (!isCarried) all.push({ from, to });
  }
  return all;
}

const isPattern = (segment: string): boolean => /[*?[\]{}]/.test(segment);

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
