/**
 * The persona hub, measured: `npm run bench:personas [-- --n 10000000] [--samples 3000] [--seeds 3] [--model-samples 24] [--quick] [--only hub|fidelity|rendered|samples|model]
 * [--pages examples/pages] [--json PATH]`.
 *
 * hub: consecutive personas, their duplicates, speed and memory, and the time of one index. fidelity: a stretch beside its tables.
 * rendered: descriptions beside those of shuffled attributes. samples: conversations at equal count over equal pages, asked by
 * nobody in particular, by personas over and over, or by another persona each time, in the words of programs. model: the same
 * in the words of the small local model.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/core/clock.ts';
import { createRandom } from '../src/core/random.ts';
import { auditHub, mostDeviations } from '../src/methods/personas/hub/audit-hub.ts';
import { describePersona } from '../src/methods/personas/hub/describe-persona.ts';
import { openSampledHub } from '../src/methods/personas/hub/sampled-hub.ts';
import { DEFAULT_PLANS } from '../src/methods/personas/kinds/moves.ts';
import { fixed, percent, table, whole } from './harness/table.ts';
import { countDuplicates, measureSpeed, timeOne } from './personas/count-duplicates.ts';
import { CONDITIONS, generateSamples } from './personas/generate-samples.ts';
import { meanOf, measureTexts, VARIETY_HEAD, varietyCells } from './personas/measure-texts.ts';
import { joinedIn, neverJoined, shuffleAttributes } from './personas/shuffle-attributes.ts';

const { values } = parseArgs({
  options: {
    n: { type: 'string' },
    samples: { type: 'string' },
    seeds: { type: 'string' },
    'model-samples': { type: 'string', default: '24' },
    pages: { type: 'string', default: 'examples/pages' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const { quick } = values;
const PARTS = { hub, fidelity, rendered, samples, model };
const only = values.only?.split(',') ?? Object.keys(PARTS).filter((name) => name !== 'model');
const unknown = only.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined) {
  process.stderr.write(`--only takes of ${Object.keys(PARTS).join(', ')}, got ${unknown}\n`);
  process.exit(2);
}
const print = (text: string): void => void process.stdout.write(`${text}\n\n`);
const tell = (text: string): void => void process.stderr.write(`${text}\n`);
const machine = {
  date: new Date(systemClock.now()).toISOString().slice(0, 10),
  cores: cpus().length,
  node: process.version,
};
const figures: Record<string, unknown> = { bench: 'personas', ...machine, quick };
print('# Personas, measured');
print(`${machine.date}, ${machine.cores} cores, Node ${machine.node}${quick ? ', --quick' : ''}.`);
for (const name of only) {
  figures[name] = await PARTS[name as keyof typeof PARTS]();
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}

function hub(): object {
  const count = Number(values.n ?? (quick ? 200_000 : 10_000_000));
  const sampled = openSampledHub('0');
  const one = timeOne(sampled, 999_999_999);
  const speed = measureSpeed(sampled, count);
  tell(`${whole(count)} personas made`);
  const counted = countDuplicates(sampled, count, (done) => tell(`${whole(done)} compared`));
  print('## The sampled hub');
  print(
    table(
      ['measure', 'value'],
      [
        [`duplicates among ${whole(count)} consecutive personas`, whole(counted.duplicates)],
        ['personas/s, one thread', whole(speed.perSecond)],
        [
          'heap before and after them, MiB',
          `${fixed(speed.heapMiB.before, 1)}, ${fixed(speed.heapMiB.after, 1)}`,
        ],
        ['hashes that the count of duplicates kept, MiB', fixed(counted.hashesMiB, 1)],
        ['`persona(999_999_999)`, the first call, ms', fixed(one.firstMs, 2)],
        ['the median of 20,000 more, µs', fixed(one.medianMicroseconds, 1)],
      ],
    ),
  );
  return { one, speed, ...counted };
}

function fidelity(): object {
  const count = quick ? 20_000 : 200_000;
  const rows = auditHub(openSampledHub('0'), count, 900_000_000).map((row) => ({
    ...row,
    follows: row.worst.deviations < mostDeviations(row.cells),
  }));
  print(`## Fidelity: ${whole(count)} personas from 900,000,000 on`);
  print(
    table(
      [
        'distribution',
        'basis',
        'cells',
        'differs by',
        'chance alone',
        'worst cell',
        'in standard errors',
        'follows',
      ],
      rows.map(({ name, basis, cells, totalVariation, expectedVariation, worst, follows }) => [
        name,
        basis,
        whole(cells),
        percent(totalVariation),
        percent(expectedVariation),
        worst.cell,
        fixed(worst.deviations, 1),
        follows ? 'yes' : 'no',
      ]),
    ),
  );
  return { personas: count, rows };
}

function rendered(): object {
  const count = 5_000;
  const sampled = openSampledHub('0');
  const joined = joinedIn(sampled, 10_000_000, quick ? 50_000 : 500_000);
  const personas = Array.from({ length: count }, (_, index) => sampled.persona(index));
  const shuffled = shuffleAttributes(personas, createRandom('bench/shuffle'));
  const rows = Object.entries({ hub: personas, 'shuffled attributes': shuffled }).map(
    ([name, all]) => ({
      name,
      variety: measureTexts(all.map(describePersona)),
      neverJoined: neverJoined(all, joined),
    }),
  );
  print(`## ${whole(count)} rendered personas`);
  print(
    table(
      ['', ...VARIETY_HEAD, 'with a pair that is never joined'],
      rows.map(({ name, variety, neverJoined: strange }) => [
        name,
        ...varietyCells(variety),
        percent(strange.any),
      ]),
    ),
  );
  print(
    table(
      ['never joined in', ...rows.map(({ name }) => name)],
      Object.keys(rows[0]!.neverJoined.pairs).map((pair) => [
        pair,
        ...rows.map(({ neverJoined: strange }) => percent(strange.pairs[pair]!)),
      ]),
    ),
  );
  return { rows };
}

async function samples(): Promise<object> {
  const seeds = Number(values.seeds ?? (quick ? 1 : 3));
  return compare('template', Number(values.samples ?? (quick ? 300 : 3_000)), seeds, DEFAULT_PLANS);
}

async function model(): Promise<object> {
  return compare('model', Number(values['model-samples']), 1, [['ask', 'answer']]);
}

/** The same count, pages and plans; several seeds, so that one sees what chance does. */
async function compare(
  voice: 'template' | 'model',
  target: number,
  seeds: number,
  plans: readonly (readonly string[])[],
): Promise<object> {
  const rows = [];
  for (const condition of CONDITIONS) {
    const runs = [];
    for (let seed = 1; seed <= seeds; seed++) {
      let told = 0;
      const onProgress = (accepted: number): void => {
        if (accepted < told + target / 4) return;
        told = accepted;
        tell(`${condition}, seed ${seed}: ${accepted} of ${target}`);
      };
      const given = { condition, voice, target, plans, pages: values.pages };
      const made = await generateSamples({ ...given, seed: String(seed), onProgress });
      if (made.accepted < target)
        throw new Error(
          `${condition} gives only ${made.accepted} of ${target}: lower the count, or name more pages`,
        );
      const { asked, whole: all, ...rest } = made;
      runs.push({
        ...rest,
        asked: measureTexts(asked),
        whole: measureTexts(all),
        examples: asked.slice(0, 5),
      });
    }
    rows.push({ condition, runs });
  }
  print(
    `## ${whole(target)} conversations, ${voice === 'model' ? 'asked by SmolLM2-135M-Instruct' : 'asked by programs'}, over ${values.pages}`,
  );
  print(
    [
      seeds > 1
        ? `Means of ${seeds} seeds, and the widest distance of one from them.`
        : 'One seed.',
      plans.map((moves) => moves.join(' ')).join('; '),
    ].join(' Plans: '),
  );
  for (const what of ['asked', 'whole'] as const)
    print(
      table(
        [
          what === 'asked' ? 'what readers say' : 'whole conversations',
          'personas',
          ...VARIETY_HEAD,
        ],
        rows.flatMap(({ condition, runs }) => {
          const { mean, spread } = meanOf(runs.map((run) => run[what]));
          const personas = whole(runs.reduce((sum, run) => sum + run.personas, 0) / runs.length);
          const cells = [[condition, personas, ...varietyCells(mean)]];
          return seeds > 1 ? [...cells, ['±', '', ...varietyCells(spread)]] : cells;
        }),
      ),
    );
  return { target, seeds, plans, rows };
}
