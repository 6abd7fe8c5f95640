import { createHash } from 'node:crypto';

const COLOURS: Record<string, string> = {
  title: '#7a1fa2',
  authors: '#9c5bb8',
  abstract: '#3f51b5',
  heading: '#c62828',
  paragraph: '#546e7a',
  'list-item': '#00796b',
  quote: '#6d4c41',
  code: '#37474f',
  algorithm: '#ad1457',
  equation: '#ef6c00',
  figure: '#2e7d32',
  table: '#1565c0',
  caption: '#00838f',
  footnote: '#827717',
  reference: '#4e342e',
  furniture: '#9e9e9e',
};

/** The look of the page: two columns, pages to the left, what was read to the right. */
export const LOOK_STYLE = `
:root{color-scheme:light dark;font:14px/1.45 system-ui,sans-serif}
body{margin:0}
.top{position:sticky;top:0;z-index:2;padding:.5rem 1rem;background:Canvas;border-bottom:1px solid GrayText}
.top h1{font-size:1.1rem;margin:0}.top p{margin:.1rem 0}
nav label{margin-right:.6rem;white-space:nowrap;border-bottom:3px solid var(--k,transparent)}
main{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1rem;padding:1rem}
.pages h2{font-size:1rem;margin:.5rem 0}.faults{color:#c62828}
.sheet{position:relative;background:#fff;box-shadow:0 0 4px #0006}
.sheet img,.sheet svg{position:absolute;inset:0;width:100%;height:100%}
.blank{color:#333;padding:2rem}
.box rect{fill:var(--k);fill-opacity:.1;stroke:var(--k);stroke-width:.8}
.box text{font-size:6px;fill:var(--k)}
.box.on rect{fill-opacity:.35;stroke-width:2}
.order,.links{display:none}
.show-order .order{display:inline;fill:none;stroke:#d81b60;stroke-width:.8;stroke-opacity:.7}
.show-links svg .links{display:inline}
svg .links line{stroke:#1565c0;stroke-width:.7;stroke-opacity:.6}
.elements{list-style:none;padding:0;margin:0;max-height:calc(100vh - 9rem);overflow:auto;position:sticky;top:8rem}
.elements>li{border-left:4px solid var(--k);padding:.2rem .6rem;margin:.4rem 0}
.elements>li.on{background:color-mix(in srgb,var(--k) 15%,transparent)}
.elements p{margin:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
.elements img{max-width:100%;background:#fff}
.elements table{border-collapse:collapse;font-size:.85em}.elements td,.elements th{border:1px solid GrayText;padding:.1rem .3rem}
.elements ul.links{display:block;font-size:.85em;margin:.1rem 0;padding-left:1rem}
.verdict{color:#c62828}
${Object.entries(COLOURS)
  .map(([kind, colour]) => `.k-${kind}{--k:${colour}}`)
  .join('')}
${Object.keys(COLOURS)
  .map((kind) => `.hide-${kind} .k-${kind}:not(label){display:none}`)
  .join('')}
@media(max-width:60rem){main{grid-template-columns:1fr}}
`;

const SCRIPT = `
for (const input of document.querySelectorAll('nav input')) {
  input.addEventListener('change', () => {
    const { kind, layer } = input.dataset;
    if (kind) document.body.classList.toggle('hide-' + kind, !input.checked);
    else document.body.classList.toggle('show-' + layer, input.checked);
  });
}
const mark = (id, on) => {
  for (const one of document.querySelectorAll('[data-id="' + CSS.escape(id) + '"]')) one.classList.toggle('on', on);
};
for (const one of document.querySelectorAll('[data-id]')) {
  one.addEventListener('mouseenter', () => mark(one.dataset.id, true));
  one.addEventListener('mouseleave', () => mark(one.dataset.id, false));
  one.addEventListener('click', (event) => {
    if (event.target.closest('a')) return;
    const other = [...document.querySelectorAll('[data-id="' + CSS.escape(one.dataset.id) + '"]')].find((found) => found !== one);
    if (other) other.scrollIntoView({ block: 'center', behavior: 'smooth' });
  });
}
`;

/** The page's own script, and the hash by which its policy lets it run. */
export const LOOK_SCRIPT = {
  text: SCRIPT,
  hash: createHash('sha256').update(SCRIPT).digest('base64'),
};
