import { createRandom, type Random } from '../../../src/core/random.ts';
import {
  alphaLabel,
  citationPrinter,
  drawEntries,
  type Entry,
  entryInlines,
  orderEntries,
  referenceTruth,
  shortName,
} from './bibliography.ts';
import {
  writeAlgorithm,
  writeCode,
  writeEquation,
  writeList,
  writeProof,
  writeQuote,
  writeTheorem,
} from './blocks.ts';
import { type FloatContext, writeFigure, writeLongTable, writeTable } from './floats.ts';
import { type CitationPrinter, escapeLatex, type Inline } from './inline.ts';
import { MARK_MACROS, NO_MARK_MACROS } from './marks.ts';
import { drawGiven, drawInstitute, drawSurname } from './names.ts';
import { createPen, type DraftElement, type Pen } from './pen.ts';
import { capital, createProse } from './prose.ts';
import { isPlain, type PaperStyle, STYLES, type StyleDraw } from './styles.ts';
import { FIELDS } from './vocabulary.ts';
import type { MentionKind } from '../truth.ts';

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

  writeBody(pen, style, draw, field, pages, random.fork('body'));
  const images = context.get(pen)!.images;
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

/** What differs from paper to paper of one class. */
function drawManners(
  style: PaperStyle,
  random: Random,
): Pick<
  StyleDraw,
  | 'bareSections'
  | 'contents'
  | 'captions'
  | 'microtype'
  | 'equationsLeft'
  | 'sectionHeads'
  | 'columnRule'
  | 'wideAppendix'
  | 'balanced'
> {
  const plain = isPlain(style);
  const one = (of: number): boolean => random.integer(of) === 0;
  return {
    bareSections: one(5) && plain,
    contents: one(5) && (style.name === 'article-1' || style.name === 'elsarticle-1'),
    captions:
      one(2) && plain && style.name !== 'acl-like'
        ? random.pick([
            'labelfont=bf',
            'labelfont=bf,labelsep=period',
            'font=it',
            'labelsep=endash,font=small',
            'font={small,sf},labelfont=bf',
            'labelsep=newline,singlelinecheck=false',
            'labelfont=sc,labelsep=quad',
          ])
        : '',
    microtype: one(3),
    equationsLeft: one(6) && plain,
    sectionHeads: one(3),
    columnRule: one(5) && style.columns === 2 && plain,
    wideAppendix: one(3) && style.columns === 2 && plain,
    balanced: one(4) && style.columns === 2 && plain,
  };
}

const headTitles = (elements: readonly DraftElement[]): string[] =>
  elements
    .filter(({ kind, level }) => kind === 'heading' && level === 1)
    .map(({ inlines }) => inlines.join(''));

const context = new WeakMap<Pen, FloatContext>();

function writeBody(
  pen: Pen,
  style: PaperStyle,
  draw: StyleDraw,
  field: (typeof FIELDS)[number],
  pages: number,
  random: Random,
): void {
  const images: FloatContext['images'] = [];
  const floats: FloatContext = {
    pen,
    style,
    field,
    images,
    placement: random.pick(['t', 'tb', 'tbp', 'htb']),
    wraps: style.columns === 1 && isPlain(style),
  };
  context.set(pen, floats);
  const known: { kind: MentionKind; id: string }[] = [];
  const targets = {
    all: known,
    push: (target: { kind: MentionKind; id: string }): void => {
      // What bears no number cannot be mentioned by it.
      if (target.kind !== 'section' || !draw.bareSections) known.push(target);
    },
  };
  const list = (): void =>
    writeList(
      pen,
      random.pick([
        'itemize',
        'enumerate',
        'itemize',
        'enumerate',
        'description',
        'nested',
      ] as const),
      field,
    );
  const perPage = style.wordsPerPage / 92;
  const hasAppendix = pages > 5 && random.integer(2) === 0;
  const paragraphs = Math.round(perPage * (pages - (hasAppendix ? 2 : 1)) * 0.6);
  const floatCount = Math.max(2, Math.round(pages * 0.8));
  const makers = random.shuffle([
    ...Array.from({ length: Math.ceil(floatCount / 2) }, () => 'figure' as const),
    ...Array.from({ length: Math.ceil(floatCount / 2) }, () => 'table' as const),
    ...(style.name !== 'revtex' && random.integer(2) === 0 ? ['algorithm' as const] : []),
  ]);
  const mention = (target: { kind: MentionKind; id: string }, second?: string): Inline[] => {
    const words: Record<string, string> = {
      figure: style.figureWord,
      table: 'Table',
      algorithm: 'Algorithm',
      section: style.sectionWord,
      equation: style.equationWord,
      theorem: 'Theorem',
    };
    const word = words[target.kind]!;
    const piece: Inline = {
      mention: target.kind,
      ids: second === undefined ? [target.id] : [target.id, second],
      word: second === undefined ? word : plural(word),
      parenthesised: target.kind === 'equation',
    };
    const [before, after] = random.pick<[string, string]>([
      ['As ', ' shows, the {quantity} depends on the {things}.'],
      ['The {quantity} of {things} is given in ', ', {reason}.'],
      ['We return to {things} in ', ' and to {method} below.'],
      ['Details of {method} ({count} {things}) are in ', '.'],
    ]);
    const rest = pen.prose.fill(`x${after}`);
    rest[0] = (rest[0] as string).slice(1);
    const [first, ...others] = pen.prose.fill(before);
    return [first!, ...others, piece, ...rest];
  };
  const plain = (citing: number): Inline[] => {
    const inlines = pen.prose.paragraph(3 + random.integer(4), citing);
    if (random.integer(3) === 0 && targets.all.length > 0) {
      const target = random.pick(targets.all);
      const same = targets.all.filter(
        ({ kind, id }) =>
          kind === target.kind && id !== target.id && kind !== 'section' && kind !== 'theorem',
      );
      inlines.push(
        ' ',
        ...mention(
          target,
          same.length > 0 && random.integer(4) === 0 ? random.pick(same).id : undefined,
        ),
      );
    }
    if (random.integer(9) === 0) inlines.push(pen.note());
    return inlines;
  };

  const introduction = Math.max(2, Math.round(paragraphs * 0.15));
  targets.push({ kind: 'section', id: pen.heading(1, 'Introduction').id });
  for (let index = 0; index < introduction; index++) pen.paragraph(plain(2));
  if (random.integer(2) === 0) list();

  const related = Math.max(1, Math.round(paragraphs * 0.12));
  targets.push({
    kind: 'section',
    id: pen.heading(1, random.pick(['Related work', 'Background', 'Previous trials'])).id,
  });
  const hasRunIns = random.integer(2) === 0;
  for (let index = 0; index < related; index++)
    if (hasRunIns)
      pen.runIn(
        `${capital(random.pick(field.things))}${style.name === 'ieee' || style.name === 'llncs' ? '' : '.'}`,
        plain(3),
      );
    else pen.paragraph(plain(3));

  const middle = paragraphs - introduction - related - 2;
  const topics = random.shuffle(field.topics);
  const sections = Math.max(2, Math.min(4, Math.round(middle / 6)));
  let topic = 0;
  const names = ['Method', 'Experiments', 'Results', 'Discussion'].slice(0, sections);
  let made = 0;
  let done = 0;
  for (const [at, name] of names.entries()) {
    const heading = pen.heading(
      1,
      at === 0 && random.integer(2) === 0 ? `${topics[topic++ % topics.length]!}` : name,
    );
    targets.push({ kind: 'section', id: heading.id });
    const share = Math.ceil(middle / sections);
    const subsections = share > 4 ? 2 + random.integer(2) : 0;
    for (let index = 0; index < share; index++, done++) {
      if (subsections > 0 && index > 0 && (index - 1) % Math.ceil(share / subsections) === 0) {
        const sub = pen.heading(2, uniqueTitle(topics, topic++, field.things, random));
        targets.push({ kind: 'section', id: sub.id });
        if (share > 9 && random.integer(2) === 0) {
          pen.paragraph(plain(0));
          pen.heading(
            3,
            `${capital(random.pick(field.quantities)[0])} of ${random.pick(field.things)}`,
          );
        }
      }
      const special = random.integer(12);
      if (special === 0 && at === 0 && style.name !== 'revtex') {
        targets.push({ kind: 'theorem', id: writeTheorem(pen) });
        if (isPlain(style)) writeProof(pen);
      } else if (special === 1) list();
      else if (special === 9) writeQuote(pen);
      else if (special === 2 && at < 2) {
        writeCode(pen, field, random.integer(2) === 0 ? 'verbatim' : 'lstlisting');
      } else if (special < (at === 0 ? 7 : 4)) {
        writeEquation(pen);
        const equation = pen.elements.findLast(({ kind }) => kind === 'equation')!;
        if (equation.numbered) targets.push({ kind: 'equation', id: equation.id });
      }
      const due = made < makers.length && done >= ((made + 0.3) * middle) / makers.length;
      if (!due) pen.paragraph(plain(random.integer(3) === 0 ? 1 : 0));
      else {
        // The float stands in the source behind the paragraph that mentions it first.
        const start = pen.tex.length;
        const from = pen.elements.length;
        const kind = makers[made++]!;
        const id =
          kind === 'figure'
            ? writeFigure(floats)
            : kind === 'table'
              ? writeTable(floats)
              : writeAlgorithm(pen, field);
        const [tex, elements] = [pen.tex.splice(start), pen.elements.splice(from)];
        const words = pen.prose.paragraph(2 + random.integer(3), 0);
        const where = random.integer(2);
        const target = { kind, id };
        targets.push(target);
        pen.paragraph(
          where === 0 ? [...mention(target), ' ', ...words] : [...words, ' ', ...mention(target)],
        );
        pen.tex.push(...tex);
        pen.elements.push(...elements);
      }
    }
  }
  pen.heading(1, random.pick(['Conclusion', 'Conclusions', 'Outlook']));
  for (let index = 0; index < 2; index++) pen.paragraph(plain(0));
  if (random.integer(2) === 0) {
    pen.heading(1, random.pick(['Acknowledgements', 'Acknowledgments']), false);
    pen.paragraph(
      pen.prose.fill(
        'We are grateful to the staff of {place} for {count} hours of help, and to those who {act} the {things}.',
      ),
    );
  }
  pen.tex.push('%APPENDIX');
  pen.add({ id: 'appendix', kind: 'heading', inlines: [] });
  if (!hasAppendix) return;
  pen.heading(1, `Further ${random.pick(field.things)}`);
  pen.paragraph(plain(0));
  if (style.columns === 1 && random.integer(2) === 0) writeLongTable(floats);
  else writeTable(floats);
  pen.paragraph(plain(0));
  if (random.integer(2) === 0) {
    pen.heading(1, 'Settings of the trials');
    pen.paragraph(plain(0));
    writeFigure(floats);
    pen.paragraph(plain(0));
  }
}

const plural = (word: string): string =>
  word.endsWith('.') ? `${word.slice(0, -1)}s.` : word === '' ? '' : `${word}s`;

function uniqueTitle(
  topics: readonly string[],
  at: number,
  things: readonly string[],
  random: Random,
): string {
  const topic = topics[at % topics.length]!;
  return at < topics.length
    ? topic
    : `${topic} for ${things[Math.floor(at / topics.length) % things.length]}${random.integer(2) === 0 ? ' revisited' : ''}`;
}

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
