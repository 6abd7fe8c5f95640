import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Box } from '../../src/core/records/index.ts';

export interface PageInk {
  /** The smallest box around all ink inside `box`; null where there is none. Points from the top left. */
  within(box: Box): Box | null;
}

const DPI = 144;
/** Lighter than this is paper. */
const PAPER = 245;

/** The pages of a file as grey pictures, by poppler. */
export function renderInk(pdf: string): PageInk[] {
  const folder = mkdtempSync(join(tmpdir(), 'ink-'));
  try {
    execFileSync('pdftoppm', ['-gray', '-r', String(DPI), pdf, join(folder, 'p')]);
    return readdirSync(folder)
      .toSorted()
      .map((name) => pageInk(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function pageInk(pgm: Buffer): PageInk {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 64).toString('latin1'));
  if (head === null) throw new Error('pdftoppm gave no grey picture');
  const [width, height] = [Number(head[1]), Number(head[2])];
  const pixels = pgm.subarray(head[0].length);
  const scale = DPI / 72;
  return {
    within(box) {
      const left = Math.max(0, Math.floor(box.x * scale));
      const right = Math.min(width, Math.ceil((box.x + box.width) * scale));
      const top = Math.max(0, Math.floor(box.y * scale));
      const bottom = Math.min(height, Math.ceil((box.y + box.height) * scale));
      let [x0, x1, y0, y1] = [right, left, bottom, top];
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++)
          if (pixels[y * width + x]! < PAPER) {
            if (x < x0) x0 = x;
            if (x >= x1) x1 = x + 1;
            if (y < y0) y0 = y;
            if (y >= y1) y1 = y + 1;
          }
      return x1 <= x0
        ? null
        : { x: x0 / scale, y: y0 / scale, width: (x1 - x0) / scale, height: (y1 - y0) / scale };
    },
  };
}
