import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeMarkup } from '../../../../core/text/escape-markup.ts';
import type { GraphView } from './collect-view.ts';

/**
 * A view as one page: no request, no script but its own, whose hash stands in the page's policy. Whatever the data says
 * is text there: the script makes no markup of it.
 */
export function drawView(view: GraphView): string {
  const page = readFileSync(join(import.meta.dirname, 'view.html'), 'utf8').replaceAll(
    '\r\n',
    '\n',
  );
  const script = /<script>([^]*?)<\/script>/.exec(page)![1]!;
  const hash = createHash('sha256').update(script).digest('base64');
  const values: Record<string, string> = {
    title: escapeMarkup(view.title),
    notes: escapeMarkup(view.notes.join(' ')),
    policy: `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`,
    data: JSON.stringify(view).replaceAll('<', String.raw`\u003c`),
  };
  return page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name]!);
}
