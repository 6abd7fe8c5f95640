import { escapeMarkup } from '../../../../core/text/escape-markup.ts';

/**
 * A page that needs nothing else: no script, no request; the policy in its head forbids both. `body` is markup whose
 * text the caller has escaped. Follows the reader's light or dark scheme, and prints.
 */
export function drawPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeMarkup(title)}</h1>
${body}
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --bar: #0072b2; }
@media (prefers-color-scheme: dark) { :root { --bar: #56b4e9; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; } h3 { margin: 1.25rem 0 .25rem; font-size: 1rem; }
.figures { display: flex; flex-wrap: wrap; gap: .5rem 2rem; padding: 0; margin: 1rem 0; }
.figures div { min-width: 6rem; } .figures dt { font-size: .8rem; opacity: .75; } .figures dd { margin: 0; font-size: 1.3rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .85rem; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .2rem .5rem; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
th.n, td.n { text-align: end; font-variant-numeric: tabular-nums; }
svg { max-width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
.bar { fill: var(--bar); } .rail { fill: var(--soft); }
blockquote { margin: .25rem 0; padding: .25rem .75rem; border-inline-start: 3px solid var(--line); overflow-wrap: anywhere; }
small { opacity: .75; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr, svg { break-inside: avoid; } }
`;
