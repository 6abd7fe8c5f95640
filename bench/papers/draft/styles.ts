import type { CitationSystem } from './bibliography.ts';
import type { EntryForm } from './entry-forms.ts';

export interface StyleDraw {
  hyperref: boolean;
  lineNumbers: boolean;
  points: 10 | 11 | 12;
  font: string;
  citations: CitationSystem;
  /** Sections without numbers. */
  bareSections: boolean;
  contents: boolean;
  /** Captions by caption.sty, in one of its forms; empty: the class's own. */
  captions: string;
  microtype: boolean;
  equationsLeft: boolean;
  /** Running heads that name the section. */
  sectionHeads: boolean;
  columnRule: boolean;
  /** The appendix of a paper in two columns in one. */
  wideAppendix: boolean;
  balanced: boolean;
}

/** Classes that are plain enough to take what packages do to them. */
export const isPlain = ({ name }: PaperStyle): boolean => /^(?:article|neurips|acl)/.test(name);

/** Name and affiliation, already as LaTeX. */
export interface StyledAuthor {
  name: string;
  affiliation: string;
}

/** A way a paper is set: the class, and what in the source hangs on it. */
export interface PaperStyle {
  name: string;
  columns: 1 | 2;
  fonts: string[];
  points: (10 | 11 | 12)[];
  citations: CitationSystem[];
  /** Between the numbers of one citation; whether each has its own brackets. */
  citationLook: { separator: string; each: boolean; yearBrackets?: boolean };
  entryForm: EntryForm;
  /** Whether the entries' labels are `[3]` or `3.`. */
  entryLabel: 'brackets' | 'dot';
  figureWord: string;
  sectionWord: string;
  equationWord: string;
  /** Line numbers are offered. */
  review: boolean;
  /** About how many words a page takes. */
  wordsPerPage: number;
  preamble(draw: StyleDraw): string;
  /** From `\begin{document}` to the end of the abstract. */
  front(title: string, authors: StyledAuthor[], abstract: string, running: string): string;
  /** What headers and footers and stamps print, without page numbers. */
  furniture(title: string, running: string): string[];
  /** Between the main text and the appendices. */
  appendix: string;
  keywords?: string;
  /** Lists of terms, where the class sets them in its own way: room for the longest term, a mark behind each. */
  terms?: { room?(longest: string): string; mark?: string };
  /** LaTeX natbib options, for classes that load it themselves. */
  loadsNatbib: boolean;
  theorem: boolean;
  /** Whether the class prints a heading above the list of references. */
  headsReferences: boolean;
  captionAbove: boolean;
}

const FONTS: Readonly<Record<string, string>> = {
  cm: '\\usepackage[T1]{fontenc}',
  'cm-ot1': '',
  times: '\\usepackage[T1]{fontenc}\\usepackage{mathptmx}',
  'times-ot1': '\\usepackage{times}',
  palatino: '\\usepackage[T1]{fontenc}\\usepackage{mathpazo}',
  charter: '\\usepackage[T1]{fontenc}\\usepackage{charter}',
};

const natbib = ({ citations }: StyleDraw): string =>
  citations === 'author-year'
    ? '\\usepackage[round]{natbib}'
    : citations === 'natbib-numbers'
      ? '\\usepackage[numbers]{natbib}'
      : citations === 'natbib-sorted'
        ? '\\usepackage[numbers,sort&compress]{natbib}'
        : citations === 'raised'
          ? '\\usepackage[super,sort&compress]{natbib}'
          : citations === 'cite'
            ? '\\usepackage{cite}'
            : '';

const lineNumbers = (draw: StyleDraw, switchSides: boolean): string =>
  draw.lineNumbers
    ? `\\usepackage[${switchSides ? 'switch' : 'left'}]{lineno}\\renewcommand\\thelinenumber{\\ifnum\\value{linenumber}<100 0\\fi\\ifnum\\value{linenumber}<10 0\\fi\\arabic{linenumber}}\\renewcommand\\linenumberfont{\\normalfont\\scriptsize\\sffamily}\\AtBeginDocument{\\linenumbers}`
    : '';

const plainAuthors = (authors: StyledAuthor[]): string =>
  authors.map(({ name, affiliation }) => `${name}\\\\ \\small ${affiliation}`).join(' \\and ');

const articleFront = (title: string, authors: StyledAuthor[], abstract: string): string =>
  `\\begin{document}\n\\title{${title}}\n\\author{${plainAuthors(authors)}}\n\\date{}\n\\maketitle\n\\begin{abstract}\n${abstract}\n\\end{abstract}\n`;

const base: Pick<
  PaperStyle,
  | 'citationLook'
  | 'entryLabel'
  | 'figureWord'
  | 'sectionWord'
  | 'equationWord'
  | 'appendix'
  | 'loadsNatbib'
  | 'theorem'
  | 'captionAbove'
  | 'headsReferences'
  | 'points'
  | 'fonts'
  | 'review'
> = {
  citationLook: { separator: ', ', each: false },
  entryLabel: 'brackets',
  figureWord: 'Figure',
  sectionWord: 'Section',
  equationWord: 'Equation',
  appendix: '\\appendix\n',
  loadsNatbib: false,
  theorem: true,
  captionAbove: false,
  headsReferences: true,
  points: [10],
  fonts: ['cm'],
  review: false,
};

export const STYLES: PaperStyle[] = [
  {
    ...base,
    name: 'article-1',
    columns: 1,
    fonts: ['cm', 'cm-ot1', 'times', 'palatino', 'charter'],
    points: [10, 11, 12],
    citations: ['numeric', 'alpha', 'author-year', 'natbib-numbers', 'cite'],
    entryForm: 'plain',
    review: true,
    wordsPerPage: 480,
    preamble: (draw) =>
      `\\documentclass[${draw.points}pt,a4paper]{article}\n${FONTS[draw.font]}\n${natbib(draw)}\n${lineNumbers(draw, false)}\n\\usepackage{fancyhdr}\n\\usepackage[margin=2.8cm]{geometry}\n\\pagestyle{fancy}\\fancyhf{}`,
    front: (title, authors, abstract, running) =>
      `\\fancyhead[L]{\\small ${running}}\\fancyhead[R]{\\small \\wsheadright}\\fancyfoot[C]{\\thepage}\n${articleFront(title, authors, abstract)}`,
    furniture: (_, running) => [running],
  },
  {
    ...base,
    name: 'article-2',
    columns: 2,
    fonts: ['cm', 'times', 'times-ot1', 'palatino'],
    points: [10, 11],
    citations: ['numeric', 'cite', 'author-year', 'natbib-sorted', 'raised'],
    entryForm: 'plain',
    figureWord: 'Fig.',
    equationWord: 'Eq.',
    wordsPerPage: 680,
    preamble: (draw) =>
      `\\documentclass[${draw.points}pt,twocolumn,letterpaper]{article}\n${FONTS[draw.font]}\n${natbib(draw)}\n\\usepackage[margin=2cm,columnsep=8mm]{geometry}\n\\usepackage{eso-pic}`,
    front: (title, authors, abstract, running) =>
      `\\AddToShipoutPictureBG*{\\AtPageLowerLeft{\\put(22,230){\\rotatebox{90}{\\color{gray}\\Large ${running} [preprint] 12 Mar}}}}\n${articleFront(title, authors, abstract)}`,
    furniture: (_, running) => [`${running} [preprint] 12 Mar`],
  },
  {
    ...base,
    name: 'ieee',
    columns: 2,
    fonts: ['times-ot1', 'cm-ot1'],
    citations: ['cite', 'numeric'],
    citationLook: { separator: ', ', each: true },
    entryForm: 'ieee',
    figureWord: 'Fig.',
    equationWord: '',
    captionAbove: true,
    wordsPerPage: 850,
    preamble: (draw) => `\\documentclass[journal]{IEEEtran}\n${FONTS[draw.font]}\n${natbib(draw)}`,
    front: (title, authors, abstract, running) =>
      `\\begin{document}\n\\title{${title}}\n\\author{${authors.map(({ name }) => name).join(', ')}%\n\\thanks{The authors are with ${[...new Set(authors.map(({ affiliation }) => affiliation))].join('; ')}.}}\n\\markboth{Letters in Applied Drift, Vol. 7, No. 2}{${running}}\n\\maketitle\n\\begin{abstract}\n${abstract}\n\\end{abstract}\n`,
    // IEEEtran sets even and odd headers in capitals.
    furniture: (_, running) => ['LETTERS IN APPLIED DRIFT, VOL. 7, NO. 2', running.toUpperCase()],
    appendix: '\\appendices\n',
    terms: { room: (longest) => `[\\IEEEsetlabelwidth{${longest}}]` },
  },
  {
    ...base,
    name: 'acl-like',
    columns: 2,
    fonts: ['times'],
    points: [11],
    citations: ['author-year'],
    entryForm: 'acl',
    review: true,
    wordsPerPage: 750,
    preamble: (draw) =>
      `\\documentclass[11pt,a4paper,twocolumn]{article}\n\\usepackage[T1]{fontenc}\\usepackage{mathptmx}\n${natbib(draw)}\n${lineNumbers(draw, true)}\n\\usepackage[a4paper,left=2.5cm,right=2.5cm,top=2.5cm,bottom=2.5cm,columnsep=6mm]{geometry}\n\\setlength\\parindent{1em}\n\\usepackage{titlesec}\\titleformat*{\\section}{\\large\\bfseries}\\titleformat*{\\subsection}{\\normalsize\\bfseries}\\titleformat*{\\subsubsection}{\\normalsize\\bfseries}\\titlespacing*{\\section}{0pt}{2ex plus .4ex}{1ex}\\titlespacing*{\\subsection}{0pt}{1.6ex plus .4ex}{.8ex}\n\\usepackage[font=small]{caption}\n\\usepackage{fancyhdr}\\pagestyle{fancy}\\fancyhf{}\\renewcommand\\headrulewidth{0pt}`,
    front: (title, authors, abstract) =>
      `\\fancyfoot[C]{\\thepage}\\begin{document}\n\\twocolumn[\\begin{center}{\\Large\\bfseries ${title}\\par}\\vspace{1.2em}{\\large ${authors.map(({ name, affiliation }) => `\\begin{tabular}[t]{c}\\textbf{${name}}\\\\ ${affiliation}\\end{tabular}`).join('\\quad ')}\\par}\\vspace{2em}\\end{center}]\n\\fancypagestyle{first}{\\fancyfoot[L]{\\footnotesize Working notes of the fourth meeting on slow data, pages 1--12}\\fancyfoot[C]{}}\\thispagestyle{first}\n\\begin{center}\\large\\bfseries Abstract\\end{center}\n\\begin{quote}\\small ${abstract}\\end{quote}\n`,
    furniture: () => ['Working notes of the fourth meeting on slow data, pages 1–12'],
  },
  {
    ...base,
    name: 'neurips-like',
    columns: 1,
    fonts: ['times'],
    citations: ['author-year', 'natbib-sorted'],
    entryForm: 'plain',
    review: true,
    wordsPerPage: 620,
    captionAbove: true,
    preamble: (draw) =>
      `\\documentclass[10pt,letterpaper]{article}\n\\usepackage[T1]{fontenc}\\usepackage{mathptmx}\n${natbib(draw)}\n${lineNumbers(draw, false)}\n\\usepackage[letterpaper,textwidth=5.5in,textheight=9in,top=1in]{geometry}\n\\setlength\\parindent{0pt}\\setlength\\parskip{5.5pt}\n\\usepackage{titlesec}\\titleformat*{\\section}{\\large\\bfseries}\\titleformat*{\\subsection}{\\normalsize\\bfseries}\n\\usepackage{fancyhdr}\\pagestyle{fancy}\\fancyhf{}\\renewcommand\\headrulewidth{0pt}`,
    front: (title, authors, abstract) =>
      `\\fancyfoot[C]{\\thepage}\\fancypagestyle{first}{\\fancyfoot[L]{\\footnotesize Submitted to the 4th Symposium on Quiet Measurement. Do not distribute.}\\fancyfoot[C]{}}\n\\begin{document}\n\\thispagestyle{first}\n{\\hrule height 4pt\\vskip .25in\\centering\\LARGE\\bfseries ${title}\\par\\vskip .25in\\hrule height 1pt\\vskip .2in}\n\\begin{center}${authors.map(({ name, affiliation }) => `\\begin{tabular}[t]{c}\\textbf{${name}}\\\\ ${affiliation}\\end{tabular}`).join('\\quad ')}\\end{center}\n\\begin{center}\\large\\bfseries Abstract\\end{center}\n\\begin{quote}${abstract}\\end{quote}\n`,
    furniture: () => ['Submitted to the 4th Symposium on Quiet Measurement. Do not distribute.'],
  },
  ...(['sigconf', 'acmsmall'] as const).map((format): PaperStyle => ({
    ...base,
    name: `acmart-${format}`,
    columns: format === 'sigconf' ? 2 : 1,
    citations: ['natbib-sorted', 'author-year'],
    citationLook: { separator: ', ', each: false, yearBrackets: true },
    entryForm: 'acm',
    loadsNatbib: true,
    wordsPerPage: format === 'sigconf' ? 800 : 560,
    captionAbove: true,
    preamble: (draw) =>
      `\\documentclass[${format},nonacm]{acmart}\n${draw.citations === 'author-year' ? '\\citestyle{acmauthoryear}' : ''}\n\\settopmatter{printacmref=false,printfolios=true}`,
    front: (title, authors, abstract, running) =>
      `\\begin{document}\n\\title[${running}]{${title}}\n${authors.map(({ name, affiliation }) => `\\author{${name}}\\affiliation{\\institution{${affiliation}}\\city{Halvik}\\country{Orrin}}`).join('\n')}\n\\renewcommand\\shortauthors{First et al.}\n\\begin{abstract}\n${abstract}\n\\end{abstract}\n\\maketitle\n`,
    furniture: (_, running) => [running, 'First et al.'],
  })),
  {
    ...base,
    name: 'llncs',
    columns: 1,
    fonts: ['cm', 'cm-ot1'],
    citations: ['numeric', 'cite'],
    citationLook: { separator: ',', each: false },
    entryForm: 'springer',
    entryLabel: 'dot',
    figureWord: 'Fig.',
    sectionWord: 'Sect.',
    equationWord: 'Eq.',
    wordsPerPage: 420,
    theorem: false,
    captionAbove: true,
    preamble: (draw) =>
      `\\documentclass[runningheads]{llncs}\n${FONTS[draw.font]}\n${natbib(draw)}`,
    front: (title, authors, abstract, running) =>
      `\\begin{document}\n\\title{${title}}\n\\titlerunning{${running}}\n\\author{${authors.map(({ name }, index) => `${name}\\inst{${index + 1}}`).join(' \\and ')}}\n\\authorrunning{First et al.}\n\\institute{${authors.map(({ affiliation }) => affiliation).join(' \\and ')}}\n\\maketitle\n\\begin{abstract}\n${abstract}\n\\end{abstract}\n`,
    furniture: (_, running) => [running, 'First et al.'],
  },
  ...([1, 2] as const).map((columns): PaperStyle => ({
    ...base,
    name: `elsarticle-${columns}`,
    columns,
    fonts: ['cm', 'times'],
    citations: ['natbib-sorted', 'author-year'],
    entryForm: 'plain',
    figureWord: 'Fig.',
    equationWord: 'Eq.',
    loadsNatbib: true,
    review: columns === 1,
    captionAbove: true,
    wordsPerPage: columns === 1 ? 400 : 800,
    preamble: (draw) =>
      `\\documentclass[${columns === 1 ? 'preprint,12pt' : 'final,5p,times'},${draw.citations === 'author-year' ? 'authoryear' : 'numbers,sort&compress'}]{elsarticle}\n${columns === 1 ? FONTS[draw.font] : '\\usepackage[T1]{fontenc}'}\n${lineNumbers(draw, false)}\n\\journal{Annals of Invented Measurement}`,
    front: (title, authors, abstract) =>
      `\\begin{document}\n\\begin{frontmatter}\n\\title{${title}}\n${authors.map(({ name, affiliation }, index) => `\\author[a${index}]{${name}}\\affiliation[a${index}]{organization={${affiliation}}}`).join('\n')}\n\\begin{abstract}\n${abstract}\n\\end{abstract}\n\\end{frontmatter}\n`,
    furniture: () =>
      columns === 1 ? ['Preprint submitted to Annals of Invented Measurement'] : [],
  })),
  {
    ...base,
    name: 'revtex',
    headsReferences: false,
    fonts: ['cm-ot1', 'times-ot1'],
    columns: 2,
    citations: ['natbib-sorted'],
    citationLook: { separator: ', ', each: false },
    entryForm: 'aps',
    figureWord: 'Fig.',
    sectionWord: 'Sec.',
    equationWord: 'Eq.',
    loadsNatbib: true,
    wordsPerPage: 850,
    terms: { mark: ':' },
    preamble: (draw) =>
      `\\documentclass[aps,prd,reprint,nofootinbib]{revtex4-2}\n${FONTS[draw.font]}`,
    front: (title, authors, abstract) =>
      `\\begin{document}\n\\title{${title}}\n${authors.map(({ name, affiliation }) => `\\author{${name}}\\affiliation{${affiliation}}`).join('\n')}\n\\begin{abstract}\n${abstract}\n\\end{abstract}\n\\maketitle\n`,
    furniture: () => [],
  },
];
