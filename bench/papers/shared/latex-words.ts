import type { MentionKind, TruthSpan } from '../truth.ts';

/** The braces behind `command`, without them. */
export function groupAfter(text: string, command: string): string {
  const at = text.indexOf(command);
  const start = text.indexOf('{', at + command.length) + 1;
  let depth = 1;
  let end = start;
  while (end < text.length && depth > 0) {
    if (text[end] === '\\') end++;
    else if (text[end] === '{') depth++;
    else if (text[end] === '}') depth--;
    end++;
  }
  return text.slice(start, end - 1);
}

const SIGNS: Record<string, string> = {
  ss: 'ß',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  ae: 'æ',
  i: 'i',
  ldots: '...',
  dots: '...',
  dag: '',
  dagger: '',
  ddag: '',
  S: '§',
  '&': '&',
  '%': '%',
  '#': '#',
  $: '$',
  _: '_',
  latex: 'LaTeX',
  LaTeX: 'LaTeX',
  BibTeX: 'BibTeX',
  textasciitilde: '~',
};
const MARKS: Record<string, string> = {
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '"': '\u0308',
  '~': '\u0303',
  c: '\u0327',
  v: '\u030C',
  H: '\u030B',
  r: '\u030A',
  k: '\u0328',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
};

export const plainWords = (latex: string, macros: ReadonlyMap<string, string>): string =>
  inlineText(latex, macros, new Map()).text;

/** Words of a stretch of LaTeX; citations and references become spans. */
export function inlineText(
  latex: string,
  macros: ReadonlyMap<string, string>,
  labels: ReadonlyMap<string, { kind: MentionKind; number: string }>,
): { text: string; spans: TruthSpan[] } {
  let source = latex;
  // Macros without arguments, as deep as they go.
  for (let depth = 0; depth < 4; depth++)
    source = source.replaceAll(/\\([A-Za-z]+)(?![A-Za-z])/g, (whole, name: string) =>
      macros.has(name) && !/#\d/.test(macros.get(name)!) ? macros.get(name)! : whole,
    );
  source = source
    .replaceAll('\\xspace', '{}')
    .replaceAll(/\\(?:footnote|footnotetext|thanks)(?=\{)/g, '\\dropped')
    .replaceAll(
      /\\([`'^"~=.])\{?\\?([A-Za-z])\}?|\\([cvHrku])\{([A-Za-z])\}/g,
      (_, mark: string, letter: string, named: string, other: string) =>
        ((letter ?? other) + MARKS[mark ?? named]!).normalize('NFC'),
    );
  for (let at = source.indexOf('\\dropped{'); at >= 0; at = source.indexOf('\\dropped{'))
    source =
      source.slice(0, at) +
      source.slice(at + '\\dropped{'.length + groupAfter(source.slice(at), '\\dropped').length + 1);
  let text = '';
  const spans: TruthSpan[] = [];
  const tokens =
    /\\(cite[a-z]*|newcite)\*?((?:\[[^\]]*\])*)\{([^}]*)\}|\\(ref|autoref|eqref|cref)\{([^}]*)\}|\\(?:label|vspace|hspace|includegraphics|setlength|bibliographystyle|pagestyle|thispagestyle|begin|end|color|textcolor|newcommand)\*?(?:\[[^\]]*\])?\{[^}]*\}|\\href\s*\{[^}]*\}|\$([^$]*)\$|\\([A-Za-z]+)\*?\s*|\\(.)|[{}]|~|[^\\{}~$]+|\$/g;
  for (const [whole, cite, , keys, refer, label, math, command, sign] of source.matchAll(tokens)) {
    const start = text.length;
    if (cite !== undefined)
      spans.push({
        start,
        end: start,
        kind: 'cite',
        references: keys!.split(',').map((key) => key.trim()),
        raised: false,
      });
    else if (refer !== undefined) {
      const target = labels.get(label!);
      if (target === undefined) continue;
      text += target.number;
      spans.push({
        start,
        end: text.length,
        kind: 'mention',
        targets: [{ ...target, id: label! }],
      });
    } else if (math !== undefined) {
      text += math.replaceAll(/\\[A-Za-z]+|[{}\\^_&]/g, '');
      spans.push({ start, end: text.length, kind: 'math', latex: math });
    } else if (command !== undefined) text += SIGNS[command] ?? '';
    else if (sign !== undefined)
      text += SIGNS[sign] ?? (sign === '\\' || sign === ' ' || sign === ',' ? ' ' : '');
    else if (whole === '~') text += ' ';
    else if (whole !== '{' && whole !== '}' && whole !== '$' && !whole.startsWith('\\'))
      text += whole
        .replaceAll('``', '“')
        .replaceAll("''", '”')
        .replaceAll('---', '—')
        .replaceAll('--', '–');
  }
  return { text, spans };
}
