import { readFile, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { RecipeError } from '../../core/errors/index.ts';

const MAX_BYTES = 512 * 1024 * 1024;

/**
 * The items of a benchmark file: paragraphs of `.txt` and `.md`, strings of `.jsonl` rows. Throws RecipeError where the file is
 * absent, too large, of another kind, not UTF-8, malformed, or holds no text, since a gate that compares with nothing
 * passes everything.
 */
export async function readBenchmarkItems(
  file: string,
  baseDir: string,
  fields: string[] | undefined,
): Promise<string[]> {
  const path = resolve(baseDir, file);
  const kind = extname(path).toLowerCase();
  if (!['.txt', '.md', '.jsonl', '.ndjson'].includes(kind)) {
    throw new RecipeError(`contamination: ${file} is not a .txt, .md or .jsonl file`, {
      hint: 'convert the benchmark to JSON lines, one item a line',
    });
  }
  const text = await readText(path, file);
  const items =
    kind === '.txt' || kind === '.md' ? paragraphsOf(text) : stringsOfRows(text, file, fields);
  if (!items.some((item) => /\p{L}/u.test(item))) {
    throw new RecipeError(
      `contamination: ${file} holds no text${fields ? ` in ${fields.join(', ')}` : ''}`,
      {
        hint: 'name the file that holds the benchmark, and the members of its rows that hold its text',
      },
    );
  }
  return items;
}

async function readText(path: string, file: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) {
      throw new RecipeError(`contamination: ${file} has ${size} bytes; ${MAX_BYTES} are the most`, {
        hint: 'split the benchmark into several files',
      });
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    if (cause instanceof RecipeError) throw cause;
    if (cause instanceof TypeError) {
      throw new RecipeError(`contamination: ${file} is not UTF-8`, {
        cause,
        hint: 'save it as UTF-8',
      });
    }
    throw new RecipeError(`contamination: cannot read ${path}`, {
      cause,
      hint: 'benchmark paths are relative to the recipe',
    });
  }
}

function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = [''];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') paragraphs.push('');
    else paragraphs[paragraphs.length - 1] += `${line}\n`;
  }
  return paragraphs.filter((paragraph) => paragraph !== '');
}

function stringsOfRows(text: string, file: string, fields: string[] | undefined): string[] {
  const items: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch (cause) {
      throw new RecipeError(`contamination: ${file} line ${index + 1} is not JSON`, {
        cause,
        hint: 'each line of a .jsonl file is one JSON value',
      });
    }
    if (fields === undefined) collectStrings(row, items);
    else if (typeof row === 'object' && row !== null) {
      for (const field of fields) collectStrings((row as Record<string, unknown>)[field], items);
    }
  }
  return items;
}

function collectStrings(value: unknown, into: string[]): void {
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') into.push(next);
    else if (typeof next === 'object' && next !== null) pending.push(...Object.values(next));
  }
}
