/**
 * Papers of our own, with their truth: `node bench/papers/generate.ts --seed S --count N --out DIR [--style NAME] [--pages N]
 * [--hyperref yes|no] [--no-marks]`.
 *
 * Writes `S-0.pdf`, `S-0.truth.json` and the source in `S-0/` for each. Needs pdflatex and poppler. `--no-marks` compiles
 * the same papers without the marks, and no truth: the PDF's text and places must be the same.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileDraft } from './compile.ts';
import { type DraftOptions, draftPaper } from './draft/draft-paper.ts';
import { STYLES } from './draft/styles.ts';
import { renderInk } from './ink.ts';
import { resolveTruth } from './resolve.ts';
import type { Truth } from './truth.ts';

export interface MadePaper {
  name: string;
  pdf: string;
  truth: Truth;
}

/** Makes one paper in `folder`: `NAME.pdf`, `NAME.truth.json` and the source in `NAME/`. */
export function makePaper(
  name: string,
  folder: string,
  options: DraftOptions,
  seed = name,
): MadePaper {
  const draft = draftPaper(seed, options);
  const compiled = compileDraft(draft, join(folder, name));
  const pdf = join(folder, `${name}.pdf`);
  copyFileSync(compiled.pdf, pdf);
  const truth = resolveTruth(draft, compiled, renderInk(pdf), `${name}.pdf`);
  writeFileSync(join(folder, `${name}.truth.json`), `${JSON.stringify(truth, null, 1)}\n`);
  return { name, pdf, truth };
}

/** The styles in turn, so that a small count already has different ones. */
export const styleOfPaper = (index: number): string => STYLES[index % STYLES.length]!.name;

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: 'papers' },
      count: { type: 'string', default: '12' },
      out: { type: 'string' },
      style: { type: 'string' },
      pages: { type: 'string' },
      hyperref: { type: 'string' },
      'no-marks': { type: 'boolean', default: false },
    },
  });
  const count = Number(values.count);
  if (
    values.out === undefined ||
    !(count > 0) ||
    (values.style !== undefined && !STYLES.some(({ name }) => name === values.style))
  ) {
    process.stderr.write(
      `--out DIR is needed, --count is a number, --style is one of ${STYLES.map(({ name }) => name).join(', ')}\n`,
    );
    process.exit(2);
  }
  mkdirSync(values.out, { recursive: true });
  for (let index = 0; index < count; index++) {
    const name = `${values.seed}-${index}`;
    const options: DraftOptions = {
      style: values.style ?? styleOfPaper(index),
      ...(values.pages === undefined ? {} : { pages: Number(values.pages) }),
      ...(values.hyperref === undefined ? {} : { hyperref: values.hyperref === 'yes' }),
    };
    if (values['no-marks']) {
      const { pdf } = compileDraft(draftPaper(name, options), join(values.out, name), false);
      copyFileSync(pdf, join(values.out, `${name}.pdf`));
      process.stdout.write(`${name}: ${options.style}, without marks\n`);
      continue;
    }
    const { truth } = makePaper(name, values.out, options);
    process.stdout.write(
      `${name}: ${truth.style}, ${truth.pages.length} pages, ${truth.elements.length} elements\n`,
    );
  }
}
