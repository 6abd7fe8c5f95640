import { SourceError } from '../../core/errors/index.ts';

export interface FrontMatter {
  title: string | null;
  language: string | null;
  license: string | null;
}

const MAX_CHARACTERS = 64 * 1024;

/** Takes YAML front matter off a text. Raises SourceError (`malformed`) where it is not a YAML mapping of sane size. */
export async function readFrontMatter(
  text: string,
): Promise<{ fields: FrontMatter; body: string }> {
  const none: FrontMatter = { title: null, language: null, license: null };
  if (!/^---[ \t]*\n/.test(text)) return { fields: none, body: text };
  const end = /^(?:---|\.\.\.)[ \t]*$/gm;
  end.lastIndex = text.indexOf('\n') + 1;
  const close = end.exec(text.slice(0, MAX_CHARACTERS + 1));
  if (close === null) {
    if (text.length <= MAX_CHARACTERS) return { fields: none, body: text };
    // A rule that opens a long text is no front matter; what looks like a key is.
    if (!/^---[ \t]*\n[\w-]+:/.test(text)) return { fields: none, body: text };
    throw new SourceError(`Its front matter does not end within ${MAX_CHARACTERS} characters.`, {
      reason: 'malformed',
      hint: 'Close the front matter with a line of three dashes.',
    });
  }
  const { parse } = await import('yaml');
  let value: unknown;
  try {
    value = parse(text.slice(text.indexOf('\n') + 1, close.index), {
      maxAliasCount: 20,
      logLevel: 'error',
      prettyErrors: false,
    });
  } catch (cause) {
    throw new SourceError(`Its front matter is not YAML (${(cause as Error).message}).`, {
      reason: 'malformed',
      hint: 'Quote values that hold colons or other marks of YAML.',
      cause,
    });
  }
  // Between two rules may stand prose: a document, not front matter.
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { fields: none, body: value == null ? text.slice(end.lastIndex) : text };
  }
  const record = value as Record<string, unknown>;
  return {
    fields: {
      title: textOf(record['title']),
      language: textOf(record['language'] ?? record['lang']),
      license: textOf(record['license'] ?? record['licence']),
    },
    body: text.slice(end.lastIndex),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim().replace(/\s+/g, ' ')
    : null;
}
