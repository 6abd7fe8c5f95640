import { type Message, messageText, type Sample } from '../../core/records/index.ts';
import { escapeMarkup } from '../../core/text/escape-markup.ts';
import { plainText } from '../output/plain-text.ts';
import type { EvidenceView, QuoteView, SampleView } from './sample-view.ts';

/**
 * Samples with their evidence as one page that needs nothing else: no script, no request; the policy in its head
 * forbids both. All text from the data is escaped.
 */
export function renderHtml(title: string, views: readonly SampleView[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${views.length} ${views.length === 1 ? 'sample' : 'samples'}, each with the evidence it was made from.</p>
${views.map(article).join('\n')}
</body>
</html>
`;
}

/** Text as it may stand in the page; control and bidirectional characters are shown. */
function escapeHtml(text: string): string {
  return escapeMarkup(plainText(text));
}

function article({ sample, evidence }: SampleView): string {
  const { id, method, kind, split, voice, tags } = sample;
  return `<article id="${escapeHtml(id)}">
<h2>${escapeHtml(`${method}/${kind}`)} <small>${escapeHtml(`${id} · ${split} · voice: ${voice}`)}</small></h2>
${tagList(tags)}
<div class="columns">
<section>
${sample.messages.map((message) => turn(message, message.role)).join('\n')}
${(sample.chosen ?? []).map((message) => turn(message, `${message.role}, chosen`)).join('\n')}
${(sample.rejected ?? []).map((message) => turn(message, `${message.role}, rejected`)).join('\n')}
${answer(sample)}
</section>
<section>
${evidence.map((view, index) => proof(view, index + 1)).join('\n') || '<p>No evidence.</p>'}
</section>
</div>
${checks(sample)}
${lineage(sample)}
</article>`;
}

function tagList(tags: Sample['tags']): string {
  const entries = Object.entries(tags);
  if (entries.length === 0) return '';
  return `<p class="tags">${entries.map(([name, value]) => `<span>${escapeHtml(`${name}: ${value}`)}</span>`).join(' ')}</p>`;
}

function turn(message: Message, label: string): string {
  const images =
    typeof message.content === 'string'
      ? []
      : message.content.flatMap((part) =>
          part.type === 'image' ? [`[image ${part.mediaType} ${part.blob}]`] : [],
        );
  const calls = (message.tool_calls ?? []).map(
    (call) => `calls ${call.name}(${JSON.stringify(call.arguments)})`,
  );
  const thinking =
    message.reasoning === undefined
      ? ''
      : `<details><summary>thinking</summary><pre>${escapeHtml(message.reasoning)}</pre></details>`;
  const text = [messageText(message), ...images, ...calls].filter((each) => each !== '').join('\n');
  return `<div class="turn ${escapeHtml(message.role)}"><b>${escapeHtml(label)}</b>${thinking}<pre>${escapeHtml(text)}</pre></div>`;
}

function answer({ answer: found }: Sample): string {
  if (found === undefined) return '';
  return `<p><b>Answer</b>, resting on ${escapeHtml(found.basis)}: ${escapeHtml(found.value)}</p>`;
}

function proof(view: EvidenceView, number: number): string {
  const facts = view.facts.map(
    ({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd><pre>${escapeHtml(value)}</pre></dd>`,
  );
  return `<div class="evidence"><h3>Evidence ${number} <small>${escapeHtml(view.prover)}</small></h3>
${facts.length > 0 ? `<dl>${facts.join('')}</dl>` : ''}
${view.quotes.map(quotation).join('\n')}
${view.problems.map((problem) => `<p class="problem">${escapeHtml(problem)}</p>`).join('\n')}</div>`;
}

function quotation(quote: QuoteView): string {
  const place = [
    quote.uri,
    quote.page === null ? '' : `page ${quote.page}`,
    `block ${quote.block}`,
    quote.headings.join(' › '),
  ].filter(Boolean);
  const claimed =
    quote.claimed === null
      ? ''
      : `<p class="problem">The sample quotes otherwise: ${escapeHtml(quote.claimed)}</p>`;
  return `<figure><blockquote>${escapeHtml(quote.before)}<mark>${escapeHtml(quote.stored)}</mark>${escapeHtml(quote.after)}</blockquote>
<figcaption>${escapeHtml(quote.title)} <small>${escapeHtml(place.join(', '))}</small></figcaption>${claimed}</figure>`;
}

function checks({ checks: all }: Sample): string {
  if (all.length === 0) return '';
  const rows = all.map(({ name, basis, verdict, score, detail }) => {
    const cells = [name, basis, verdict, score === undefined ? '' : String(score)];
    return `<tr class="${verdict}">${[...cells, detail === undefined ? '' : JSON.stringify(detail)].map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
  });
  return `<table><thead><tr><th>Check</th><th>Basis</th><th>Verdict</th><th>Score</th><th>Detail</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function lineage({ lineage: line, licenses, groups }: Sample): string {
  const text = JSON.stringify({ ...line, groups, licenses }, null, 2);
  return `<details><summary>Lineage</summary><pre>${escapeHtml(text)}</pre></details>`;
}

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
small { font-weight: normal; opacity: .7; overflow-wrap: anywhere; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1.5rem 0; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; } h3 { font-size: 1rem; margin: 0 0 .25rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: .25rem 0; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 1.5rem; }
.turn, .evidence { border-inline-start: 3px solid var(--line); padding-inline-start: .75rem; margin: .75rem 0; }
.turn.assistant { border-color: #3a7; } .turn.user { border-color: #37c; }
figure, blockquote { margin: .5rem 0; overflow-wrap: anywhere; white-space: pre-wrap; }
blockquote { background: var(--soft); padding: .5rem .75rem; border-radius: .25rem; }
mark { background: #fd6; color: #000; }
.tags span { background: var(--soft); border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; }
.problem, tr.fail td:nth-child(3) { color: #c33; } tr.pass td:nth-child(3) { color: #2a7; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; } td, th { border-top: 1px solid var(--line); padding: .2rem .5rem; text-align: start; overflow-wrap: anywhere; }
dt { font-weight: 600; font-size: .85rem; } dd { margin: 0 0 .25rem; }
`;
