import type { ListMark } from './body-block.ts';
import type { TextLine } from './text-line.ts';

const BULLET = /^([•◦▪▫‣⁃●○■□▶►➢✓∙])\s*/u;
const DASH = /^([–—∗*·⋄-])\s+(?=\S)/u;
const COUNTER = /^(\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+(?=\S)/u;

/** The mark that a line begins with. `sure`: a bullet is one anywhere; the others need an indent or neighbours to tell. */
export function readListMark(line: TextLine): { mark: ListMark; sure: boolean } | null {
  const bullet = BULLET.exec(line.text);
  if (bullet !== null) return { mark: makeMark(bullet, null), sure: true };
  const dash = DASH.exec(line.text);
  if (dash !== null) return { mark: makeMark(dash, null), sure: false };
  const counter = COUNTER.exec(line.text);
  if (counter === null) return null;
  return { mark: makeMark(counter, counter[1]!.replaceAll(/[().]/g, '')), sure: false };
}

function makeMark(match: RegExpExecArray, number: string | null): ListMark {
  return { text: match[1]!, length: [...match[0]].length, number };
}
