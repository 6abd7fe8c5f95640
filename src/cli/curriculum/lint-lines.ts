import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import { languageFaults, type Register } from '../../methods/curriculum/language/lint.ts';
import type { Norms } from '../../methods/curriculum/language/norms/norm.ts';
import { plainLine } from '../output/plain-text.ts';

/** A text that was held to a stage. */
export interface LintedText {
  line: number;
  stage: string;
  register: Register;
  text: string;
  faults: string[];
}

export interface LintSettings {
  /** Of every text; samples may name their own. */
  stage?: string | undefined;
  register: Register;
  coined: readonly string[];
  norms?: Norms | undefined;
}

/**
 * Lints what stands in a file or on stdin, line by line. A line that holds a sample of a dataset is linted as such: what
 * the user says as heard, what the assistant says as said, in the stage of its tags; every other line is a text.
 */
export async function* lintLines(
  path: string | undefined,
  settings: LintSettings,
): AsyncGenerator<LintedText> {
  const input: Readable =
    path === undefined || path === '-' ? process.stdin : createReadStream(path, 'utf8');
  let line = 0;
  for await (const text of linesOf(input, path ?? 'stdin')) {
    line++;
    if (text.trim() === '') continue;
    yield* text.trimStart().startsWith('{')
      ? lintSample(text, line, settings)
      : [lintText(text.replace(/^\uFEFF/, ''), line, settings.register, settings.stage, settings)];
  }
}

async function* linesOf(input: Readable, name: string): AsyncGenerator<string> {
  let failure: Error | undefined;
  input.once('error', (error: Error) => (failure = error));
  try {
    yield* createInterface({ input, crlfDelay: Infinity });
  } catch (error) {
    // A fault of our own reader's stream, not of whoever takes the lines.
    if (error !== failure) throw error;
  }
  if (failure !== undefined) {
    throw new RecipeError(`cannot read ${plainLine(name)}: ${failure.message}`, {
      hint: 'name a file of text lines or of samples, or - for stdin',
      cause: failure,
    });
  }
}

function lintText(
  text: string,
  line: number,
  register: Register,
  stage: string | undefined,
  { coined, norms }: LintSettings,
): LintedText {
  if (stage === undefined) {
    throw new RecipeError(`line ${line} has no stage`, {
      hint: 'give --stage; samples of the curriculum carry theirs in tags.stage',
    });
  }
  return {
    line,
    stage,
    register,
    text,
    faults: languageFaults(text, stage, register, coined, norms),
  };
}

interface Turn {
  role?: unknown;
  content?: unknown;
}

function lintSample(text: string, line: number, settings: LintSettings): LintedText[] {
  let sample: { messages?: unknown; chosen?: unknown; tags?: { stage?: unknown } };
  try {
    sample = JSON.parse(text) as typeof sample;
  } catch (cause) {
    throw new RecipeError(
      `line ${line} begins as a sample but is not JSON: ${(cause as Error).message}`,
      {
        hint: 'give lines of plain text, or JSON Lines of a dataset',
        cause,
      },
    );
  }
  if (!Array.isArray(sample.messages)) {
    throw new RecipeError(`line ${line} is JSON without messages`, {
      hint: 'give samples of a dataset, or lines of plain text',
    });
  }
  const tagged = sample.tags?.stage;
  const stage = settings.stage ?? (typeof tagged === 'string' ? tagged : undefined);
  const chosen = Array.isArray(sample.chosen) ? sample.chosen : [];
  return [...(sample.messages as Turn[]), ...(chosen as Turn[])].flatMap(({ role, content }) => {
    if (typeof content !== 'string' || (role !== 'user' && role !== 'assistant')) return [];
    return [lintText(content, line, role === 'user' ? 'heard' : 'said', stage, settings)];
  });
}
