import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MentionKind, Truth, TruthElement } from '../truth.ts';
import { groupAfter, inlineText, plainWords } from './latex-words.ts';
import { HOLE } from '../score/normalise.ts';

/**
 * The truth that another's LaTeX and its `.aux` give without compiling: headings and captions with numbers and pages as the
 * compiler wrote them, paragraphs, citations, mentions, entries. Macros are unfolded only as far as the words need it, so the
 * texts serve to find blocks, not to count characters; display equations, tables' cells and boxes are left out.
 */
export function readLatexTruth(folder: string, file: string, pages: number): Truth {
  const aux = readFileSync(join(folder, 'main.aux'), 'utf8');
  const source = withoutComments(readInput(folder, 'main.tex'));
  const macros = readMacros(source);
  const labels = readKindedLabels(aux);
  const elements: TruthElement[] = [];
  const add = (element: Partial<TruthElement> & Pick<TruthElement, 'kind' | 'text'>): void => {
    elements.push({
      id: `t${elements.length}`,
      spans: [],
      flow: false,
      page: null,
      regions: [],
      ...element,
    });
  };
  const counters: number[] = [];
  let inAppendix = false;
  const title = plainWords(groupAfter(source, '\\title'), macros);
  add({ kind: 'title', text: title, flow: true });

  const headings = tableOfContents(aux);
  const begin = source.indexOf('\\begin{abstract}');
  const bibliography = source.search(/\\begin\{thebibliography\}|\\bibliography\{/);
  const end = source.indexOf('\\end{document}');
  const abstract = source.slice(
    begin + '\\begin{abstract}'.length,
    source.indexOf('\\end{abstract}'),
  );
  add({ kind: 'abstract', flow: true, ...inlineText(abstract, macros, labels) });
  const body = source.slice(
    source.indexOf('\\end{abstract}') + '\\end{abstract}'.length,
    bibliography,
  );
  readBlocks(body);
  const references = source.includes('\\begin{thebibliography}')
    ? source.slice(bibliography, source.indexOf('\\end{thebibliography}'))
    : readFileSync(join(folder, 'main.bbl'), 'utf8');
  add({ kind: 'heading', text: 'References', level: 1, flow: true, number: null });
  for (const [, key, entry] of references.matchAll(
    /\\bibitem(?:\[(?:[^[\]]|\{[^}]*\})*\])?\{([^}]*)\}([\s\S]*?)(?=\\bibitem|\\end\{thebibliography\}|$)/g,
  )) {
    const text = plainWords(entry!, macros);
    add({
      kind: 'reference',
      text,
      reference: {
        key: key!,
        label: null,
        authors: [],
        title: null,
        venue: '',
        year: Number(/\b(?:19|20)\d\d\b/.exec(text)?.[0] ?? 0),
        doi: null,
        arxiv: null,
        url: null,
      },
    });
  }
  const rest = source.slice(bibliography, end);
  const behind = rest.indexOf('\\end{thebibliography}');
  readBlocks(
    rest.slice(behind < 0 ? rest.indexOf('}') + 1 : behind + '\\end{thebibliography}'.length),
  );
  const captions = listedCaptions(aux);
  for (const { kind, number, text, page } of captions.length > 0
    ? captions
    : sourceCaptions(source))
    add({ kind: 'caption', floatKind: kind, number, text: captionWords(text), page });
  const isHyper = aux.includes('hyper');

  /** Without notes in smaller type below; a citation, which the class words, is {@link HOLE}. */
  function captionWords(latex: string): string {
    const own = latex.replace(/\\\\\s*(?:\[[^\]]*\])?\s*\\footnotesize[\s\S]*$/u, '');
    const { text, spans } = inlineText(own, macros, labels);
    return spans
      .filter(({ kind }) => kind === 'cite')
      .reduceRight((told, { start }) => told.slice(0, start) + HOLE + told.slice(start), text);
  }

  return {
    seed: '',
    file,
    style: 'LaTeX',
    traits: {
      columns: source.includes('acl2020') ? 2 : 1,
      hyperref: isHyper,
      citations: '',
      lineNumbers: false,
      fontPoints: 10,
      font: '',
    },
    pages: Array.from({ length: pages }, () => ({ width: 0, height: 0 })),
    title,
    authors: [],
    elements,
    furniture: [],
    partial: true,
  };

  /** Where the class writes no contents: counted, in letters behind `\\appendix`. */
  function countHeading(block: string): string | null {
    const [command] = /\\(?:sub)*section\*?/.exec(block)!;
    if (command.endsWith('*')) return null;
    const depth = command.split('sub').length - 1;
    counters.length = depth + 1;
    counters[depth] = (counters[depth] ?? 0) + 1;
    return counters
      .map((count, level) =>
        level === 0 && inAppendix ? String.fromCodePoint(64 + count) : String(count ?? 0),
      )
      .join('.');
  }

  function readBlocks(text: string): void {
    // Floats stand outside the text; displays part it.
    const flowing = text
      .replaceAll(/\\begin\{(figure|table|algorithm)(\*?)\}[\s\S]*?\\end\{\1\2\}/g, ' ')
      .replaceAll(
        /\\begin\{(equation|align|gather|eqnarray|displaymath|lstlisting|tabular|minipage|multline)(\*?)\}[\s\S]*?\\end\{\1\2\}|\\\[[\s\S]*?\\\]|\$\$[\s\S]*?\$\$/g,
        '\n\n',
      )
      .replaceAll(
        /\\(?:begin|end)\{(?:itemize|enumerate|description|center|quote|comment)\}(?:\[[^\]]*\])?/g,
        '\n\n',
      )
      .replaceAll(/\\item(?:\[[^\]]*\])?/g, '\n\n')
      .replaceAll(/\\((?:sub)*section|paragraph)(\*?)(?=\{)/g, '\n\n\\$1$2');
    for (const block of flowing.split(/\n\s*\n/)) {
      if (!inAppendix && /\\appendix\b/.test(block)) {
        inAppendix = true;
        counters.length = 0;
      }
      const command = /^\s*\\((?:sub)*section|paragraph)\*?(?=\{)/.exec(block);
      let words = block;
      if (command !== null) {
        const name = groupAfter(block, command[0].trim());
        const heading = plainWords(name, macros);
        if (command[1] === 'paragraph')
          add({ kind: 'heading', text: heading, level: 4, runIn: true });
        else {
          const listed = headings.find(({ text: each }) => plainWords(each, macros) === heading);
          add({
            kind: 'heading',
            text: heading,
            level: command[1]!.split('sub').length,
            flow: true,
            number: listed?.number ?? (headings.length === 0 ? countHeading(block) : null),
            page: listed?.page ?? null,
          });
        }
        words = block.slice(block.indexOf(name) + name.length + 1);
      }
      const inline = inlineText(words, macros, labels);
      // Leftovers of macros are no paragraphs.
      if (inline.text.replaceAll(/[^A-Za-z]/g, '').length >= 25)
        add({ kind: 'paragraph', flow: true, ...inline });
    }
  }
}

function readInput(folder: string, name: string): string {
  const text = readFileSync(join(folder, name), 'utf8');
  return text.replaceAll(
    /^([^%\n]*)\\(?:input|subfile)\{([^}]*)\}/gm,
    (_, before: string, input: string) =>
      before + readInput(folder, input.endsWith('.tex') ? input : `${input}.tex`),
  );
}

const withoutComments = (text: string): string =>
  text
    .replaceAll(/^\s*%.*\n?/gm, '')
    .replaceAll(/(?<!\\)%.*\n\s*/g, '')
    .replaceAll(/\\begin\{comment\}[\s\S]*?\\end\{comment\}/g, '')
    .replaceAll(/\\iffalse[\s\S]*?\\fi\b/g, '');

function readMacros(source: string): Map<string, string> {
  const macros = new Map<string, string>();
  for (const [, name] of source.matchAll(/\\(?:re)?newcommand\*?\{?\\([A-Za-z]+)\}?(?=\{)/g)) {
    const at = source.search(new RegExp(`\\\\(?:re)?newcommand\\*?\\{?\\\\${name}\\}?\\{`));
    const head = /^\\(?:re)?newcommand\*?\{?\\[A-Za-z]+\}?/.exec(source.slice(at))![0];
    macros.set(name!, groupAfter(source.slice(at), head));
  }
  return macros;
}

function readKindedLabels(aux: string): Map<string, { kind: MentionKind; number: string }> {
  const labels = new Map<string, { kind: MentionKind; number: string }>();
  for (const [, label, number, rest] of aux.matchAll(
    /^\\newlabel\{([^}]*)\}\{\{([^}]*)\}(.*)$/gm,
  )) {
    const anchor = /\{((?:sub)*section|appendix|figure|table|equation|algorithm)[.*]/.exec(
      rest!,
    )?.[1];
    const kind =
      anchor === undefined
        ? undefined
        : anchor.endsWith('section') || anchor === 'appendix'
          ? 'section'
          : (anchor as MentionKind);
    if (kind !== undefined) labels.set(label!, { kind, number: number! });
  }
  return labels;
}

const tableOfContents = (aux: string): { text: string; number: string | null; page: number }[] =>
  [
    ...aux.matchAll(
      /\\contentsline \{(?:sub)*section\}\{(?:\\numberline \{([^}]*)\})?(.*?)\}\{(\d+)\}\{/g,
    ),
  ].map(([, number, text, page]) => ({ text: text!, number: number ?? null, page: Number(page) }));

const listedCaptions = (
  aux: string,
): { kind: 'figure' | 'table'; number: string; text: string; page: number }[] =>
  [
    ...aux.matchAll(
      /\\contentsline \{(figure|table)\}\{\\numberline \{([^}]*)\}\{\\ignorespaces (.*?)\}\}\{(\d+)\}\{/g,
    ),
  ].map(([, kind, number, text, page]) => ({
    kind: kind as 'figure',
    number: number!,
    text: text!,
    page: Number(page),
  }));

/** Where the class writes no lists of floats: captions in the order of the source, counted. */
function sourceCaptions(
  source: string,
): { kind: 'figure' | 'table'; number: string; text: string; page: null }[] {
  const counts = { figure: 0, table: 0 };
  const body = source.slice(source.indexOf('\\begin{document}'));
  return [...body.matchAll(/\\begin\{(figure|table)(\*?)\}([\s\S]*?)\\end\{\1\2\}/g)].flatMap(
    ([, kind, , float]) => {
      if (!/\\caption[[{]/.test(float!)) return [];
      const each = kind as 'figure' | 'table';
      return [
        {
          kind: each,
          number: String(++counts[each]),
          text: groupAfter(float!, '\\caption'),
          page: null,
        },
      ];
    },
  );
}
