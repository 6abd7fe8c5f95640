/**
 * Samples of the method `papers` over papers that nobody here wrote: `node bench/papers-samples.ts [--target 300]
 * [--voice template|local] [--papers DIR] [--seed 1] [--workspace DIR] [--show N] [--json PATH]`. Runs a recipe as a user would, verifies the
 * dataset as a user would, and tells which kinds were made, what was refused and why. `--show` prints samples for people to judge.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../src/core/random.ts';
import { messageText, type Sample } from '../src/core/records/index.ts';
import { verifyDataset } from '../src/dataset/index.ts';
import { PAPER_KINDS } from '../src/methods/papers/options.ts';
import { parseRecipe } from '../src/recipe/load.ts';
import { proofRegistry } from '../src/recipe/registry.ts';
import { runRecipe } from '../src/recipe/run-recipe.ts';
import { percent, table, whole } from './harness/table.ts';

const { values } = parseArgs({
  options: {
    target: { type: 'string', default: '300' },
    voice: { type: 'string', default: 'template' },
    papers: { type: 'string', default: '../shared/data/papers' },
    seed: { type: 'string', default: '1' },
    workspace: { type: 'string' },
    show: { type: 'string', default: '0' },
    json: { type: 'string' },
  },
});
const folder = resolve(values.papers);
if (!existsSync(folder)) {
  process.stderr.write(`skipped: there is no ${folder}\n`);
  process.exit(0);
}
let told = 0;
const isLocal = values.voice === 'local';
const dir = values.workspace ?? mkdtempSync(join(tmpdir(), 'wellspring-bench-papers-'));
try {
  const papers = copyPapers();
  const started = performance.now();
  const { report, paths, result } = await run();
  const seconds = (performance.now() - started) / 1000;
  const samples = readdirSync(paths.accepted)
    .toSorted()
    .flatMap((name) => readLines(join(paths.accepted, name)));
  const verifying = performance.now();
  const verified = await verifyDataset(paths.dataset, { registry: proofRegistry() });
  const [part] = report.parts;
  const summary = {
    bench: 'papers-samples',
    machine: cpus()[0]?.model,
    node: process.version,
    voice: values.voice,
    seed: values.seed,
    papers,
    target: Number(values.target),
    end: result.end.kind,
    accepted: samples.length,
    seconds: Math.round(seconds),
    verified: {
      ok: verified.ok,
      samples: verified.samples,
      failed: verified.failed.length,
      checked: verified.checked,
      seconds: Math.round((performance.now() - verifying) / 1000),
    },
    material: part!.material,
    rejected: part!.rejected,
    kinds: count(samples.map(({ kind }) => kind)),
    forms: count(
      samples.flatMap(({ tags }) => (typeof tags['form'] === 'string' ? [tags['form']] : [])),
    ),
    voices: count(samples.map(({ voice }) => voice)),
    bases: count(samples.map(({ answer }) => answer?.basis ?? 'none')),
    textAnswerable: count(
      samples.flatMap(({ tags }) =>
        typeof tags['text-answerable'] === 'string' ? [tags['text-answerable']] : [],
      ),
    ),
  };
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify(summary, null, 2)}\n`);
  process.stdout.write(
    `${whole(samples.length)} of ${values.target} samples from ${papers.length} papers in ${summary.seconds} s (${result.end.kind}); verify: ${verified.ok ? 'holds' : 'FAILS'}, ${whole(verified.checked)} proofs in ${summary.verified.seconds} s\n\n`,
  );
  process.stdout.write(
    `${table(
      ['kind', 'samples', 'share'],
      PAPER_KINDS.map((kind) => [
        kind,
        whole(summary.kinds[kind] ?? 0),
        percent((summary.kinds[kind] ?? 0) / Math.max(1, samples.length)),
      ]),
    )}\n\n`,
  );
  process.stdout.write(
    `${table(
      ['refused because', 'times'],
      Object.entries(summary.rejected).map(([reason, times]) => [reason, whole(times)]),
    )}\n`,
  );
  for (const sample of createRandom('show').shuffle(samples).slice(0, Number(values.show)))
    show(sample);
  if (!verified.ok) process.exitCode = 1;
} finally {
  if (values.workspace === undefined) rmSync(dir, { recursive: true, force: true });
}

/** PDFs under names that tell them apart; other files of the folder are no papers. */
function copyPapers(): string[] {
  const into = join(dir, 'papers');
  mkdirSync(into, { recursive: true });
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.pdf'))
    .toSorted()
    .map((name) => {
      const own = basename(name) === 'main.pdf' ? `${basename(dirname(name))}.pdf` : basename(name);
      cpSync(join(folder, name), join(into, own));
      return own;
    });
}

async function run() {
  const content = {
    name: 'papers-samples',
    seed: values.seed,
    target: Number(values.target),
    sources: { papers: { type: 'pdf', path: 'papers', license: 'CC-BY-4.0' } },
    ...(isLocal && { models: { writer: { provider: 'local', model: 'smollm2-135m-instruct' } } }),
    // No split: questions over two papers need both.
    splits: { validation: 0, test: 0 },
    parts: [
      {
        name: 'questions',
        method: 'papers',
        uses: ['papers'],
        options: { voice: isLocal ? 'model' : 'template' },
      },
    ],
    gates: [{ gate: 'length', assistant: { minWords: 1 } }, { gate: 'exact-duplicates' }],
  };
  const text = JSON.stringify(content);
  const recipe = await parseRecipe(text, 'the recipe of this benchmark');
  return runRecipe({
    loaded: { recipe, text, baseDir: dir },
    workspaceDir: join(dir, 'runs'),
    signal: new AbortController().signal,
    onStatus: ({ accepted }) => tell(accepted),
  });
}

function tell(accepted: number): void {
  if (accepted < told + 20) return;
  told = accepted;
  process.stderr.write(`${whole(accepted)} samples …\n`);
}

function readLines(path: string): Sample[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Sample);
}

function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function show({ kind, messages, answer }: Sample): void {
  const [user, assistant] = messages as [Sample['messages'][number], Sample['messages'][number]];
  const asked = messageText(user);
  const pictures = Array.isArray(user.content)
    ? user.content.filter(({ type }) => type === 'image').length
    : 0;
  process.stdout.write(
    `\n[${kind}]${pictures > 0 ? ' (picture)' : ''} …${asked.slice(-500)}\n> ${messageText(assistant)}\n= ${answer?.value}\n`,
  );
}
