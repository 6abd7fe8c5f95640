import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's own folder, from `src/cli/output/` and from `dist/cli/output/` alike. */
const PACKAGE = fileURLToPath(new URL('../../../', import.meta.url));

/** `wellspring` before one of our verbs, where no `npx` stands before it. */
const COMMAND =
  /(?<!npx |[\w./-])wellspring (?=(?:init|doctor|models|plan|run|status|inspect|verify|export|push|curriculum|graph|papers|personas|web)\b)/g;

/** What a process was started with. */
export interface Start {
  env: Readonly<Record<string, string | undefined>>;
  /** `process.argv[1]` */
  script: string | undefined;
  cwd: string;
  packageDir?: string;
}

/**
 * What to type in front of a verb, so that a printed command can be pasted: `npx wellspring` in a clone, the script
 * where a clone is used from elsewhere (npx would fetch another package of that name there), `wellspring` where it is
 * installed.
 */
export function programName({ env, script, cwd, packageDir = PACKAGE }: Start): string {
  const folder = real(packageDir);
  const isOwn = script !== undefined && isInside(real(script), folder) && !isInstalled(folder);
  const throughNpm =
    env['npm_config_user_agent'] !== undefined || env['npm_execpath'] !== undefined;
  if (!isOwn && !throughNpm) return 'wellspring';
  if (isInside(real(cwd), folder)) return 'npx wellspring';
  const project = env['npm_config_local_prefix'];
  if (throughNpm && project !== undefined && isInside(folder, real(project)))
    return 'npx wellspring';
  return isOwn ? `node ${script}` : 'wellspring';
}

/** A text of ours with its commands as they can be typed here. Never for text from outside. */
export function withProgram(text: string, program = 'wellspring'): string {
  return program === 'wellspring' ? text : text.replace(COMMAND, () => `${program} `);
}

const isInstalled = (folder: string): boolean => folder.split(sep).includes('node_modules');

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === resolve(path);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
