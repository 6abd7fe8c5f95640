import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { RecipeError } from '../../../core/errors/index.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import type { Sample } from '../../../core/records/index.ts';
import { writeFileAtomic } from '../../../core/store/atomic-write.ts';
import { writeLinesAtomic } from '../../../core/store/atomic-lines.ts';
import { courseOf, type NamedCell } from '../prepare/course.ts';
import type { SkillGraph } from '../stages/read-skills.ts';
import { STAGES } from '../stages/stages.ts';
import { STRATEGIES, type StrategyName } from '../strategies/registry.ts';
import { hardestLast, inCourse, type Order, shuffled, withReplay } from './order-rows.ts';
import { type RowSpool, openRowSpool } from './row-spool.ts';
import { rowOf, type ScheduleRow } from './row.ts';
import { trainerConfigs } from './trainer-configs.ts';

export const DEFAULTS = {
  maxShardRows: 50_000,
  /** Segments of `SCHEDULE.jsonl`. */
  segments: 100,
};

export interface ScheduleOptions {
  dir: string;
  /** Whose order `curriculum` and `replay` follow. */
  strategy: StrategyName;
  seed: string;
  graph: SkillGraph;
  signal: AbortSignal;
  onProgress(done: number, what: string): void;
}

export interface Schedule {
  /** Rows by configuration. */
  configs: Record<string, number>;
  /** Samples left out, by reason. */
  skipped: Record<string, number>;
  files: string[];
}

interface Indexed {
  cell: NamedCell;
  stage: string;
  split: string;
  tokens: number;
}

/**
 * Writes a curriculum dataset in the orders that trainers take: a configuration a stage, `curriculum` (ordered), `mixed`
 * (the same rows by chance), `replay`, `anneal`; `SCHEDULE.jsonl`, which says what the order holds at which token; and
 * configurations of the trainers that keep it. JSON Lines in the layout of the Hugging Face hub.
 */
export async function writeSchedule(
  samples: AsyncIterable<Sample>,
  material: ProofMaterial,
  options: ScheduleOptions,
): Promise<Schedule> {
  const { dir, seed, graph, signal, strategy } = options;
  await requireEmpty(dir);
  const spool = await openRowSpool();
  try {
    const rows: Indexed[] = [];
    const skipped: Record<string, number> = {};
    for await (const sample of samples) {
      signal.throwIfAborted();
      const row = await rowOf(sample, material, graph);
      if ('skipped' in row) {
        skipped[row.skipped] = (skipped[row.skipped] ?? 0) + 1;
        continue;
      }
      await spool.add(JSON.stringify(row));
      const { stage, skill, level, split, tokens } = row satisfies ScheduleRow;
      rows.push({ cell: { skill, level }, stage, split, tokens });
      options.onProgress(rows.length, 'rows read');
    }
    const files: string[] = [];
    const configs: Record<string, number> = {};
    const data: { config_name: string; data_files: { split: string; path: string }[] }[] = [];
    const write = async (name: string, bySplit: Record<string, Order>): Promise<void> => {
      const splits = Object.entries(bySplit).filter(([, order]) => order.length > 0);
      for (const [split, order] of splits) {
        signal.throwIfAborted();
        options.onProgress(order.length, `rows of ${name}`);
        files.push(...(await writeShards(dir, name, split, order, spool)));
        configs[name] = (configs[name] ?? 0) + order.length;
      }
      if (splits.length === 0) return;
      data.push({
        config_name: name,
        data_files: splits.map(([split]) => ({ split, path: `data/${name}/${split}-*.jsonl` })),
      });
    };

    const train = rows.flatMap(({ split }, row) => (split === 'train' ? [row] : []));
    const named = [
      ...new Map(train.map((row) => [keyOf(rows[row]!.cell), rows[row]!.cell])).values(),
    ];
    const cellOf = train.map((row) =>
      named.findIndex((cell) => keyOf(cell) === keyOf(rows[row]!.cell)),
    );
    const course = courseOf(named, graph);
    const back = (order: Order): Order => order.map((index) => train[index]!);
    const ordered = train.length === 0 ? [] : inCourse(cellOf, course, STRATEGIES[strategy], seed);
    await write('curriculum', { train: back(ordered) });
    await write('mixed', { train: back(shuffled(train.length, seed)) });
    await write('replay', { train: back(withReplay(ordered, seed)) });
    const levels = train.map((row) => rows[row]!.cell.level);
    await write('anneal', { train: back(hardestLast(levels, seed)) });
    for (const [index, stage] of STAGES.entries()) {
      const own = rows.flatMap((row, at) => (row.stage === stage ? [at] : []));
      const bySplit = Object.groupBy(own, (at) => rows[at]!.split) as Record<string, Order>;
      await write(`stage-${index + 1}-${stage}`, bySplit);
    }

    const schedule = segmentsOf(back(ordered).map((row) => rows[row]!));
    const tokens = schedule.at(-1)?.to_token ?? 0;
    const texts: [string, string][] = [
      ['SCHEDULE.jsonl', schedule.map((one) => `${JSON.stringify(one)}\n`).join('')],
      ['README.md', readmeOf(data, configs, options, tokens)],
      ...trainerConfigs(shardsOf(files), train.length, tokens).map(
        ({ path, text }): [string, string] => [path, text],
      ),
    ];
    for (const [path, text] of texts) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFileAtomic(join(dir, path), text);
      files.push(path);
    }
    return { configs, skipped, files };
  } finally {
    await spool.close();
  }
}

const shardsOf = (files: readonly string[]): string[] =>
  files.filter((path) => path.startsWith('data/curriculum/'));

/** Old shards beside new ones would be read as one dataset. */
async function requireEmpty(dir: string): Promise<void> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new RecipeError(`cannot write to ${dir}: ${error.message}`, {
      hint: 'name a folder that is not there yet',
      cause: error,
    });
  });
  if (names.length === 0) return;
  throw new RecipeError(`${dir} is not empty`, {
    hint: 'name a folder that is not there yet, or remove it first',
  });
}

const keyOf = ({ skill, level }: NamedCell): string => `${skill}/${level}`;

const pad = (number: number): string => String(number).padStart(5, '0');

async function writeShards(
  dir: string,
  config: string,
  split: string,
  order: Order,
  spool: RowSpool,
): Promise<string[]> {
  const shards = Math.ceil(order.length / DEFAULTS.maxShardRows);
  const files: string[] = [];
  await mkdir(join(dir, 'data', config), { recursive: true });
  for (let shard = 0; shard < shards; shard++) {
    const path = `data/${config}/${split}-${pad(shard)}-of-${pad(shards)}.jsonl`;
    const from = shard * DEFAULTS.maxShardRows;
    await writeLinesAtomic(join(dir, path), linesOf(order, from, spool));
    files.push(path);
  }
  return files;
}

async function* linesOf(order: Order, from: number, spool: RowSpool): AsyncGenerator<string> {
  for (const [index, row] of order.slice(from, from + DEFAULTS.maxShardRows).entries()) {
    const line = await spool.read(row);
    yield `{"order_index":${from + index},${line.slice(1)}`;
  }
}

interface Segment {
  from_row: number;
  to_row: number;
  from_token: number;
  to_token: number;
  stages: Record<string, number>;
  levels: Record<string, number>;
}

/** What the order holds, hundredth by hundredth: shares of tokens by stage and by level. */
function segmentsOf(ordered: readonly Indexed[]): Segment[] {
  const segments: Segment[] = [];
  let token = 0;
  const count = Math.min(DEFAULTS.segments, ordered.length);
  for (let segment = 0; segment < count; segment++) {
    const from = Math.floor((segment * ordered.length) / count);
    const to = Math.floor(((segment + 1) * ordered.length) / count);
    const own = ordered.slice(from, to);
    const tokens = own.reduce((sum, row) => sum + row.tokens, 0);
    const shares = (key: (row: Indexed) => string): Record<string, number> => {
      const sums: Record<string, number> = {};
      for (const row of own) sums[key(row)] = (sums[key(row)] ?? 0) + row.tokens;
      return Object.fromEntries(
        Object.entries(sums)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, sum]) => [name, Math.round((sum / tokens) * 1e4) / 1e4]),
      );
    };
    segments.push({
      from_row: from,
      to_row: to,
      from_token: token,
      to_token: token + tokens,
      stages: shares(({ stage }) => stage),
      levels: shares(({ cell }) => String(cell.level)),
    });
    token += tokens;
  }
  return segments;
}

function readmeOf(
  data: readonly { config_name: string }[],
  configs: Readonly<Record<string, number>>,
  { strategy, seed }: ScheduleOptions,
  tokens: number,
): string {
  const header = stringify({ language: ['en'], configs: data });
  const table = Object.entries(configs)
    .map(
      ([name, rows]) => `| \`${name}\` | ${rows} | ${ABOUT[name] ?? 'one stage, all its splits'} |`,
    )
    .join('\n');
  return `---
${header}---

# A curriculum in its orders

The training rows of one dataset, made by Wellspring, in several orders. About ${tokens} tokens (estimated) in \`curriculum\`. Strategy ${strategy}, seed ${seed}.

| configuration | rows | |
| --- | --- | --- |
${table}

\`SCHEDULE.jsonl\` says, hundredth by hundredth, what \`curriculum\` holds by stage and level, by row and by token. \`trainers/\`
has a configuration for each of several trainers, with the switch that keeps the order: most shuffle by default.

\`generator\`, \`level\` and \`seed\` name the task of a row: \`wellspring curriculum score\` scores an answer to it, and
\`wellspring verify\` replays the proof of the dataset that the rows are from.

Whether an order helps is not settled. What the literature and our own small experiment found stands in Wellspring's
docs/curriculum.md; train \`mixed\`, the same rows, as the control.
`;
}

const ABOUT: Readonly<Record<string, string>> = {
  curriculum: 'every training row once, in order',
  mixed: 'the same rows by chance: the control',
  replay: 'the order, with earlier rows coming again: three of ten rows are repeats',
  anneal: 'the hardest quarter with some of all others, for the end of a training',
};
