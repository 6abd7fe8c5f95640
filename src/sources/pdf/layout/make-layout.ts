import type { PageContent } from '../engine/page-content.ts';
import { buildLines } from './build-lines.ts';
import { markCodeNumbers } from './mark-code-numbers.ts';
import type { PageLayout } from './page-layout.ts';

/** A page with its lines, none of them claimed; the characters are let go. */
export function makeLayout(content: PageContent): PageLayout {
  const lines = buildLines(content);
  markCodeNumbers(lines);
  const { characters: _, ...rest } = content;
  return { content: rest, lines, roles: lines.map(() => null) };
}
