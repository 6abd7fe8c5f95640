import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from '../score/score-paper.ts';
import type { Truth } from '../truth.ts';
import { readLatexTruth } from './read-latex.ts';
import { readS2orcTruth } from './read-s2orc.ts';

/** What the truth of others' papers knows well enough to be asked. */
const LATEX: Measure[] = [
  'order',
  'blocks',
  'headings',
  'headingTree',
  'captions',
  'citesLinked',
  'citesPlain',
  'mentions',
  'sectionMentions',
  'references',
];
// GROBID found 55 of its citations: what it missed would count against a reader that did not.
const S2ORC: Measure[] = ['order', 'blocks', 'references'];

export interface SharedPaper {
  pdf: string;
  truth: Truth;
  measures: readonly Measure[];
}

/** Papers that nobody here wrote, beside the repository; none where they are absent. */
export function sharedPapers(): SharedPaper[] {
  const folder = new URL('../../../../shared/data/papers/', import.meta.url).pathname;
  if (!existsSync(folder)) return [];
  return [
    ...['1706.03762', '1911.02782'].map((name): SharedPaper => {
      const pdf = join(folder, name, 'main.pdf');
      return {
        pdf,
        truth: readLatexTruth(join(folder, name), name, pagesOf(pdf)),
        measures: LATEX,
      };
    }),
    ...['2020.acl-main.207'].map((name): SharedPaper => {
      const pdf = join(folder, `${name}.pdf`);
      return {
        pdf,
        truth: readS2orcTruth(join(folder, `${name}.json`), name, pagesOf(pdf)),
        measures: S2ORC,
      };
    }),
  ];
}

const pagesOf = (pdf: string): number =>
  Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))?.[1]);
