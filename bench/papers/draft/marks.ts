/**
 * Marks in the source that write where the compiler put them: whatsits of no size in horizontal or display material, after
 * pdfTeX's `\pdfsavepos`, so that they move nothing and print nothing. `--no-marks` compiles the same paper without them,
 * which shows it.
 *
 * Lines of the `.pos` file: `P` at each page; `M id x y size baselineskip linewidth` for a point; `B id x y width height
 * depth` for a box whose reference point is x, y; `L` once with the page's measures. Lengths are scaled points or `pt`.
 */
export const MARK_MACROS = String.raw`
\makeatletter
\newwrite\wspos
\immediate\openout\wspos=\jobname.pos
\AddToHook{shipout/before}{\immediate\write\wspos{P}}
\DeclareRobustCommand\wsmark[1]{\begingroup\edef\wsw{\noexpand\write\noexpand\wspos{M #1 \noexpand\the\noexpand\pdflastxpos\space\noexpand\the\noexpand\pdflastypos\space\f@size pt\space\the\dimexpr\baselineskip\relax\space\the\linewidth}}\pdfsavepos\wsw\endgroup}
\DeclareRobustCommand\wscorner[1]{\begingroup\edef\wsw{\noexpand\write\noexpand\wspos{B #1 \noexpand\the\noexpand\pdflastxpos\space\noexpand\the\noexpand\pdflastypos\space\the\wd0 \space\the\ht0 \space\the\dp0 }}\pdfsavepos\wsw\endgroup}
\newcommand\wsbox[2]{\leavevmode\begingroup\sbox0{#2}\hbox{\wscorner{#1}\box0}\endgroup}
\newcommand\wsmath[2]{\begingroup\setbox0\hbox{$\displaystyle #2$}\hbox{\wscorner{#1}\box0}\endgroup}
\newcommand\wsmeasures{\immediate\write\wspos{L \the\paperwidth\space\the\paperheight\space\the\hoffset\space\the\oddsidemargin\space\the\evensidemargin\space\the\textwidth\space\the\columnwidth\space\the\columnsep\space\if@twoside 1\else 0\fi}}
\makeatother
`;

/** The same names that do nothing but set their contents. */
export const NO_MARK_MACROS = String.raw`
\newcommand\wsmark[1]{}
\newcommand\wsbox[2]{\leavevmode\begingroup\sbox0{#2}\hbox{\box0}\endgroup}
\newcommand\wsmath[2]{\begingroup\setbox0\hbox{$\displaystyle #2$}\hbox{\box0}\endgroup}
\newcommand\wsmeasures{}
`;

export interface PointMark {
  page: number;
  /** PDF points from the page's top left corner. */
  x: number;
  y: number;
  size: number;
  leading: number;
  lineWidth: number;
}

export interface BoxMark {
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PageMeasures {
  width: number;
  height: number;
  left: { odd: number; even: number };
  textWidth: number;
  columnWidth: number;
  columnSeparation: number;
}

const POINTS_PER_TEX_POINT = 72 / 72.27;
const scaled = (text: string): number => (Number(text) / 65536) * POINTS_PER_TEX_POINT;
const length = (text: string): number => {
  const value = Number(text.replace(/pt$/, ''));
  if (Number.isNaN(value)) throw new Error(`not a length in a .pos file: ${text}`);
  return value * POINTS_PER_TEX_POINT;
};

export function parseMarks(pos: string): {
  points: Map<string, PointMark[]>;
  boxes: Map<string, BoxMark[]>;
  measures: PageMeasures;
  pages: number;
} {
  const points = new Map<string, PointMark[]>();
  const boxes = new Map<string, BoxMark[]>();
  let measures: PageMeasures | null = null;
  let page = 0;
  // TeX breaks lines of a file at 79 characters only on the terminal; each write is one line here.
  for (const line of pos.split('\n')) {
    const [kind, id, ...rest] = line.trim().split(/\s+/);
    if (kind === 'P') page++;
    else if (kind === 'L') {
      const [width, height, offset, odd, even, textWidth, columnWidth, columnSeparation] = [
        id!,
        ...rest,
      ]
        .slice(0, 8)
        .map(length) as [number, number, number, number, number, number, number, number];
      const isTwoSided = rest.at(-1) === '1';
      measures = {
        width,
        height,
        left: { odd: 72 + offset + odd, even: 72 + offset + (isTwoSided ? even : odd) },
        textWidth,
        columnWidth,
        columnSeparation,
      };
    } else if (kind === 'M') {
      const [x, y, size, leading, lineWidth] = rest;
      push(points, id!, {
        page,
        x: scaled(x!),
        y: measures!.height - scaled(y!),
        size: length(size!),
        leading: length(leading!),
        lineWidth: length(lineWidth!),
      });
    } else if (kind === 'B') {
      const [x, y, width, height, depth] = rest;
      push(boxes, id!, {
        page,
        x: scaled(x!),
        y: measures!.height - scaled(y!) - length(height!),
        width: length(width!),
        height: length(height!) + length(depth!),
      });
    }
  }
  if (measures === null) throw new Error('the .pos file has no line of measures');
  return { points, boxes, measures, pages: page };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
