import { openPdf } from '../../sources/pdf/engine/open-pdf.ts';
import { drawPaper } from '../../sources/pdf/look/draw-paper.ts';
import type { PagePicture } from '../../sources/pdf/look/page-sheet.ts';
import type { Paper } from '../../sources/pdf/paper.ts';

const CROPPED = new Set(['figure', 'table', 'equation']);
/** Pixels a point of crops: they are looked at closely. */
const CROP_SCALE = 2;

export interface LookOptions {
  name: string;
  scale: number;
  signal: AbortSignal;
  onPage(done: number): void;
}

/** The page of a paper, with its pages and its floats drawn. A page that cannot be drawn is left blank, and says so. */
export async function lookAt(
  bytes: Uint8Array,
  paper: Paper,
  { name, scale, signal, onPage }: LookOptions,
): Promise<string> {
  const pdf = await openPdf(bytes);
  try {
    const pages: PagePicture[] = [];
    const crops = new Map<string, string>();
    for (const { page, width, height } of paper.pages) {
      signal.throwIfAborted();
      const whole = { x: 0, y: 0, width, height };
      pages.push({ page, source: await draw(() => pdf.renderCrop(page, whole, { scale })) });
      for (const { id, kind, box, page: on } of paper.elements) {
        if (on !== page || !CROPPED.has(kind) || box.width <= 0 || box.height <= 0) continue;
        const crop = await draw(() => pdf.renderCrop(page, box, { scale: CROP_SCALE, padding: 2 }));
        if (crop !== null) crops.set(id, crop);
      }
      onPage(pages.length);
    }
    return drawPaper({ paper, pages, crops, verdicts: new Map(), name });
  } finally {
    pdf.close();
  }
}

async function draw(picture: () => Promise<Uint8Array>): Promise<string | null> {
  try {
    return `data:image/png;base64,${Buffer.from(await picture()).toString('base64')}`;
  } catch {
    // The page says that this part could not be drawn; why is among the paper's faults.
    return null;
  }
}
