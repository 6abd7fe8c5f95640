import { escapeMarkup } from '../../../core/text/escape-markup.ts';
import type { Box } from '../../../core/records/index.ts';
import type { Paper, PaperElement, PaperLink } from '../paper.ts';

export interface PagePicture {
  page: number;
  /** A data URI; null where the page could not be drawn. */
  source: string | null;
}

/** A page with a layer of boxes over its picture: one rectangle a region, its place in reading order, and links as arrows. */
export function pageSheet(paper: Paper, { page, source }: PagePicture): string {
  const health = paper.pages.find((one) => one.page === page)!;
  const { width, height } = health;
  const on = paper.elements.flatMap((element, order) =>
    element.regions
      .filter((region) => region.page === page)
      .map(({ box }, part) => ({ element, order, box, part })),
  );
  const boxes = on.map(({ element, order, box, part }) => drawBox(element, order, box, part));
  const path = on
    .filter(({ element }) => element.kind !== 'furniture')
    .map(
      ({ box }) =>
        `${point(box.x + Math.min(12, box.width / 2))},${point(box.y + Math.min(8, box.height / 2))}`,
    );
  const arrows = paper.links.flatMap((link) => drawLink(paper, link, page));
  const faults = health.faults.map((fault) => `<li>${escapeMarkup(fault)}</li>`).join('');
  return `<section class="page" id="page-${page}">
<h2>Page ${page} <small>${health.text}, ${health.characters} characters${health.unmapped > 0 ? `, ${health.unmapped} unmapped` : ''}</small></h2>
${faults === '' ? '' : `<ul class="faults">${faults}</ul>`}
<div class="sheet" style="aspect-ratio:${point(width)}/${point(height)}">
${source === null ? '<p class="blank">This page could not be drawn.</p>' : `<img src="${source}" alt="Page ${page}">`}
<svg viewBox="0 0 ${point(width)} ${point(height)}" preserveAspectRatio="none">
<g class="boxes">${boxes.join('')}</g>
<polyline class="order" points="${path.join(' ')}"/>
<g class="links">${arrows.join('')}</g>
</svg>
</div>
</section>`;
}

function drawBox({ kind, id, label }: PaperElement, order: number, box: Box, part: number): string {
  const title = escapeMarkup(`${order + 1}. ${kind}${label === null ? '' : ` ${label}`}`);
  return `<g class="box k-${kind}" data-id="${id}"><rect x="${point(box.x)}" y="${point(box.y)}" width="${point(box.width)}" height="${point(box.height)}"><title>${title}</title></rect>${part === 0 ? `<text x="${point(box.x)}" y="${point(box.y - 1)}">${order + 1}</text>` : ''}</g>`;
}

/** A link whose two ends lie on this page is an arrow; one that leaves it is a mark where it starts. */
function drawLink(paper: Paper, link: PaperLink, page: number): string[] {
  const from = paper.elements.find(({ id }) => id === link.from);
  const to = paper.elements.find(({ id }) => id === link.to);
  const start = from?.regions.find((region) => region.page === page)?.box;
  const end = to?.regions.find((region) => region.page === page)?.box;
  if (start === undefined || end === undefined || to === undefined) return [];
  const [x1, y1] = [start.x + start.width / 2, start.y + start.height / 2];
  const [x2, y2] = [end.x + end.width / 2, end.y + end.height / 2];
  return [
    `<line class="l-${link.kind}" x1="${point(x1)}" y1="${point(y1)}" x2="${point(x2)}" y2="${point(y2)}" marker-end="url(#tip)"><title>${link.kind} ${escapeMarkup(to.label ?? to.id)} (by ${link.by})</title></line>`,
  ];
}

function point(value: number): string {
  return value.toFixed(1);
}
