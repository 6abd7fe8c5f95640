/**
 * Trains what tells main content from its surroundings, on saved pages whose main text people reviewed, and writes
 * src/sources/web/extract/weights.json: `node bench/web/train-extractor.ts [--data ../shared/data/web] [--seed 1]`. The same pages
 * and seed give the same file.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/core/random.ts';
import type { BoostedTrees } from '../../src/sources/web/extract/boosted-trees.ts';
import { readGoldPages } from './gold-pages.ts';
import { toLesson } from './lessons.ts';
import { trainModel } from './train-content.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/web' },
    seed: { type: 'string', default: '1' },
  },
});
if (!existsSync(values.data)) {
  process.stderr.write(`there is no ${values.data}\n`);
  process.exit(1);
}
const lessons = await Promise.all(readGoldPages(values.data).map(toLesson));
const model = trainModel(lessons, createRandom(values.seed));
const round = (trees: BoostedTrees): BoostedTrees => ({
  ...trees,
  thresholds: trees.thresholds.map((one) => Number(one.toPrecision(9))),
  leaves: trees.leaves.map((one) => Number(one.toPrecision(4))),
});
const kinds = Object.fromEntries(
  Object.entries(model.kinds).map(([kind, trees]) => [kind, round(trees)]),
);
const path = new URL('../../src/sources/web/extract/weights.json', import.meta.url);
writeFileSync(path, `${JSON.stringify({ ...model, content: round(model.content), kinds })}\n`);
process.stdout.write(
  `${lessons.length} pages, threshold ${model.threshold}, written to src/sources/web/extract/weights.json\n`,
);
