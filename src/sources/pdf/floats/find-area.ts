/** The space on one side of a caption that its float may take, up to the next running text, heading, caption or region. */
import type { Box } from '../../../core/records/index.ts';
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import { boxAround, insideOf } from '../tables/boxes.ts';
import type { Caption } from './caption.ts';
import type { Graphic } from './graphics.ts';
import type { PageState, Side } from './propose-regions.ts';

/** Space on one side of the caption, up to the next obstacle. */
export function findArea(
  caption: Caption,
  side: Side,
  state: PageState,
  style: DocumentStyle,
): Box | null {
  const { page, kinds, captions, fixed, graphics } = state;
  const { box } = caption;
  let span = spanOf(box, style, page);
  // Captions side by side share the width; so does text that runs beside a caption.
  const text = page.lines.filter((_, at) => kinds[at] === 'body' && !caption.lines.includes(at));
  for (const { box: other } of [...captions, ...text]) {
    const shared = Math.min(box.y + box.height, other.y + other.height) - Math.max(box.y, other.y);
    if (other === box || shared < 0.3 * Math.min(box.height, other.height)) continue;
    if (other.x >= box.x + box.width && other.x < span.right)
      span.right = (box.x + box.width + other.x) / 2;
    else if (other.x + other.width <= box.x && other.x + other.width > span.left)
      span.left = (other.x + other.width + box.x) / 2;
  }
  if (side === 'left' || side === 'right') {
    const span2 = {
      left: style.columns[0]?.left ?? 0,
      right: style.columns.at(-1)?.right ?? page.content.width,
    };
    const area =
      side === 'left'
        ? { x: span2.left, y: box.y - 200, width: box.x - span2.left - 2, height: box.height + 400 }
        : {
            x: box.x + box.width + 2,
            y: box.y - 200,
            width: span2.right - box.x - box.width - 2,
            height: box.height + 400,
          };
    if (area.width < 40) return null;
    const beside = graphics.filter(
      (one) =>
        !one.flat &&
        insideOf(one.box, area) > 0.9 &&
        one.box.y < box.y + box.height &&
        one.box.y + one.box.height > box.y,
    );
    return beside.length === 0 ? null : boxAround(beside.map((one) => one.box));
  }
  const obstacles: Box[] = [
    ...page.lines.flatMap((line, at) =>
      page.roles[at] === 'furniture' ||
      page.roles[at] === 'footnote' ||
      ((kinds[at] === 'body' || kinds[at] === 'heading') &&
        !caption.lines.includes(at) &&
        !isFramed(line.box, graphics, kinds[at] === 'heading' ? 0.5 : 0.95))
        ? [line.box]
        : [],
    ),
    ...captions.filter((one) => one !== caption).map((one) => one.box),
    ...fixed,
  ];
  // A drawing that sticks out of the column takes the whole width with it.
  const wide = graphics.filter(({ box: one, flat }) => {
    if (flat && caption.kind !== 'table') return false;
    const isNear =
      side === 'above'
        ? one.y + one.height <= box.y + 4 && one.y + one.height > box.y - 60
        : one.y >= box.y + box.height - 4 && one.y < box.y + box.height + 60;
    return (
      isNear &&
      one.x < span.right - 4 &&
      one.x + one.width > span.left + 4 &&
      (one.x < span.left - 12 || one.x + one.width > span.right + 12)
    );
  });
  if (wide.length > 0) {
    const reach = boxAround(wide.map((one) => one.box));
    span = {
      left: Math.min(span.left, reach.x),
      right: Math.max(span.right, reach.x + reach.width),
    };
  }
  const blocking = obstacles.filter(
    (one) => one.x < span.right - 2 && one.x + one.width > span.left + 2,
  );
  if (side === 'above') {
    const top = Math.max(
      0,
      ...blocking.filter((one) => one.y + one.height / 2 < box.y).map((one) => one.y + one.height),
    );
    return top >= box.y - 4
      ? null
      : { x: span.left - 6, y: top, width: span.right - span.left + 12, height: box.y - top };
  }
  const from = box.y + box.height;
  const bottom = Math.min(
    page.content.height,
    ...blocking.filter((one) => one.y + one.height / 2 > from).map((one) => one.y),
  );
  return bottom <= from + 4
    ? null
    : { x: span.left - 6, y: from, width: span.right - span.left + 12, height: bottom - from };
}

/** x-range a float may take: its caption's column, or the whole text where the caption crosses columns. */
function spanOf(box: Box, style: DocumentStyle, page: PageLayout): { left: number; right: number } {
  const { columns, bodySize } = style;
  const own = columns.find(
    ({ left, right }) => box.x >= left - bodySize && box.x + box.width <= right + bodySize,
  );
  const whole = {
    left: Math.min(columns[0]?.left ?? 0, box.x),
    right: Math.max(columns.at(-1)?.right ?? page.content.width, box.x + box.width),
  };
  return { ...(own === undefined || columns.length === 1 ? whole : own) };
}

/** Text within a drawn frame is the figure's, however much it looks like the body's. */
function isFramed(line: Box, graphics: readonly Graphic[], least: number): boolean {
  return graphics.some(
    ({ box, flat, parts }) =>
      !flat && parts >= 2 && box.height > 2.5 * line.height && insideOf(line, box) > least,
  );
}
