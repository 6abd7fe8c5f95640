import { RecipeError } from '../../core/errors/index.ts';

/** True where a path holds characters that a glob gives a meaning. */
export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/**
 * Compiles a glob over relative paths with forward slashes: `*` and `?` within a segment, `**` across segments,
 * `[a-z]`, `[!a]`, `{a,b}`. Case-sensitive on every system, so that a recipe reads the same files everywhere.
 * A pattern without a slash matches the file's name at any depth, as in .gitignore. Matching takes no more than
 * (pattern length × path length) steps. Raises RecipeError on more than 256 alternatives in braces.
 */
export function compileGlob(glob: string): (path: string) => boolean {
  const anchored = glob.includes('/') ? glob : `**/${glob}`;
  const alternatives = expandBraces(anchored).map((pattern) => {
    const segments = pattern.split('/');
    // `docs/**` means what is in the folder, not the folder.
    if (segments.at(-1) === '**') segments.push('*');
    return segments.map((segment) => (segment === '**' ? STAR : compileSegment(segment)));
  });
  return (path) => {
    const names = path.split('/');
    return alternatives.some((segments) => matchSequence(segments, names));
  };
}

/** Stands for any run of items; a predicate stands for one. */
const STAR = Symbol('any run');

type Pattern<Item> = readonly (typeof STAR | ((item: Item) => boolean))[];

function compileSegment(segment: string): (name: string) => boolean {
  const tokens = segment.match(/\*+|\?|\[[!^]?\]?[^\]]*\]|[\s\S]/gu) ?? [];
  const pattern = tokens.map((token) => {
    if (token.startsWith('*')) return STAR;
    if (token === '?') return () => true;
    if (token.length > 2 && token.startsWith('[')) return compileClass(token);
    return (character: string) => character === token;
  });
  return (name) => matchSequence(pattern, [...name]);
}

function compileClass(token: string): (character: string) => boolean {
  const negated = token[1] === '!' || token[1] === '^';
  const members = Array.from(token.slice(negated ? 2 : 1, -1));
  return (character) => {
    let found = false;
    for (let i = 0; i < members.length; i++) {
      if (members[i + 1] === '-' && i + 2 < members.length) {
        found ||= character >= members[i]! && character <= members[i + 2]!;
        i += 2;
      } else found ||= character === members[i];
    }
    return found !== negated;
  };
}

/** Greedy, going back to the last star only: enough, since an earlier star could only repeat what the last one tries. */
function matchSequence<Item>(pattern: Pattern<Item>, items: readonly Item[]): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let i = 0; i < items.length;) {
    const step = pattern[at];
    if (step === STAR) {
      star = at++;
      resume = i;
    } else if (step?.(items[i]!)) {
      at++;
      i++;
    } else if (star !== -1) {
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  return pattern.slice(at).every((step) => step === STAR);
}

const MAX_ALTERNATIVES = 256;

function expandBraces(glob: string): string[] {
  const done: string[] = [];
  const open = [glob];
  while (open.length > 0) {
    const pattern = open.pop()!;
    // Innermost braces first, so that nesting needs no parser.
    const braces = /\{([^{}]*)\}/u.exec(pattern);
    if (braces === null) {
      done.push(pattern);
      continue;
    }
    const before = pattern.slice(0, braces.index);
    const after = pattern.slice(braces.index + braces[0].length);
    for (const choice of braces[1]!.split(',')) open.push(before + choice + after);
    if (open.length + done.length > MAX_ALTERNATIVES) {
      throw new RecipeError(
        `The glob \`${glob.slice(0, 100)}\` has more than ${MAX_ALTERNATIVES} alternatives.`,
        {
          hint: 'Use fewer braces, or several globs.',
        },
      );
    }
  }
  return done;
}
