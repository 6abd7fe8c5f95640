import { escapeMarkup } from '../../../core/text/escape-markup.ts';
import type { Paper, PaperElement } from '../paper.ts';
import { gridToHtml } from '../tables/grid-to-html.ts';

const SHOWN = 1_200;

/** Every element as read, in reading order: its kind, words, links and how sure the reader is. */
export function elementList(
  paper: Paper,
  crops: ReadonlyMap<string, string>,
  verdicts: ReadonlyMap<string, string>,
): string {
  const links = new Map<string, string[]>();
  const labelOf = new Map(
    paper.elements.map(({ id, label, text }) => [id, label ?? text.slice(0, 40)]),
  );
  for (const { from, to, kind, by } of paper.links) {
    const text = `${kind} <a href="#${to}">${escapeMarkup(labelOf.get(to) ?? to)}</a> <small>by ${by}</small>`;
    links.set(from, [...(links.get(from) ?? []), text]);
  }
  const rows = paper.elements.map((element, order) =>
    elementRow(
      element,
      order,
      links.get(element.id) ?? [],
      crops.get(element.id),
      verdicts.get(element.id),
    ),
  );
  return `<ol class="elements">${rows.join('\n')}</ol>`;
}

function elementRow(
  { id, kind, text, label, level, table, confidence, because, page }: PaperElement,
  order: number,
  links: readonly string[],
  crop: string | undefined,
  verdict: string | undefined,
): string {
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  const body =
    table === undefined
      ? `<p>${escapeMarkup(shown)}</p>`
      : `<div class="beside">${crop === undefined ? '' : `<img src="${crop}" alt="">`}${gridToHtml(table)}</div>`;
  const picture = table === undefined && crop !== undefined ? `<img src="${crop}" alt="">` : '';
  return `<li id="${id}" class="k-${kind}" data-id="${id}" data-page="${page}"><header><b>${order + 1}</b> <i>${kind}${level === undefined ? '' : ` ${level}`}</i> ${escapeMarkup(label ?? '')} <small title="${escapeMarkup(because.join('; '))}">${Math.round(100 * confidence)} % sure</small>${verdict === undefined ? '' : ` <em class="verdict">${escapeMarkup(verdict)}</em>`}</header>${picture}${body}${links.length > 0 ? `<ul class="links">${links.map((link) => `<li>${link}</li>`).join('')}</ul>` : ''}</li>`;
}
