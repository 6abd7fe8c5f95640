import { escapeMarkup } from '../../../core/text/escape-markup.ts';
import { ELEMENT_KINDS, type Paper } from '../paper.ts';
import { elementList } from './element-list.ts';
import { LOOK_SCRIPT, LOOK_STYLE } from './look-style.ts';
import { type PagePicture, pageSheet } from './page-sheet.ts';

export interface Looked {
  paper: Paper;
  pages: readonly PagePicture[];
  /** Pictures of figures, tables and equations, as data URIs, by the element's id. */
  crops: ReadonlyMap<string, string>;
  /** What a vision model's claims about an element came to, by the element's id. */
  verdicts: ReadonlyMap<string, string>;
  /** What the page is called: the file's name. */
  name: string;
}

/**
 * A paper as one HTML page that needs nothing else: every page with boxes by kind, reading order and links, and beside it what
 * was read. All words of the paper are escaped; the page's policy lets no script run but its own.
 */
export function drawPaper({ paper, pages, crops, verdicts, name }: Looked): string {
  const kinds = ELEMENT_KINDS.map((kind) => ({
    kind,
    count: paper.elements.filter((element) => element.kind === kind).length,
  })).filter(({ count }) => count > 0);
  const toggles = kinds
    .map(
      ({ kind, count }) =>
        `<label class="k-${kind}"><input type="checkbox" checked data-kind="${kind}"> ${kind} ${count}</label>`,
    )
    .join(' ');
  const counts = new Map<string, number>();
  for (const { kind, by } of paper.links)
    counts.set(`${kind} by ${by}`, (counts.get(`${kind} by ${by}`) ?? 0) + 1);
  const links = [...counts].map(([what, count]) => `${count} ${what}`).join(', ');
  return `<!doctype html>
<html lang="${escapeMarkup(paper.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${LOOK_SCRIPT.hash}'">
<title>${escapeMarkup(paper.title === '' ? name : paper.title)}</title>
<style>${LOOK_STYLE}</style>
</head>
<body>
<header class="top">
<h1>${escapeMarkup(paper.title === '' ? name : paper.title)}</h1>
<p>${escapeMarkup(paper.authors.map((author) => author.name).join(', '))}</p>
<p><small>${escapeMarkup(name)} · ${paper.pages.length} pages · ${paper.elements.length} elements · links: ${escapeMarkup(links === '' ? 'none' : links)} · read by ${escapeMarkup(paper.reader)}${paper.active.length > 0 ? ` · not opened: ${escapeMarkup(paper.active.join(', '))}` : ''}</small></p>
<nav>${toggles} <label><input type="checkbox" data-layer="order"> reading order</label> <label><input type="checkbox" data-layer="links"> links</label></nav>
</header>
<main>
<div class="pages"><svg width="0" height="0"><defs><marker id="tip" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0L6 3L0 6z"/></marker></defs></svg>
${pages.map((page) => pageSheet(paper, page)).join('\n')}</div>
${elementList(paper, crops, verdicts)}
</main>
<script>${LOOK_SCRIPT.text}</script>
</body>
</html>
`;
}
