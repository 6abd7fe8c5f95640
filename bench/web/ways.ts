import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import { decodeText } from '../../src/sources/files/decode-text.ts';
import { convertHtml } from '../../src/sources/files/convert-html.ts';
import { keepLikely } from '../../src/sources/web/extract/choose-content.ts';
import { predict } from '../../src/sources/web/extract/boosted-trees.ts';
import type { ContentModel } from '../../src/sources/web/extract/choose-content.ts';
import { type PageLesson, textOf } from './lessons.ts';

/** The text that a model keeps of a page that was cut into texts before. */
export function keptBy(model: ContentModel, lesson: PageLesson): string {
  const likely = Float64Array.from(lesson.rows, (row) => predict(model.content, row));
  return textOf(lesson, keepLikely(likely, model.threshold));
}

/** All text of a page, its frame included. */
export async function wholePage(html: Uint8Array): Promise<string> {
  const { blocks } = convertHtml(await read(html));
  return blocks.map(({ text }) => text).join('\n');
}

/** What Mozilla's Readability finds, over jsdom, as its README says to use it. Empty where it gives up. */
export async function readability(html: Uint8Array, url: string): Promise<string> {
  const options = {
    virtualConsole: new VirtualConsole(),
    ...(URL.canParse(url) && { url }),
  };
  const dom = new JSDOM(await read(html), options);
  try {
    return new Readability(dom.window.document).parse()?.textContent ?? '';
  } finally {
    dom.window.close();
  }
}

/** What trafilatura (`pip install trafilatura lxml_html_clean`; measured, never a dependency) finds, and its processor seconds; `paths` are gzipped pages. */
export function trafilatura(
  python: string,
  paths: readonly string[],
): { text: string; cpu: number }[] {
  const script = fileURLToPath(new URL('read_by_trafilatura.py', import.meta.url));
  const lines = execFileSync(python, [script], {
    input: paths.join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 29,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function read(html: Uint8Array): Promise<string> {
  return decodeText(html, { markup: true }).catch(() => Buffer.from(html).toString('latin1'));
}
