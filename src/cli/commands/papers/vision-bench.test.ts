import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour, ChatRequest, FakeCall } from '../../../../test/fake-endpoint/script.ts';
import {
  type FakeEndpoint,
  startFakeEndpoint,
} from '../../../../test/fake-endpoint/start-fake-endpoint.ts';
import { callCli } from '../../../../test/fixtures/call-cli.ts';
import { EXAMPLE_PAPERS } from '../../../../test/fixtures/papers-run.ts';
import { sha256 } from '../../../core/hash.ts';
import { createRandom } from '../../../core/random.ts';
import { drawElements, type KnownElement } from '../../../methods/papers/vision/draw-elements.ts';
import type { VisionBench } from '../../../recipe/bench-vision.ts';
import { encodePicture } from '../../../sources/pdf/engine/encode-picture.ts';
import { openPdf } from '../../../sources/pdf/engine/open-pdf.ts';
import { readPaper } from '../../../sources/pdf/read-paper.ts';
import { gridPositions } from '../../../sources/pdf/tables/grid-positions.ts';

const FIXTURES = fileURLToPath(new URL('../../../../test/fixtures/papers', import.meta.url));
const COUNT = 210;

/** What a model did to an element, and the verdict that it must get. */
const CONDUCTS = [
  'honest',
  'honest',
  'honest',
  'changes a number',
  'invents a number',
  'leaves half out',
  'repeats itself',
  'is cut off',
  'refuses',
] as const;
type Conduct = (typeof CONDUCTS)[number];
const VERDICT: Partial<Record<Conduct, RegExp>> = {
  honest: /^supported$/u,
  'invents a number': /^fabricated$/u,
  'leaves half out': /^omitted$/u,
  'repeats itself': /^failed$/u,
  'is cut off': /^failed$/u,
  refuses: /^failed$/u,
};

interface Seen {
  known: KnownElement;
  conduct: Conduct;
}

let dir: string;
let papers: string;
let endpoint: FakeEndpoint;
/** What stands in each picture, by its hash. */
const pictures = new Map<string, Seen>();

function pictureOf({ messages }: ChatRequest): string {
  const parts = messages.at(-1)!.content as { type: string; image_url?: { url: string } }[];
  const { url } = parts.find(({ type }) => type === 'image_url')!.image_url!;
  expect(url).toMatch(/^data:image\/png;base64,/u);
  return sha256(new Uint8Array(Buffer.from(url.split(',')[1]!, 'base64')));
}

/** The task's claim over a text; of a table, over its cells. */
function claimOf({ known }: Seen, edit: (text: string) => string): string {
  if (known.task === 'text') return JSON.stringify({ text: edit(known.element.text) });
  const rows = gridPositions(known.element.table!).map((row, line) =>
    row.map((cell, at) =>
      cell === undefined || cell.column !== at || cell.row !== line ? '' : edit(cell.text),
    ),
  );
  return JSON.stringify({ headerRows: 1, rows });
}

const hasNumber = ({ element }: KnownElement): boolean =>
  element.table === undefined
    ? /\d\d/u.test(element.text)
    : element.table.cells.some(({ text }) => /\d\d/u.test(text));

const say = (text: string): Behaviour => ({ kind: 'reply', text });

function reply(call: FakeCall): Behaviour {
  const seen = pictures.get(pictureOf(call.body as ChatRequest));
  // Drawn from one paper alone, elements are others.
  if (seen === undefined) return { kind: 'refusal' };
  const { conduct, known } = seen;
  if (conduct === 'is cut off') return { kind: 'length' };
  if (conduct === 'refuses') return { kind: 'refusal' };
  if (known.task === 'equation')
    return say(JSON.stringify({ latex: conduct === 'honest' ? '\\frac{a}{' : 'Ω = \\aleph' }));
  switch (conduct) {
    case 'honest':
      return say(claimOf(seen, (text) => text));
    case 'invents a number':
      return say(claimOf(seen, (text) => (text === '' ? '' : `${text} 918273645`)));
    case 'leaves half out':
      return say(claimOf(seen, (text) => text.slice(0, text.length / 2).replace(/\S*$/u, '')));
    case 'repeats itself':
      return say(claimOf(seen, (text) => `${text} and so on and on again`.repeat(40)));
    default: {
      // One digit of one number, so that it is near what stands there.
      let left = 1;
      return say(
        claimOf(seen, (text) =>
          text.replace(/\d(?=\d)/u, (digit) =>
            left-- > 0 ? `${(Number(digit) + 1) % 10}` : digit,
          ),
        ),
      );
    }
  }
}

const bench = (...argv: string[]) => benchOn(papers, ...argv);
const benchOn = (path: string, ...argv: string[]) =>
  callCli([
    'papers',
    'vision-bench',
    path,
    '--base-url',
    endpoint.url,
    '--model',
    'my-vlm',
    ...argv,
  ]);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vision-bench-'));
  papers = join(dir, 'papers');
  mkdirSync(papers);
  for (const from of [FIXTURES, EXAMPLE_PAPERS])
    for (const name of readdirSync(from))
      if (name.endsWith('.pdf')) copyFileSync(join(from, name), join(papers, name));
  const read = [];
  for (const name of readdirSync(papers).toSorted()) {
    const bytes = new Uint8Array(readFileSync(join(papers, name)));
    read.push({ bytes, paper: await readPaper(bytes, { ocr: 'off' }) });
  }
  const drawn = drawElements(
    read.map(({ paper }) => paper),
    COUNT,
    createRandom('0'),
  );
  for (const [at, { bytes }] of read.entries()) {
    const pdf = await openPdf(bytes);
    for (const known of drawn.filter(({ paper }) => paper === at)) {
      const { page, box } = known.element;
      const png = await encodePicture(pdf.renderArea(page, box, { scale: 2, padding: 2 }));
      pictures.set(sha256(png), {
        known,
        conduct: CONDUCTS[pictures.size % CONDUCTS.length]!,
      });
    }
    pdf.close();
  }
  endpoint = await startFakeEndpoint({ behave: reply });
}, 120_000);
afterAll(async () => {
  await endpoint.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('wellspring papers vision-bench', () => {
  it('scores a model on 200 elements and more: each conduct gets its verdict, and nothing is paid twice', async () => {
    const argv = ['--n', String(COUNT), '--json', '--workspace', join(dir, 'runs')];
    const { code, stdout } = await bench(...argv);
    expect(code).toBe(0);
    const told = JSON.parse(stdout) as VisionBench;
    expect(told.model).toMatch(/my-vlm/u);
    expect(told.elements).toBe(COUNT);
    expect(told.claims.length).toBeGreaterThanOrEqual(200);
    const wrong: string[] = [];
    for (const claim of told.claims) {
      const { conduct, known } = pictures.get(claim.picture)!;
      const expected =
        known.task === 'equation' && (VERDICT[conduct]?.source ?? '') !== '^failed$'
          ? // A formula that does not parse; one whose signs are not in the picture.
            conduct === 'honest'
            ? /^failed$/u
            : /^fabricated$/u
          : known.task === 'equation' && conduct === 'repeats itself'
            ? /^fabricated$/u
            : conduct === 'changes a number'
              ? hasNumber(known)
                ? /^(?:substituted|fabricated)$/u
                : /^supported$/u
              : VERDICT[conduct]!;
      if (!expected.test(claim.verdict))
        wrong.push(`${known.task} ${conduct}: ${claim.verdict}: ${claim.because.join('; ')}`);
      expect(claim.routed).toEqual(['its truth is known']);
    }
    expect(wrong).toEqual([]);
    const changed = told.claims.filter(
      ({ picture, task }) =>
        task !== 'equation' && pictures.get(picture)!.conduct === 'changes a number',
    );
    expect(changed.some(({ verdict }) => verdict === 'substituted')).toBe(true);
    for (const { task, asked, verdicts } of told.scores)
      expect([task, Object.values(verdicts).reduce((sum, one) => sum + one, 0)]).toEqual([
        task,
        asked,
      ]);

    const before = endpoint.stats().requests;
    expect(JSON.parse((await bench(...argv)).stdout)).toEqual(told);
    expect(endpoint.stats().requests).toBe(before);
  }, 240_000);

  it('says in a table what came of each task, and that few elements say little', async () => {
    const { stdout, stderr } = await benchOn(
      join(papers, 'ieee.pdf'),
      '--n',
      '6',
      '--workspace',
      join(dir, 'few'),
    );
    expect(stdout).toMatch(/supported\s+substituted\s+omitted\s+fabricated\s+failed/u);
    expect(stdout).toMatch(/^\W*table\b/mu);
    expect(stderr).toMatch(/only 6 elements: fewer than 200/u);
  }, 120_000);

  it('wants a model', async () => {
    const { code, stderr } = await callCli(['papers', 'vision-bench', papers]);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/needs --model NAME/u);
  });
});
