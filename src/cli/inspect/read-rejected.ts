import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import { Rejection } from '../../core/records/index.ts';
import { plainLine } from '../output/plain-text.ts';

/** The rejections of one reason: how many, and the first few. */
export interface RejectedReason {
  reason: string;
  count: number;
  examples: Rejection[];
}

export interface RejectedOptions {
  /** Examples of each reason. */
  examples: number;
  id?: string | undefined;
  kind?: string | undefined;
}

/** Groups a run's `rejected.jsonl` by reason, most frequent first. Holds no more of it than the examples. */
export async function readRejected(
  path: string,
  { examples, id, kind }: RejectedOptions,
): Promise<{ reasons: RejectedReason[]; unreadable: number }> {
  const groups = new Map<string, RejectedReason>();
  let unreadable = 0;
  for await (const line of linesOf(path)) {
    if (line === '') continue;
    const parsed = Rejection.safeParse(parseJson(line));
    if (!parsed.success) {
      unreadable++;
      continue;
    }
    const rejection = parsed.data;
    if (id !== undefined && !rejection.assignment.startsWith(id)) continue;
    if (kind !== undefined && !isKind(kind, rejection.content?.kind)) continue;
    const group = groups.get(rejection.reason) ?? {
      reason: rejection.reason,
      count: 0,
      examples: [],
    };
    group.count++;
    if (group.examples.length < examples) group.examples.push(rejection);
    groups.set(rejection.reason, group);
  }
  const reasons = [...groups.values()].toSorted(
    (a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1),
  );
  return { reasons, unreadable };
}

/** `task`, or `curriculum/task` as `inspect` shows it: a rejected candidate says its kind alone. */
const isKind = (wanted: string, kind: string | undefined): boolean =>
  kind !== undefined && wanted.slice(wanted.lastIndexOf('/') + 1) === kind;

async function* linesOf(path: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new RecipeError(`${plainLine(path)} does not exist: this run has rejected nothing yet`, {
      cause,
    });
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
