import { createRandom } from '../../../src/core/random.ts';
import {
  alphaLabel,
  citationPrinter,
  drawEntries,
  type Entry,
  orderEntries,
  shortName,
} from './bibliography.ts';
import { entryInlines, referenceTruth } from './entry-forms.ts';
import { type CitationPrinter, escapeLatex } from './inline.ts';
import { drawManners } from './draw-manners.ts';
import { MARK_MACROS, NO_MARK_MACROS } from './marks.ts';
import { drawGiven, drawInstitute, drawSurname } from './names.ts';
import { createPen, type DraftElement, type Pen } from './pen.ts';
import { capital, createProse } from './prose.ts';
import { isPlain, type PaperStyle, STYLES, type StyleDraw } from './styles.ts';
import { FIELDS } from './vocabulary.ts';
import { writeBody } from './write-body.ts';

export interface Draft {
  seed: string;
  style: PaperStyle;
  draw: StyleDraw;
  title: string;
  authors: { name: string; affiliation: string }[];
  elements: DraftElement[];
  citations: CitationPrinter;
  images: { name: string; bytes: Uint8Array }[];
  furniture: string[];
  source(marks: boolean): string;
}

export interface DraftOptions {
  style?: string;
  /** Target length; the layout decides. */
  pages?: number;
  hyperref?: boolean;
  lineNumbers?: boolean;
  citations?: string;
  font?: string;
}

/** Invents a paper. Same seed and options, same paper. */
export function draftPaper(seed: string, options: DraftOptions = {}): Draft {
  const random = createRandom(seed);
  const style =
    options.style === undefined
      ? random.pick(STYLES)
      : STYLES.find(({ name }) => name === options.style);
  if (style === undefined)
    throw new Error(
      `no style ${options.style}; there are ${STYLES.map(({ name }) => name).join(', ')}`,
    );
  const field = random.pick(FIELDS);
  const draw: StyleDraw = {
    hyperref: style.name.startsWith('acmart') || (options.hyperref ?? random.integer(2) === 0),
    lineNumbers: style.review && (options.lineNumbers ?? random.integer(3) === 0),
    points: random.pick(style.points),
    font: style.fonts.find((each) => each === options.font) ?? random.pick(style.fonts),
    citations:
      style.citations.find((each) => each === options.citations) ?? random.pick(style.citations),
    ...drawManners(style, random.fork('manners')),
  };
  const hasUnicodeMaps = random.integer(3) === 0;
  const pages = options.pages ?? 4 + random.integer(8);
  const entries = drawEntries(random, field, Math.min(60, 10 + pages * 3));
  const cited: string[] = [];
  const sortsEntries =
    ['author-year', 'alpha'].includes(draw.citations) ||
    (draw.citations === 'numeric' && random.integer(2) === 0);
  let ordered: Entry[] = [];
  const citations = citationPrinter(
    draw.citations,
    () => (ordered.length > 0 ? ordered : entries),
    style.citationLook,
  );
  const drawKeys = (count: number): string[] => {
    const unused = entries.filter(({ key }) => !cited.includes(key));
    const picked = random
      .shuffle(unused.length > count && random.integer(3) > 0 ? unused : entries)
      .slice(0, count);
    for (const { key } of picked) if (!cited.includes(key)) cited.push(key);
    return picked.map(({ key }) => key);
  };
  const prose = createProse(random.fork('prose'), field, drawKeys);
  const pen = createPen(random.fork('pen'), prose, citations, draw.hyperref, !draw.bareSections);

  const methods = random.shuffle(field.methods);
  const title = `${random.pick(['', 'Efficient ', 'Offline ', 'A First Study of ', 'On the Limits of '])}${methods[0]!.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())} for ${capital(random.pick(field.things)).replace(/ [a-z]/g, (letter) => letter.toUpperCase())}${random.pick(['', `: Findings from ${random.pick(field.places).replace(/^the /, '')}`])}`;
  const running = `${capital(methods[0]!)} in practice`;
  const authors = Array.from({ length: 1 + random.integer(4) }, () => ({
    name: `${drawGiven(random)} ${drawSurname(random)}`,
    affiliation: drawInstitute(random),
  }));

  pen.add({ kind: 'title', inlines: [title], flow: true });
  const abstract = pen.add({ kind: 'abstract', inlines: prose.paragraph(5), flow: true });
  const front = style.front(
    escapeLatex(title),
    authors.map(({ name, affiliation }) => ({
      name: escapeLatex(name),
      affiliation: escapeLatex(affiliation),
    })),
    pen.marked(abstract),
    escapeLatex(running),
  );

  const images = writeBody(pen, style, draw, field, pages, random.fork('body'));
  ordered = orderEntries(entries, cited, sortsEntries);
  const appendixAt = pen.tex.indexOf('%APPENDIX');
  const body = [...pen.tex];
  const split = pen.elements.findIndex(({ id }) => id === 'appendix');
  const [beforeElements, afterElements] = [
    pen.elements.slice(0, split),
    pen.elements.slice(split + 1),
  ];
  pen.elements = beforeElements;
  pen.tex = [];
  writeReferences(pen, style, draw, ordered);
  const bibliography = pen.tex.join('');
  const elements = [...pen.elements, ...afterElements];
  // Appendices without contents would leave a bare command.
  const rest =
    afterElements.length > 0
      ? `${draw.wideAppendix ? '\\onecolumn\n' : ''}${style.appendix}` +
        body.slice(appendixAt + 1).join('')
      : '';
  const text = `${body.slice(0, appendixAt).join('')}${bibliography}${rest}`;

  return {
    seed,
    style,
    draw,
    title,
    authors,
    elements,
    citations,
    images,
    furniture: [
      ...style.furniture(title, running),
      ...(style.name === 'article-1'
        ? draw.sectionHeads
          ? headTitles(elements)
          : ['Technical report']
        : []),
    ],
    source: (marks) =>
      `${hasUnicodeMaps ? '\\input{glyphtounicode}\\pdfgentounicode=1\n' : ''}${preamble(style, draw, text, marks)}${front.replace('\\begin{document}', '\\begin{document}\\wsmeasures')}\n${draw.contents ? '\\tableofcontents\n\n' : ''}${text}\n\\end{document}\n`,
  };
}

function preamble(style: PaperStyle, draw: StyleDraw, text: string, marks: boolean): string {
  const needs = (word: string): boolean => text.includes(word);
  return [
    '\\pdfinfoomitdate=1\\pdftrailerid{}\\pdfsuppressptexinfo=-1',
    style.preamble(draw),
    draw.equationsLeft ? '\\PassOptionsToPackage{leqno}{amsmath}' : '',
    '\\usepackage{graphicx,amsmath,booktabs,multirow}',
    isPlain(style) || style.name === 'revtex'
      ? '\\usepackage{amssymb}'
      : '\\providecommand\\mathbb[1]{\\mathbf{#1}}',
    draw.captions === '' ? '' : `\\usepackage[${draw.captions}]{caption}`,
    draw.microtype ? '\\usepackage{microtype}' : '',
    draw.columnRule ? '\\setlength\\columnseprule{0.4pt}' : '',
    draw.bareSections ? '\\setcounter{secnumdepth}{0}' : '',
    draw.balanced ? '\\usepackage{flushend}' : '',
    `\\newcommand\\wsheadright{${draw.sectionHeads ? '\\leftmark' : 'Technical report'}}`,
    needs('{wrapfigure}') ? '\\usepackage{wrapfig}' : '',
    needs('\\rowcolor') ? '\\usepackage{colortbl}' : '',
    needs('{proof}') ? '\\usepackage{amsthm}' : '',
    needs('tikzpicture') || needs('\\rowcolor')
      ? '\\usepackage{pgfplots}\\pgfplotsset{compat=1.16}'
      : '\\usepackage{xcolor}',
    needs('{algorithm}') ? '\\usepackage{algorithm,algpseudocode}' : '',
    needs('{lstlisting}')
      ? '\\usepackage{listings}\\lstset{basicstyle=\\ttfamily\\small,columns=fullflexible,keepspaces=true}'
      : '',
    needs('{longtable}') ? '\\usepackage{longtable}' : '',
    style.theorem && !style.name.startsWith('acmart') ? '\\newtheorem{theorem}{Theorem}' : '',
    draw.hyperref && !style.name.startsWith('acmart')
      ? `\\usepackage[${draw.points === 11 ? 'colorlinks' : 'hidelinks'}]{hyperref}`
      : '\\providecommand\\url[1]{\\texttt{#1}}',
    '\\newcommand\\wsfit[1]{\\sbox2{#1}\\ifdim\\wd2>\\linewidth\\resizebox{\\linewidth}{!}{\\usebox2}\\else\\usebox2\\fi}',
    '\\emergencystretch=1em',
    marks ? MARK_MACROS : NO_MARK_MACROS,
  ]
    .filter((line) => line !== '')
    .join('\n')
    .concat('\n');
}

const headTitles = (elements: readonly DraftElement[]): string[] =>
  elements
    .filter(({ kind, level }) => kind === 'heading' && level === 1)
    .map(({ inlines }) => inlines.join(''));

function writeReferences(pen: Pen, style: PaperStyle, draw: StyleDraw, ordered: Entry[]): void {
  // The class prints the heading itself.
  if (style.headsReferences)
    pen.add({ kind: 'heading', inlines: ['References'], flow: true, level: 1 });
  const isNatbib = !['numeric', 'cite', 'alpha'].includes(draw.citations);
  const items = ordered.map((entry, index) => {
    const label =
      draw.citations === 'author-year'
        ? null
        : draw.citations === 'alpha'
          ? `[${alphaLabel(entry)}]`
          : style.entryLabel === 'dot' || draw.citations === 'raised'
            ? `${index + 1}.`
            : `[${index + 1}]`;
    const inlines = entryInlines(entry, style.entryForm, draw.citations === 'author-year');
    const element = pen.add({
      kind: 'reference',
      inlines,
      reference: referenceTruth(entry, label),
    });
    const short = escapeLatex(shortName(entry)).replace(' et al.', ' et~al.');
    const option =
      draw.citations === 'alpha'
        ? `[${alphaLabel(entry)}]`
        : isNatbib
          ? `[${short}(${entry.year}${entry.suffix})]`
          : '';
    return `\\bibitem${option}{${entry.key}} ${pen.marked(element)}`;
  });
  pen.tex.push(
    `\\begin{thebibliography}{${draw.citations === 'alpha' ? 'ABC+99' : '99'}}\n${items.join('\n\n')}\n\\end{thebibliography}\n`,
  );
}
