import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { isWellspringError, RecipeError } from '../../core/errors/index.ts';
import { Usage } from '../../core/records/usage.ts';
import { runPaths } from '../../core/run/workspace.ts';
import type { Spending } from '../../methods/graph/report/quality/quality-report.ts';
import { plainLine } from '../output/plain-text.ts';
import { locateRun } from '../samples/locate.ts';

/** What `usage.json` of a run says. */
const Spent = z.object({
  calls: z.number(),
  usage: Usage,
  settled: z.object({ costUsd: z.number() }),
  byModel: z.array(z.object({ costUsd: z.number().nullable() })),
});

/** What was rejected and spent, as far as a run stands behind the samples. */
export interface RunAccount {
  rejections?: AsyncIterable<{ part: string; reason: string }>;
  spending?: Spending;
}

/** The account of a run, or of the run that wrote a dataset; empty for a dataset that was taken elsewhere. */
export async function readRunAccount(target: string, workspace: string): Promise<RunAccount> {
  let paths;
  try {
    const found = await locateRun(target, workspace);
    paths = runPaths(found.workspace, found.run);
  } catch (error) {
    if (!isWellspringError(error)) throw error;
    return {};
  }
  const spending = await readSpending(paths.usage);
  return { rejections: readReasons(paths.rejected), ...(spending && { spending }) };
}

async function readSpending(path: string): Promise<Spending | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    // A run that still goes on has not written it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = Spent.safeParse(parseJson(text, path));
  if (!parsed.success) {
    throw new RecipeError(`${plainLine(path)} is not what a run writes`, {
      hint: 'run its recipe again: it resumes, and writes the file anew',
    });
  }
  const { calls, usage, settled, byModel } = parsed.data;
  return {
    calls,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    costUsd: settled.costUsd,
    isUnpriced: byModel.some(({ costUsd }) => costUsd === null),
  };
}

/** Part and reason of every rejection, one at a time. A run that rejected nothing has no such file. */
async function* readReasons(path: string): AsyncGenerator<{ part: string; reason: string }> {
  const Line = z.object({ part: z.string(), reason: z.string() });
  let number = 0;
  try {
    for await (const line of createInterface({
      input: createReadStream(path),
      crlfDelay: Infinity,
    })) {
      number++;
      if (line === '') continue;
      const parsed = Line.safeParse(parseJson(line, `line ${number} of ${path}`));
      if (!parsed.success)
        throw new RecipeError(`line ${number} of ${plainLine(path)} is no rejection`);
      yield parsed.data;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RecipeError(`${plainLine(where)} cannot be read as JSON`, {
      hint: 'the run may still be writing: try again',
      cause,
    });
  }
}
