import { escapeMarkup } from '../../core/text/escape-markup.ts';
import { percent, whole } from '../output/figures.ts';
import type { CrawlMap, MappedPage } from './collect-map.ts';
import type { HostManners } from './count-hosts.ts';
import { drawGain, drawHarvest } from './draw-curves.ts';
import { drawDrift } from './draw-drift.ts';
import { bar, linkTo } from './draw-page-name.ts';
import { drawTree } from './draw-tree.ts';
import { MAP_STYLE } from './map-style.ts';
import { figuresOfMap } from './figures-of-map.ts';

export interface MapLimits {
  /** Pages in the tree, and in each reader's list, at most. */
  pages: number;
}

/**
 * A crawl as one page that needs nothing else: no script, no outside resource, everything that pages said escaped. The same
 * crawl gives the same bytes.
 */
export function drawMap(map: CrawlMap, limits: MapLimits): string {
  const { pages, readers, trends, hosts } = map;
  const figures = figuresOfMap(map);
  const shown = [
    ['pages read', whole(figures.pages)],
    ['worth of a page, mean', percent(figures.meanWorth)],
    ['new in a page, mean', figures.meanFresh === null ? '–' : percent(figures.meanFresh)],
    ['copies', whole(figures.copies)],
    ['hosts', whole(figures.hosts)],
    ['shortest pause', figures.leastPauseMs === null ? '–' : `${whole(figures.leastPauseMs)} ms`],
    ['left by rules', whole(figures.refused)],
    ['left as traps', whole(figures.traps)],
  ].map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
  const from = map.seeds.map((seed) => escapeMarkup(seed)).join(', ');
  const ended =
    map.ended === null
      ? 'It has not ended yet.'
      : `It ended because ${escapeMarkup(map.ended.because)}.`;
  const title = `What ${readers.length === 1 ? escapeMarkup(readers[0]!.name) : `${whole(readers.length)} personas`} read`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="referrer" content="no-referrer">
<title>${title}</title><style>${MAP_STYLE}</style></head>
<body><main><h1>${title}</h1><p>From ${from || 'unknown seeds'}. ${ended}</p>
<dl class="figures">${shown.join('')}</dl>
${pages.length === 0 ? '<h2>Nothing was read</h2><p>The tables below say what was left, and why.</p>' : drawReading(map, limits)}
<h2>Sudden subjects</h2>${
    trends.length === 0
      ? '<p>No feed was read, or none spoke suddenly of anything.</p>'
      : `<p>What the feeds spoke of all at once; links about it came sooner.</p><ul class="chips">${trends.map(({ term, entries }) => `<li>${escapeMarkup(term)} <span class="why">${whole(entries)}</span></li>`).join('')}</ul>`
  }
${drawForks(map, limits)}<h2>Manners</h2><p>What the log says of each host. A pause is counted from the end of one visit to the beginning of the next.</p>
<div class="card scroll">${hostTable(hosts)}</div>
<div class="pair">${reasons('Left by rules', map.refused)}${reasons('Failed', map.failed)}${reasons('Left as traps', map.traps)}</div>
</main></body></html>
`;
}

function drawReading({ pages, readers }: CrawlMap, limits: MapLimits): string {
  const first = pages.slice(0, limits.pages);
  const left =
    pages.length > first.length
      ? `<p>The first ${whole(first.length)} of ${whole(pages.length)} pages; --most shows more.</p>`
      : '';
  return `<h2>Harvest</h2><div class="pair"><div class="card"><h3>Worth gathered</h3>${drawHarvest(pages)}<p class="why"><span class="key"></span>as the pages were read; dashed: at an even pace</p></div>
<div class="card"><h3>Gain of each page</h3>${drawGain(pages)}<p class="why"><span class="key"></span>worth to whoever gained most <span class="key b"></span>share that nobody had read</p></div></div>
<h2>Interests, and what became of them</h2><p>A row a term, from the first page to the last: the darker, the more it counts. • it came with; the others were learned from pages. The number is what is left at the end.</p>
<div class="pair">${readers.map((reader) => `<div class="card"><h3>${escapeMarkup(reader.name)}</h3><p class="why">${escapeMarkup(reader.words.join('; '))}${reader.done === null ? '' : ` — sated: ${escapeMarkup(reader.done)}`}</p>${drawDrift(reader)}</div>`).join('\n')}</div>
<h2>What was read, in which order, and why</h2>${left}
${readers
  .map(({ name }, at) => {
    const own = pages.filter((page) => page.readers.includes(name));
    const listed = own.slice(0, limits.pages);
    const rest = own.length > listed.length ? `, the first ${whole(listed.length)} here` : '';
    return `<details class="card"${at === 0 ? ' open' : ''}><summary>${escapeMarkup(name)}: ${whole(own.length)} pages${rest}</summary><div class="scroll">${readingTable(listed)}</div></details>`;
  })
  .join('\n')}
<h2>Which page led to which</h2>${left}<div class="card">${drawTree(first)}</div>`;
}

function drawForks({ forks, pages }: CrawlMap, limits: MapLimits): string {
  if (forks.length === 0) return '';
  const titles = new Map(pages.map(({ url, title }) => [url, title]));
  const name = (url: string): string => linkTo({ url, title: titles.get(url) ?? null });
  const byModel = forks.filter(({ by }) => by === 'model').length;
  const rows = forks
    .slice(0, limits.pages)
    .map(
      ({ url, chosen, links, because }) =>
        `<tr><td class="t">${name(url)}</td><td class="t">${name(chosen)}<div class="why">${escapeMarkup(because)}</div></td><td class="n">${whole(links.length)}</td></tr>`,
    );
  return `<h2>Forks</h2><p>Where several links promised alike: ${whole(byModel)} of ${whole(forks.length)} were decided by a model, the others by the score.</p><div class="card scroll"><table><thead><tr><th>on</th><th>chosen</th><th class="n">of</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>
`;
}

function readingTable(pages: readonly MappedPage[]): string {
  const rows = pages.map(
    (page) =>
      `<tr><td class="n">${page.order}</td><td class="t">${linkTo(page)}<div class="why">${escapeMarkup(page.because.join('; '))}</div></td><td class="wide">${bar(page.worth)}</td><td class="n">${page.worth.toFixed(2)}</td><td class="n wide">${page.score.toFixed(2)}</td><td class="n wide">${page.depth}</td></tr>`,
  );
  return `<table><thead><tr><th class="n">no.</th><th>page</th><th class="wide"></th><th class="n">worth</th><th class="n wide">foretold</th><th class="n wide">steps</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function hostTable(hosts: readonly HostManners[]): string {
  const rows = hosts.map(
    ({ host, visits, pages, leastPauseMs, together, refused, failed, traps }) =>
      `<tr><td class="t">${escapeMarkup(host)}</td><td class="n">${whole(visits)}</td><td class="n">${whole(pages)}</td><td class="n">${leastPauseMs === null ? '–' : `${whole(leastPauseMs)} ms`}</td><td class="n${together > 0 ? ' bad' : ''}">${whole(together)}</td><td class="n">${whole(refused)}</td><td class="n">${whole(failed)}</td><td class="n">${whole(traps)}</td></tr>`,
  );
  return `<table><thead><tr><th>host</th><th class="n">visits</th><th class="n">pages</th><th class="n">shortest pause</th><th class="n">two at once</th><th class="n">left by rules</th><th class="n">failed</th><th class="n">traps</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

const MOST_REASONS = 12;

function reasons(title: string, counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts);
  const rows = all
    .slice(0, MOST_REASONS)
    .map(
      ([because, count]) =>
        `<tr><td class="t">${escapeMarkup(because)}</td><td class="n">${whole(count)}</td></tr>`,
    );
  const rest =
    all.length > MOST_REASONS
      ? `<p class="why">and ${whole(all.length - MOST_REASONS)} other reasons</p>`
      : '';
  return `<div class="card"><h3>${title}</h3>${rows.length === 0 ? '<p>none</p>' : `<table>${rows.join('')}</table>`}${rest}</div>`;
}
