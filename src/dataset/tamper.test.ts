import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openForForgery,
  type OpenedDataset,
  replaceRecord,
  reseal,
} from '../../test/adversary/reseal.ts';
import {
  createRegistry,
  createSmallDataset,
  RECIPE,
  RECIPE_YAML,
  REPORT,
  stream,
} from '../../test/adversary/small-dataset.ts';
import { createRandom } from '../core/random.ts';
import type { Document, Sample } from '../core/records/index.ts';
import { type DuckDb, openDuckDb } from '../core/store/duckdb.ts';
import { verifyDataset } from './verify.ts';
import type { VerifyResult } from './verify-result.ts';
import { writeDataset } from './write.ts';

let base: string;
let intact: string;
let copies = 0;

let duckdb: DuckDb;

const verify = (path: string): Promise<VerifyResult> =>
  verifyDataset(path, { registry: createRegistry(), duckdb });

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'wellspring-tamper-'));
  duckdb = await openDuckDb();
  intact = join(base, 'intact');
  const small = await createSmallDataset();
  await writeDataset({
    dir: intact,
    samples: stream(small.samples),
    report: REPORT,
    recipe: RECIPE,
    recipeYaml: RECIPE_YAML,
    registry: createRegistry(),
    store: small.store,
  });
});
afterAll(() => {
  duckdb.close();
  rmSync(base, { recursive: true, force: true });
});

describe('single bytes', () => {
  it('catches each of 300 random changes, and passes again when the byte is put back', async () => {
    const lanes = await Promise.all([0, 1, 2, 3].map((lane) => changeBytes(lane, 75)));
    expect(lanes.flat()).toEqual([]);
  }, 60_000);

  it('catches bytes put in or taken out', async () => {
    const random = createRandom('lengths');
    const missed: string[] = [];
    for (const name of [
      'manifest.json',
      'README.md',
      'recipe.yaml',
      'proof/samples.jsonl',
      'data/train-00000-of-00001.parquet',
    ]) {
      for (const grow of [true, false]) {
        const dir = copy();
        const bytes = readFileSync(join(dir, name));
        const at = random.integer(bytes.length);
        const changed = grow
          ? Buffer.concat([
              bytes.subarray(0, at),
              Buffer.from([random.integer(256)]),
              bytes.subarray(at),
            ])
          : Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
        writeFileSync(join(dir, name), changed);
        if ((await verify(dir)).totals.failed === 0) missed.push(`${name} at ${at} ${grow}`);
      }
    }
    expect(missed).toEqual([]);
  });
});

const sums = (sample: Sample): boolean => sample.kind === 'sum';
const talks = (sample: Sample): boolean => sample.kind === 'talk';
const pick = (dataset: OpenedDataset, of: (sample: Sample) => boolean): Sample =>
  dataset.samples.filter(of)[3]!;
const span = (sample: Sample) =>
  sample.evidence[0] as Extract<Sample['evidence'][number], { kind: 'span' }>;
const trace = (sample: Sample) =>
  sample.evidence[0] as Extract<Sample['evidence'][number], { kind: 'trace' }>;
const reply = (sample: Sample) => sample.messages.at(-1)!;

describe('forgeries with every seal made anew', () => {
  it('passes when nothing was changed, so that what fails below fails by replay', async () => {
    const dataset = await openForForgery(copy());
    await reseal(dataset);
    expect(await verify(dataset.dir)).toMatchObject({ ok: true, samples: 40, failed: [] });
  });

  const forgeries: Record<string, { edit: (dataset: OpenedDataset) => void; reason: RegExp }> = {
    'a quote': {
      edit: (d) => {
        const sample = pick(d, talks);
        const quote = span(sample).quote.replace('tells', 'yells');
        reply(sample).content = `As the page has it: ${quote}`;
        sample.answer!.value = span(sample).quote = quote;
      },
      reason: /quote differs .* stored .*tells.* quoted .*yells/,
    },
    'an offset': { edit: (d) => void span(pick(d, talks)).start++, reason: /quote differs/ },
    'a block': { edit: (d) => void (span(pick(d, talks)).block = 0), reason: /quote differs/ },
    'the evidence of another sample': {
      edit: (d) => {
        const [one, other] = d.samples.filter(talks);
        [one!.evidence, other!.evidence] = [other!.evidence, one!.evidence];
      },
      reason: /a quote is not in the reply/,
    },
    'the world of another sample': {
      edit: (d) => {
        const [one, other] = d.samples.filter(sums);
        trace(one!).world = trace(other!).world;
      },
      reason: /the world gives \d+, the trace says/,
    },
    'an answer': {
      edit: (d) => void (pick(d, sums).answer!.value = '999'),
      reason: /the answer is 999/,
    },
    'an answer wherever it stands': {
      edit: (d) => {
        const sample = pick(d, sums);
        const old = sample.answer!.value;
        reply(sample).content = (reply(sample).content as string).replace(`is ${old}.`, 'is 999.');
        sample.answer!.value = trace(sample).answer = '999';
      },
      reason: /the world gives/,
    },
    'a question': {
      edit: (d) => void (pick(d, sums).messages[0]!.content = 'What is 1 + 1?'),
      reason: /the question is not/,
    },
    'a reply': {
      edit: (d) => void (reply(pick(d, talks)).content = 'As the page has it: nothing.'),
      reason: /a quote is not in the reply/,
    },
    'evidence taken away': {
      edit: (d) => void (pick(d, talks).evidence = []),
      reason: /must carry evidence of the kind span|carries no evidence/,
    },
    'an own check taken away': {
      edit: (d) => void pick(d, sums).checks.shift(),
      reason: /must carry this check/,
    },
    'a gate’s check taken away': {
      edit: (d) => {
        const sample = pick(d, sums);
        sample.checks = sample.checks.filter((check) => check.name !== 'length@1');
      },
      reason: /its recipe names this gate/,
    },
    'an attested verdict taken away': {
      edit: (d) => {
        const sample = pick(d, sums);
        sample.checks = sample.checks.filter((check) => check.basis !== 'attested');
      },
      reason: /its recipe names this gate/,
    },
    'a failed verdict': {
      edit: (d) => void (pick(d, sums).checks.at(-1)!.verdict = 'fail'),
      reason: /recorded verdict is fail/,
    },
    'an unknown verdict': {
      edit: (d) => void (pick(d, sums).checks.at(-2)!.verdict = 'unknown'),
      reason: /recorded verdict is unknown/,
    },
    'a replayed check called attested': {
      edit: (d) => void (pick(d, sums).checks[0]!.basis = 'attested'),
      reason: /claims to be attested/,
    },
    'the count in a check': {
      edit: (d) => void (pick(d, sums).checks[1]!.detail = { characters: 1 }),
      reason: /the check says 1/,
    },
    'the detail of a dataset gate': {
      edit: (d) => {
        const check = pick(d, sums).checks.find(({ name }) => name === 'exact-duplicates@1')!;
        check.detail = { textHash: 'forged' };
      },
      reason: /it records .*forged.*, and run again the gate gives/,
    },
    'a passage': {
      edit: (d) => {
        const passage = pick(d, talks).context![0]!;
        passage.text = passage.text.replace('river', 'liver');
      },
      reason: /passage differs/,
    },
    'a group moved to another split': {
      edit: (d) => {
        const sample = pick(d, talks);
        sample.split = sample.split === 'train' ? 'test' : 'train';
      },
      reason: /is in (train|test) and in/,
    },
    'a row twice under another assignment': {
      edit: (d) => {
        const twin = structuredClone(pick(d, sums));
        twin.lineage.candidate = 1;
        d.samples.push(twin);
      },
      reason: /run again, the gate says fail/,
    },
    'a row twice': {
      edit: (d) => void d.samples.push(structuredClone(pick(d, sums))),
      reason: /twice|again/,
    },
    'a stored world': {
      edit: (d) => {
        const sample = pick(d, sums);
        const world = d.records.get(trace(sample).world) as { a: number };
        replaceRecord(d, trace(sample).world, { ...world, a: world.a + 1 });
      },
      reason: /the world gives/,
    },
    'a stored document under its old id': {
      edit: (d) => {
        const { document: hash } = span(pick(d, talks));
        const document = structuredClone(d.records.get(hash)) as Document;
        document.blocks[1]!.text = document.blocks[1]!.text.replace('Page', 'Pale');
        replaceRecord(d, hash, document);
      },
      reason: /does not match its own id/,
    },
    'evidence of a kind its prover does not prove': {
      edit: (d) => void (span(pick(d, talks)).prover = 'trace@1'),
      reason: /proves trace, and this is span/,
    },
    'another kind, to escape what its own demands': {
      edit: (d) => {
        const sample = pick(d, sums);
        [sample.method, sample.kind, sample.evidence] = ['personas', 'character', []];
      },
      reason: /carries no evidence/,
    },
  };

  it.each(Object.entries(forgeries))('catches %s', async (_name, { edit, reason }) => {
    const dataset = await openForForgery(copy());
    edit(dataset);
    await reseal(dataset);
    const result = await verify(dataset.dir);
    expect(result.manifest).toBe('intact');
    expect(result.failed.map((finding) => finding.reason).join('\n')).toMatch(reason);
  });

  it('names what it cannot see: a document and all that quotes it, forged together', async () => {
    const dataset = await openForForgery(copy());
    const { document: hash } = span(pick(dataset, talks));
    const uri = (dataset.records.get(hash) as Document).uri;
    for (const [old, record] of Array.from(dataset.records)) {
      if ((record as Document).uri === uri)
        replaceRecord(dataset, old, { ...(record as Document), title: 'Another' });
    }
    await reseal(dataset);
    expect((await verify(dataset.dir)).ok).toBe(true);
  });

  it('calls a forged unknown prover unknown', async () => {
    const dataset = await openForForgery(copy());
    span(pick(dataset, talks)).prover = 'span@9';
    await reseal(dataset);
    expect(await verify(dataset.dir)).toMatchObject({
      ok: false,
      failed: [],
      totals: { unknown: 1 },
    });
  });
});

/** Changes single bytes of a copy, one after the other, and returns those that verify missed. */
async function changeBytes(lane: number, rounds: number): Promise<string[]> {
  const dir = copy();
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const random = createRandom(`bytes ${lane}`);
  const missed: string[] = [];
  for (let round = 0; round < rounds; round++) {
    // Every second change falls on a file drawn evenly, so that small files get their share.
    const path = round % 2 === 0 ? random.pick(files) : drawBySize(files, random.next());
    const bytes = readFileSync(path);
    const at = random.integer(bytes.length);
    const changed = Buffer.from(bytes);
    changed[at] = bytes[at]! ^ (1 + random.integer(255));
    writeFileSync(path, changed);
    const result = await verify(dir);
    if (result.ok || result.totals.failed === 0) missed.push(`${path} byte ${at}`);
    writeFileSync(path, bytes);
  }
  const again = await verify(dir);
  if (!again.ok) missed.push(`with every byte put back: ${JSON.stringify(again.failed[0])}`);
  return missed;
}

function copy(): string {
  const dir = join(base, `copy-${copies++}`);
  cpSync(intact, dir, { recursive: true });
  return dir;
}

function drawBySize(files: string[], at: number): string {
  const sizes = files.map((file) => statSync(file).size);
  let left = at * sizes.reduce((sum, size) => sum + size, 0);
  return files[sizes.findIndex((size) => (left -= size) < 0)] ?? files[0]!;
}
