/**
 * Samples of the method `personas` over pages that nobody here wrote: `node bench/personas-samples.ts [--voice template|local] [--target 300]
 * [--pages DIR] [--seed 5] [--workspace DIR] [--show N] [--sabotage ROUNDS] [--json PATH [--name NAME]]`. The pages go through the crawler
 * into an archive, a recipe runs over that as a user would run it, and `verify` reads the dataset. Tells what was made, what was refused
 * and why. `--workspace` goes on where an earlier call stopped. `--sabotage` changes copies of the dataset and of its archived pages, with
 * every hash made anew. `--json` keeps the results of several runs in one file, by name.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../src/core/random.ts';
import { messageText, type Sample } from '../src/core/records/index.ts';
import { table, whole } from './harness/table.ts';
import { agree } from './personas/agree.ts';
import { countWords } from './personas/count-words.ts';
import { runOverCrawl } from './personas/run-over-crawl.ts';
import { sabotage, type Sabotage } from './personas/sabotage.ts';

const { values } = parseArgs({
  options: {
    voice: { type: 'string', default: 'template' },
    target: { type: 'string', default: '300' },
    pages: { type: 'string', default: '../shared/data/web/pages' },
    seed: { type: 'string', default: '5' },
    workspace: { type: 'string' },
    show: { type: 'string', default: '0' },
    sabotage: { type: 'string', default: '0' },
    json: { type: 'string' },
    name: { type: 'string' },
  },
});
const pages = resolve(values.pages);
if (!existsSync(pages)) {
  process.stderr.write(`skipped: there is no ${pages}\n`);
  process.exit(0);
}
const recipes = { template: 'personas.yaml', local: 'personas-local.yaml' };
if (!Object.hasOwn(recipes, values.voice)) {
  process.stderr.write('--voice is template or local\n');
  process.exit(2);
}
const recipe = recipes[values.voice as keyof typeof recipes];
let told = 0;
const dir = values.workspace ?? mkdtempSync(join(tmpdir(), 'wellspring-bench-personas-'));
try {
  const { samples, report, verified, ...run } = await runOverCrawl({
    pages,
    recipe: new URL(`../recipes/${recipe}`, import.meta.url),
    target: Number(values.target),
    seed: values.seed,
    dir,
    onAccepted: tell,
  });
  const [part] = report.parts;
  const summary = {
    bench: 'personas-samples',
    machine: cpus()[0]?.model,
    node: process.version,
    voice: values.voice,
    seed: values.seed,
    saved: run.saved,
    crawl: run.crawl,
    sourceSkips: report.sourceSkips,
    material: part!.material,
    target: Number(values.target),
    end: run.end,
    assignments: part!.assignments,
    exhausted: part!.exhausted,
    accepted: samples.length,
    seconds: Math.round(run.seconds),
    verified: {
      ok: verified.ok,
      samples: verified.samples,
      checked: verified.checked,
      replayed: verified.replayed,
      ...verified.totals,
      seconds: Math.round(run.verifySeconds),
    },
    rejected: part!.rejected,
    skipped: part!.skipped,
    kinds: countWords(samples.map(({ kind }) => kind)),
    plans: countWords(samples.map(planOf)),
    voices: countWords(samples.map(({ voice }) => voice)),
    languages: countWords(samples.map(({ tags }) => String(tags['language']))),
    documents: new Set(samples.map(({ tags }) => String(tags['document']))).size,
    personas: new Set(samples.map(({ tags }) => String(tags['persona']))).size,
    agreement: await agree(samples),
    calls: report.models.map(({ model, calls, usage }) => ({ model, calls, ...usage })),
    turns: samples.reduce((sum, { messages }) => sum + messages.length, 0),
  };
  const rounds = Number(values.sabotage);
  const sabotaged =
    rounds > 0 ? await sabotage(run.dataset, join(dir, 'sabotaged'), rounds) : undefined;
  if (values.json !== undefined)
    keep(values.json, { ...summary, ...(sabotaged && { sabotage: sabotaged }) });
  process.stdout.write(
    `${whole(samples.length)} of ${values.target} conversations (${whole(summary.turns)} messages) over ${whole(summary.documents)} of ${run.saved} pages in ${summary.seconds} s (${run.end}); verify: ${verified.ok ? 'holds' : 'FAILS'}, ${whole(verified.checked)} proofs in ${summary.verified.seconds} s\n\n`,
  );
  const { agreement } = summary;
  process.stdout.write(
    `Of ${whole(agreement.samples)} with a language, ${whole(agreement.script)} are in its script throughout, and ${whole(agreement.identified)} are recognised as it.\n\n`,
  );
  const counted: [string, Record<string, number>][] = [
    ['pages that the crawler left', run.crawl.left],
    ['pages that the source left', report.sourceSkips],
    ['plan', summary.plans],
    ['language', summary.languages],
    ['recognised otherwise', agreement.otherwise],
    ['refused because', summary.rejected],
  ];
  for (const [head, counts] of counted) {
    if (Object.keys(counts).length === 0) continue;
    process.stdout.write(
      `${table(
        [head, 'times'],
        Object.entries(counts).map(([what, times]) => [what, whole(times)]),
      )}\n\n`,
    );
  }
  if (sabotaged !== undefined) tellSabotage(sabotaged);
  for (const sample of createRandom('show').shuffle(samples).slice(0, Number(values.show)))
    show(sample);
  if (!verified.ok) process.exitCode = 1;
} finally {
  if (values.workspace === undefined) rmSync(dir, { recursive: true, force: true });
}

/** Results of several runs stand in one file, each under its own name. */
function keep(path: string, summary: object): void {
  const before: object = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const content = { ...before, [values.name ?? values.voice]: summary };
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}

function tell(accepted: number): void {
  if (accepted < told + 20) return;
  told = accepted;
  process.stderr.write(`${whole(accepted)} conversations …\n`);
}

function tellSabotage({ samples, archive, recall, wrong }: Sabotage): void {
  const parts = { 'changed in samples': samples, 'changed in the archive': archive, recall };
  for (const [head, rows] of Object.entries(parts))
    process.stdout.write(
      `${table(
        [head, 'made', 'caught'],
        rows.map(({ change, made, caught }) => [change, whole(made), whole(caught)]),
      )}\n\n`,
    );
  for (const line of wrong) process.stdout.write(`${line}\n`);
  const missed = [...samples, ...archive].some(({ made, caught }) => caught < made);
  if (missed) process.exitCode = 1;
}

/** The plan as its draft records it: `ask, answer, …`. */
function planOf({ checks }: Sample): string {
  const moves = checks.find(({ name }) => name === 'persona-draft@1')?.detail?.['moves'];
  return Array.isArray(moves) ? moves.join(', ') : 'none';
}

function show({ tags, messages }: Sample): void {
  process.stdout.write(`\n[${tags['persona']}, ${tags['document']}]\n`);
  for (const message of messages)
    process.stdout.write(`${message.role === 'user' ? '>' : '='} ${messageText(message)}\n`);
}
