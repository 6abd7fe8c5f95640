import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RecipeError } from '../core/errors/index.ts';
import { type Message, messageText, type Sample, type Split } from '../core/records/index.ts';
import { writeLinesAtomic } from '../core/store/atomic-lines.ts';

export interface ExportOptions {
  /**
   * Which split is written; `all` mixes them. Default: `train` for the formats that have no split column, so that a test
   * row never slips into training; `all` for `jsonl`, which keeps the column.
   */
  split?: Split | 'all';
  /** Of formats with variants: see each. */
  variant?: string;
}

/** What an export did: every sample is written or counted under one reason. */
export interface ExportReport {
  written: number;
  skipped: Record<string, number>;
}

/** One format, by the name that the command line uses. One file each in this folder. */
export interface Exporter {
  name: string;
  summary: string;
  /** What of a sample this format cannot carry. */
  drops: string;
  /** Names for `variant`, the default first; absent where there is one form only. */
  variants?: readonly string[];
  /**
   * Writes samples to one JSON Lines file, replaced as a whole; where none fits, it is left as it was. Reads the samples
   * once, and keeps none.
   */
  export(
    samples: AsyncIterable<Sample>,
    out: string,
    options?: ExportOptions,
  ): Promise<ExportReport>;
}

/** A row of the format, or the reason (kebab-case) why the sample has none. */
export type Converted = { row: object } | { skip: string };

/** Writes one line for each sample that fits. Raises RecipeError on an unknown variant, and where the folder is not there. */
export async function exportLines(
  { name, variants = [] }: Pick<Exporter, 'name' | 'variants'>,
  samples: AsyncIterable<Sample>,
  out: string,
  { split, variant }: ExportOptions & { split: Split | 'all' },
  convert: (sample: Sample) => Converted,
): Promise<ExportReport> {
  if (variant !== undefined && !variants.includes(variant)) {
    throw new RecipeError(`the format ${name} has no variant ${variant}`, {
      hint:
        variants.length > 0 ? `Its variants are ${variants.join(', ')}.` : 'It has one form only.',
    });
  }
  await requireFolder(out);
  const report: ExportReport = { written: 0, skipped: {} };
  async function* lines(): AsyncGenerator<string> {
    for await (const sample of samples) {
      const converted: Converted =
        split !== 'all' && sample.split !== split ? { skip: 'other-split' } : convert(sample);
      if ('skip' in converted) {
        report.skipped[converted.skip] = (report.skipped[converted.skip] ?? 0) + 1;
        continue;
      }
      report.written++;
      yield JSON.stringify(converted.row);
    }
  }
  const fitting = lines();
  const first = await fitting.next();
  if (first.done) return report;
  await writeLinesAtomic(out, prepend(first.value, fitting));
  return report;
}

async function* prepend(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

/** A mistyped path gets an error, not a folder. */
async function requireFolder(out: string): Promise<void> {
  const [folder, file] = await Promise.all(
    [dirname(out), out].map((path) => stat(path).catch(() => undefined)),
  );
  if (!folder?.isDirectory()) {
    throw new RecipeError(`there is no folder ${dirname(out)} to write to`, {
      hint: 'make it first, or name a file in a folder that is there',
    });
  }
  if (file?.isDirectory()) {
    throw new RecipeError(`${out} is a folder`, { hint: 'name a file in it, such as train.jsonl' });
  }
}

/** A turn in the field's chat form: text only. */
export interface ChatTurn {
  role: string;
  content: string;
}

export const toTurn = (message: Message): ChatTurn => ({
  role: message.role,
  content: messageText(message),
});

/** True where a message shows an image. */
export const hasImage = ({ content }: Message): boolean =>
  typeof content !== 'string' && content.some((part) => part.type === 'image');

/** Why no text-only format can carry these messages; undefined when one can. */
export function unfitForText(messages: Message[]): string | undefined {
  if (messages.some(hasImage)) return 'image';
  if (messages.some(({ role, tool_calls: calls }) => role === 'tool' || calls !== undefined))
    return 'tool-calls';
  return undefined;
}

/** True where the sample is a preference pair, whose reply stands in `chosen`. */
export const isPair = (sample: Sample): boolean =>
  sample.chosen !== undefined || sample.rejected !== undefined;
