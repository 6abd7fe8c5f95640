import type { Box } from '../../../core/records/index.ts';
import type { PageContent } from '../../../sources/pdf/engine/page-content.ts';
import { buildLines } from '../../../sources/pdf/layout/build-lines.ts';

/** Words whose middles lie in a box of a page, line by line. */
export function cropText(content: PageContent, box: Box): string {
  const inside = (x: number, y: number): boolean =>
    x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  return buildLines(content)
    .filter((line) => inside(Math.max(line.box.x, box.x), line.box.y + line.box.height / 2))
    .map((line) =>
      [...line.text]
        .filter((_, at) =>
          inside((line.edges[at]! + line.edges[at + 1]!) / 2, line.box.y + line.box.height / 2),
        )
        .join(''),
    )
    .filter((text) => text !== '')
    .join('\n');
}
