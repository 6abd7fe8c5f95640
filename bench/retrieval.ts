/**
 * Retrieval, measured: recall of gold passages on two-hop questions over Re-DocRED's own relations; and on synthetic graphs
 * of growing size the time to find communities and to open, the memory, and the latency of each mode.
 * `node --expose-gc bench/retrieval.ts [--questions 1000] [--seed held-out] [--data FILE] [--sizes 10000,100000,1000000] [--json PATH]`.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/core/clock.ts';
import { createRandom } from '../src/core/random.ts';
import { fixed, percent, table, whole } from './harness/table.ts';
import { measureRecall, type Recall } from './retrieval/measure-recall.ts';
import { measureSize, type SizeFigures } from './retrieval/measure-size.ts';
import { readAnnotatedGraph } from './retrieval/redocred-graph.ts';

const { values } = parseArgs({
  options: {
    questions: { type: 'string', default: '1000' },
    seed: { type: 'string', default: 'held-out' },
    data: { type: 'string', default: '../shared/data/text/redocred-dev.json' },
    sizes: { type: 'string', default: '10000,100000,1000000' },
    json: { type: 'string' },
  },
});
const questions = Number(values.questions);
const sizes = values.sizes.split(',').filter(Boolean).map(Number);
if (![questions, ...sizes].every((one) => Number.isSafeInteger(one) && one > 0)) {
  process.stderr.write('--questions and --sizes take whole numbers above 0\n');
  process.exit(2);
}
const print = (text: string): void => void process.stdout.write(`${text}\n\n`);
const machine = {
  date: new Date(systemClock.now()).toISOString().slice(0, 10),
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
};

let recall: Recall | undefined;
if (existsSync(values.data)) {
  recall = await measureRecall(
    readAnnotatedGraph(values.data),
    questions,
    createRandom(values.seed),
  );
  printRecall(recall);
} else {
  print(`Recall is skipped: ${values.data} is absent.`);
}
const bySize: SizeFigures[] = [];
for (const facts of sizes) {
  bySize.push(await measureSize(facts, createRandom(`${values.seed}/${facts}`)));
  process.stderr.write(`${facts} facts: done\n`);
}
if (bySize.length > 0) printSizes(bySize);
if (values.json !== undefined) {
  const figures = { bench: 'retrieval', seed: values.seed, ...machine, recall, bySize };
  writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}

function printRecall({ graph, questions: asked, rows }: Recall): void {
  print(
    `${asked} questions of two hops, whose passages differ, over ${graph.passages} passages, ${graph.entities} entities and ${graph.edges} edges ` +
      `(gold relations). Recall is the share of hops with a gold passage among the first 5 or 10; both: questions with both; facts: hops whose fact is among the first 5. ${machine.date}, Node ${machine.node}, ${machine.cpu}.`,
  );
  print(
    table(
      ['how', 'recall@5', 'recall@10', 'hop 1 @5', 'hop 2 @5', 'both @5', 'facts @5', 'ms'],
      rows.map((row) => [
        row.how,
        percent(row.recallAt5),
        percent(row.recallAt10),
        percent(row.firstHopAt5),
        percent(row.secondHopAt5),
        percent(row.bothAt5),
        percent(row.factsAt5),
        fixed(row.meanMs),
      ]),
    ),
  );
}

function printSizes(all: readonly SizeFigures[]): void {
  print(
    table(
      [
        'facts',
        'entities',
        'passages',
        'communities CPU s',
        'Q',
        'open CPU s',
        'index MiB',
        'peak RSS MiB',
      ],
      all.map((one) => [
        whole(one.facts),
        whole(one.entities),
        whole(one.passages),
        fixed(one.communitiesSeconds),
        fixed(one.modularity, 3),
        fixed(one.openSeconds),
        whole(one.indexMiB),
        whole(one.peakRssMiB),
      ]),
    ),
  );
  print(
    table(
      ['facts', 'mode', 'p50 ms', 'p95 ms', 'most ms'],
      all.flatMap((one) =>
        one.latency.map(({ mode, p50Ms, p95Ms, mostMs }) => [
          whole(one.facts),
          mode,
          fixed(p50Ms),
          fixed(p95Ms),
          fixed(mostMs),
        ]),
      ),
    ),
  );
}
