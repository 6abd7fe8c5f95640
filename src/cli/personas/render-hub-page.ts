import { escapeMarkup } from '../../core/text/escape-markup.ts';
import type { HubMeasure } from '../../recipe/measure-hub.ts';
import { byCount, percent, whole } from '../output/figures.ts';
import { figuresOf } from './describe-hub.ts';

const STYLE = `:root{color-scheme:light dark;--ink:#1c2430;--soft:#5d6a7a;--line:#dde3ea;--bar:#3f7cc4;--paper:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf1;--soft:#9aa7b6;--line:#323c49;--bar:#6ea6e6;--paper:#161b22}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:68rem;margin:0 auto;padding:1.5rem}h1{font-size:1.5rem;margin:0}h2{font-size:1.05rem;margin:0 0 .5rem}
p{color:var(--soft);margin:.25rem 0 1.5rem}.grid{display:grid;gap:1.75rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))}
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;padding:.2rem .4rem .2rem 0;border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:anywhere;vertical-align:top}
td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}meter{width:6rem;accent-color:var(--bar)}`;

const counts = (title: string, values: Record<string, number>, all: number): string =>
  bars(title, byCount(values).slice(0, 12), all, Object.keys(values).length);

/** A page on a hub, whole in one file, without scripts. */
export function renderHubPage(measure: HubMeasure): string {
  const { personas, hash, sample } = measure;
  const dropped = Object.values(measure.dropped).reduce((sum, count) => sum + count, 0);
  const attributes = measure.attributes
    .filter(({ values }) => (values[0]?.[1] ?? 0) > 1)
    .map(({ name, personas: have, different, values }) => bars(name, values, have, different));
  const figures = figuresOf(sample)
    .map(
      ([name, value]) =>
        `<tr><th scope="row">${escapeMarkup(name)}</th><td class="n">${escapeMarkup(value)}</td></tr>`,
    )
    .join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Persona hub ${hash.slice(0, 12)}</title><style>${STYLE}</style></head>
<body><main><h1>${whole(personas)} personas</h1><p>hub ${hash.slice(0, 12)}; diversity measured on ${whole(sample.personas)} descriptions</p>
<div class="grid"><section><h2>Diversity</h2><table>${figures}</table></section>
${[
  counts('Origins', measure.origins, personas),
  counts('Languages', measure.languages, personas),
  counts('Rounds from persona to persona', measure.rounds, personas),
  counts('Dropped, by reason', measure.dropped, dropped),
  ...attributes,
].join('\n')}
</div></main></body></html>
`;
}

function bars(
  title: string,
  values: readonly [string, number][],
  all: number,
  different: number,
): string {
  const rest = different > values.length ? ` (${whole(values.length)} of ${whole(different)})` : '';
  const rows = values
    .map(
      ([name, count]) =>
        `<tr><th scope="row">${escapeMarkup(name)}</th><td><meter min="0" max="1" value="${(count / Math.max(1, all)).toFixed(4)}"></meter></td>` +
        `<td class="n">${whole(count)}</td><td class="n">${percent(count / Math.max(1, all))}</td></tr>`,
    )
    .join('');
  const body = rows === '' ? '<p>none</p>' : `<table>${rows}</table>`;
  return `<section><h2>${escapeMarkup(title)}${rest}</h2>${body}</section>`;
}
