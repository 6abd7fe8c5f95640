import type { PageCharacters, PageContent } from '../engine/page-content.ts';
import type { Pdf } from '../engine/open-pdf.ts';
import { decodeLine, type ReadCharacter } from './decode-line.ts';
import { findTextBoxes, type TextBox } from './find-text-boxes.ts';
import type { Recogniser } from './open-recogniser.ts';
import { samplePicture } from './sample-picture.ts';

export const OCR_DEFAULTS = {
  /** Pixels a point at which a page is drawn: 200 dots an inch. */
  scale: 200 / 72,
  /** Longest side of the picture that lines are looked for in. */
  detectionSide: 1_280,
  /** Lines below this mean probability are dropped. */
  leastScore: 0.6,
  lineHeight: 48,
  longestLine: 2_400,
} as const;

const IMAGE_MEAN = [0.485, 0.456, 0.406] as const;
const IMAGE_DEVIATION = [0.229, 0.224, 0.225] as const;
const HALF = [0.5, 0.5, 0.5] as const;

/**
 * The text of a page without a text layer, as characters with boxes in points, so that all later stages read it like any
 * other page. Lines come from the top down. The page's paths, images and links stay.
 */
export async function recognisePage(
  content: PageContent,
  pdf: Pick<Pdf, 'renderPage'>,
  recogniser: Recogniser,
): Promise<PageContent> {
  const { scale, detectionSide, leastScore, lineHeight, longestLine } = OCR_DEFAULTS;
  const picture = pdf.renderPage(content.page, { scale });
  const shrink = Math.min(1, detectionSide / Math.max(picture.width, picture.height));
  const width = Math.max(32, Math.round((picture.width * shrink) / 32) * 32);
  const height = Math.max(32, Math.round((picture.height * shrink) / 32) * 32);
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  const input = samplePicture(picture, whole, width, height, IMAGE_MEAN, IMAGE_DEVIATION);
  const map = await recogniser.detect(input, width, height);
  const [ratioX, ratioY] = [picture.width / width, picture.height / height];
  const boxes = findTextBoxes(map, width, height)
    .map((box) => ({
      ...box,
      x: box.x * ratioX,
      y: box.y * ratioY,
      width: box.width * ratioX,
      height: box.height * ratioY,
    }))
    .toSorted(byPlace);
  const lines: { box: TextBox; characters: ReadCharacter[] }[] = [];
  for (const box of boxes) {
    const wide = Math.min(
      longestLine,
      Math.max(lineHeight, Math.round((box.width * lineHeight) / box.height)),
    );
    const crop = samplePicture(picture, box, wide, lineHeight, HALF, HALF);
    const { steps, classes, probabilities } = await recogniser.recognise(crop, wide);
    const line = decodeLine(probabilities, steps, classes, recogniser.characters);
    if (line.score >= leastScore && line.characters.length > 0)
      lines.push({ box, characters: line.characters });
  }
  return {
    ...content,
    characters: toCharacters(lines, scale),
    fonts: [
      {
        name: 'recognised',
        weight: 400,
        bold: false,
        italic: false,
        monospace: false,
        serif: true,
        mathematics: false,
      },
    ],
  };
}

/** Lines whose middles lie within half a line of one another stand side by side, from the left. */
function byPlace(a: TextBox, b: TextBox): number {
  const [left, right] = [a.y + a.height / 2, b.y + b.height / 2];
  return Math.abs(left - right) < Math.min(a.height, b.height) / 2 ? a.x - b.x : left - right;
}

function toCharacters(
  lines: readonly { box: TextBox; characters: ReadCharacter[] }[],
  scale: number,
): PageCharacters {
  const heights = lines.map(({ box }) => box.height).toSorted((a, b) => a - b);
  const usual = heights[Math.floor(heights.length / 2)] ?? 0;
  const all = lines.flatMap(({ box, characters }) => characters.map((one) => ({ ...one, box })));
  const count = all.length;
  const characters: PageCharacters = {
    count,
    codePoints: new Uint32Array(count),
    ink: new Float32Array(4 * count),
    loose: new Float32Array(4 * count),
    origins: new Float32Array(2 * count),
    sizes: new Float32Array(count),
    fonts: new Uint16Array(count),
    angles: new Float32Array(count),
    flags: new Uint8Array(count),
  };
  all.forEach(({ character, from, to, box }, at) => {
    const x0 = (box.x + from * box.width) / scale;
    const x1 = (box.x + to * box.width) / scale;
    // The box is the line's with its slack: letters stand on about a quarter of its height.
    const [y0, y1] = [(box.y + 0.12 * box.height) / scale, (box.y + 0.88 * box.height) / scale];
    characters.codePoints[at] = character.codePointAt(0)!;
    characters.ink.set([x0, y0, x1, y1], 4 * at);
    characters.loose.set([x0, y0, x1, y1], 4 * at);
    characters.origins.set([x0, y0 + 0.8 * (y1 - y0)], 2 * at);
    // Boxes of one size of type differ by a pixel or two: what is near the usual height has the usual size.
    const height = Math.abs(box.height - usual) <= 0.18 * usual ? usual : box.height;
    characters.sizes[at] = (0.72 * height) / scale;
  });
  return characters;
}
