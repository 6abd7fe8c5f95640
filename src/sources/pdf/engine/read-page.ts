import { CHARACTER_FLAGS, type PageContent } from './page-content.ts';
import type { Pdfium } from './load-pdfium.ts';
import type { PageFrame } from './page-frame.ts';
import { readCharacters } from './read-characters.ts';
import { type FrameOf, readLinks } from './read-links.ts';
import { readObjects } from './read-objects.ts';
import { readTags } from './read-tags.ts';

/** From which share of each channel on an area is white: characters in white on it are not seen. */
const WHITE = 250;

export function emptyPage(page: number): PageContent {
  return {
    page,
    width: 0,
    height: 0,
    characters: {
      count: 0,
      codePoints: new Uint32Array(0),
      ink: new Float32Array(0),
      loose: new Float32Array(0),
      origins: new Float32Array(0),
      sizes: new Float32Array(0),
      fonts: new Uint16Array(0),
      angles: new Float32Array(0),
      flags: new Uint8Array(0),
      markedContent: new Int32Array(0),
    },
    fonts: [],
    paths: [],
    images: [],
    links: [],
    tags: [],
    faults: [],
  };
}

/** Reads a loaded page into `content`, part by part: where the engine traps, what came before it stays. */
export function fillPage(
  content: PageContent,
  pdfium: Pdfium,
  document: number,
  page: number,
  frame: PageFrame,
  frameOf: FrameOf,
): void {
  content.width = frame.width;
  content.height = frame.height;
  const textPage = pdfium.call.FPDFText_LoadPage(page);
  let white: number[] = [];
  if (textPage === 0) content.faults.push('the text of the page cannot be read');
  else {
    const read = readCharacters(pdfium, textPage, frame);
    content.characters = read.characters;
    content.fonts = read.fonts;
    white = read.white;
    pdfium.call.FPDFText_ClosePage(textPage);
  }
  const objects = readObjects(pdfium, page, frame);
  content.paths = objects.paths;
  content.images = objects.images;
  content.faults.push(...objects.faults);
  hideWhite(content, white);
  content.links = readLinks(pdfium, document, page, frame, frameOf);
  content.tags = readTags(pdfium, page);
}

/** White characters are hidden where no image and no coloured area lies under their middle. */
function hideWhite({ characters, paths, images }: PageContent, white: readonly number[]): void {
  if (white.length === 0) return;
  const grounds = [
    ...images.map((image) => image.box),
    ...paths.filter((path) => path.filled && !isWhite(path.color)).map((path) => path.box),
  ];
  for (const at of white) {
    const x = (characters.loose[at * 4]! + characters.loose[at * 4 + 2]!) / 2;
    const y = (characters.loose[at * 4 + 1]! + characters.loose[at * 4 + 3]!) / 2;
    const seen = grounds.some(
      (box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
    );
    if (!seen) characters.flags[at]! |= CHARACTER_FLAGS.hidden;
  }
}

function isWhite(color: number): boolean {
  return (
    color >>> 24 >= WHITE && ((color >>> 16) & 0xff) >= WHITE && ((color >>> 8) & 0xff) >= WHITE
  );
}
