import { encode } from 'fast-png';
import type { Random } from '../../../src/core/random.ts';
import { capital } from './prose.ts';
import { escapeLatex } from './inline.ts';
import type { Field } from './vocabulary.ts';

export const PICTURE_KINDS = ['bar', 'line', 'scatter', 'diagram', 'raster', 'words'] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

export interface Picture {
  latex: string;
  image?: { name: string; bytes: Uint8Array };
}

/** A picture about as wide as `width` (a LaTeX length). */
export function drawPicture(
  random: Random,
  field: Field,
  kind: PictureKind,
  width: string,
  name: string,
): Picture {
  const [first, second] = random.shuffle(field.quantities);
  const methods = random.shuffle(field.methods);
  const axis = (options: string, body: string): string =>
    `\\begin{tikzpicture}\\begin{axis}[width=${width},height=${random.pick(['4.2cm', '4.6cm', '5cm'])},tick label style={font=\\scriptsize},label style={font=\\footnotesize},legend style={font=\\scriptsize},${options}]\n${body}\n\\end{axis}\\end{tikzpicture}`;
  switch (kind) {
    case 'bar': {
      const names = ['A', 'B', 'C', 'D', 'E'].slice(0, 3 + random.integer(3));
      const series = (): string =>
        names.map((each) => `(${each},${5 + random.integer(90)})`).join(' ');
      const two = random.integer(2) === 0;
      return {
        latex: axis(
          `ybar,ymin=0,bar width=5pt,enlarge x limits=0.2,symbolic x coords={${names.join(',')}},xtick=data,ylabel={${axisLabel(first!)}}${two ? ',legend pos=north east' : ''}`,
          `\\addplot coordinates {${series()}};${two ? `\\addplot coordinates {${series()}};\\legend{${methods[0]},${methods[1]}}` : ''}`,
        ),
      };
    }
    case 'line': {
      const count = 1 + random.integer(3);
      const plots = Array.from({ length: count }, () => {
        let y = 10 + random.integer(50);
        return `\\addplot coordinates {${[0, 10, 20, 30, 40, 50].map((x) => `(${x},${(y += random.integer(15) - 5)})`).join(' ')}};`;
      });
      return {
        latex: axis(
          `xlabel={${axisLabel(second!)}},ylabel={${axisLabel(first!)}},${random.pick(['grid=major', 'axis lines=left', 'grid=none'])},legend pos=${random.pick(['north west', 'outer north east', 'south east'])}`,
          `${plots.join('\n')}${count > 1 ? `\\legend{${methods.slice(0, count).join(',')}}` : ''}`,
        ),
      };
    }
    case 'scatter': {
      const points = Array.from(
        { length: 25 + random.integer(30) },
        () => `(${random.integer(1000) / 10},${random.integer(1000) / 10})`,
      );
      return {
        latex: axis(
          `only marks,mark size=1pt,xlabel={${axisLabel(first!)}},ylabel={${axisLabel(second!)}}`,
          `\\addplot[only marks,mark=${random.pick(['*', 'x', 'o'])}] coordinates {${points.join(' ')}};`,
        ),
      };
    }
    case 'diagram': {
      const words = [...random.shuffle(field.things).slice(0, 3), methods[0]!];
      const stacked = random.integer(2) === 0;
      const nodes = words.map(
        (word, index) =>
          `\\node[draw,${random.pick(['rounded corners', 'fill=gray!15', ''])},text width=1.5cm,align=center,font=\\scriptsize,minimum height=0.8cm] (n${index}) at ${stacked ? `(${(index % 2) * 3},${-Math.floor(index / 2) * 1.5})` : `(${index * 2.1 * (width === '\\textwidth' ? 1.6 : 0.95)},0)`} {${escapeLatex(word)}};`,
      );
      const arrows = [1, 2, 3].map((index) => `\\draw[->] (n${index - 1}) -- (n${index});`);
      return {
        latex: `\\begin{tikzpicture}\n${nodes.join('\n')}\n${arrows.join('\n')}\n\\end{tikzpicture}`,
      };
    }
    case 'words': {
      // A box of words, as prompts and dialogues are shown: its lines look like body text and are none.
      const lines = Array.from(
        { length: 3 + random.integer(4) },
        () =>
          `\\textbf{${random.pick(['Operator', 'Station', 'Reader', 'Ledger'])}:} ${random.pick(field.methods)} for the ${random.pick(field.things)} in ${escapeLatex(random.pick(field.places))}, ${random.pick(['then wait', 'then stop', 'and repeat', 'unless it fails'])} after ${2 + random.integer(90)} ${random.pick(['rounds', 'minutes', 'passes'])}.`,
      );
      return {
        latex: `\\fbox{\\begin{minipage}{0.9\\linewidth}\\raggedright\\${random.pick(['small', 'footnotesize', 'normalsize'])} ${lines.join('\\par ')}\\end{minipage}}`,
      };
    }
    case 'raster':
      return {
        latex: `\\includegraphics[width=${width === '\\linewidth' ? '0.9\\linewidth' : width}]{${name}.png}`,
        image: { name: `${name}.png`, bytes: drawRaster(random) },
      };
  }
}

/** A grey picture like one under a microscope: soft spots over a gradient. */
function drawRaster(random: Random): Uint8Array {
  const [width, height] = [180, 90 + 10 * random.integer(4)];
  const spots = Array.from(
    { length: 14 },
    () => [random.integer(width), random.integer(height), 5 + random.integer(18)] as const,
  );
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let grey = 60 + (80 * x) / width;
      for (const [sx, sy, radius] of spots)
        grey += 90 * Math.exp(-((x - sx) ** 2 + (y - sy) ** 2) / radius ** 2);
      data[y * width + x] = Math.min(230, Math.round(grey / 8) * 8);
    }
  return encode({ width, height, data, channels: 1, depth: 8 });
}

const axisLabel = ([quantity, unit]: [string, string]): string =>
  escapeLatex(`${capital(quantity)} (${unit})`);
