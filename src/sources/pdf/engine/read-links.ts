import type { PageLink } from './page-content.ts';
import type { Pdfium } from './load-pdfium.ts';
import { applyX, applyY, moveBox, type PageFrame } from './page-frame.ts';

const MAX_LINKS = 20_000;
/** PDFACTION_* of fpdf_doc.h. A link that starts a program or opens another file has no target of ours. */
const ACTION = { goTo: 1, uri: 3 };
/** PDFDEST_VIEW_* of fpdf_doc.h: which of the parameters is an x and which a y. */
const VIEW_POSITION: Record<number, { x?: number; y?: number }> = {
  1: { x: 0, y: 1 },
  3: { y: 0 },
  4: { x: 0 },
  5: { x: 0, y: 3 },
  7: { y: 0 },
  8: { x: 0 },
};

/** Frames of pages by their 0-based index, found once each. */
export type FrameOf = (index: number) => PageFrame;

export interface Destination {
  page: number;
  x: number | null;
  y: number | null;
}

/** Link annotations of a loaded page. Targets are told, never followed. */
export function readLinks(
  pdfium: Pdfium,
  document: number,
  page: number,
  frame: PageFrame,
  frameOf: FrameOf,
): PageLink[] {
  const { call, heap } = pdfium;
  const links: PageLink[] = [];
  const position = call.malloc(8);
  heap.integers[position >> 2] = 0;
  try {
    while (links.length < MAX_LINKS && call.FPDFLink_Enumerate(page, position, position + 4)) {
      const link = heap.integers[(position + 4) >> 2]!;
      const target = readTarget(pdfium, document, link, frameOf);
      if (target === null) continue;
      for (const box of readBoxes(pdfium, link, frame)) links.push({ box, target });
    }
  } finally {
    call.free(position);
  }
  return links;
}

/** One box, or one for each line where the link goes over several. */
function readBoxes({ call, heap }: Pdfium, link: number, frame: PageFrame): PageLink['box'][] {
  const s = heap.scratch;
  const at = s >> 2;
  const boxes: PageLink['box'][] = [];
  const quads = Math.min(call.FPDFLink_CountQuadPoints(link), 64);
  if (quads > 1) {
    for (let quad = 0; quad < quads; quad++) {
      if (!call.FPDFLink_GetQuadPoints(link, quad, s)) continue;
      const p = [...heap.floats.subarray(at, at + 8)];
      const xs = [p[0]!, p[2]!, p[4]!, p[6]!];
      const ys = [p[1]!, p[3]!, p[5]!, p[7]!];
      boxes.push(
        moveBox(frame.matrix, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)),
      );
    }
    if (boxes.length > 0) return boxes;
  }
  if (!call.FPDFLink_GetAnnotRect(link, s)) return boxes;
  const [left, top, right, bottom] = heap.floats.subarray(at, at + 4);
  boxes.push(moveBox(frame.matrix, left!, bottom!, right!, top!));
  return boxes;
}

function readTarget(
  pdfium: Pdfium,
  document: number,
  link: number,
  frameOf: FrameOf,
): PageLink['target'] | null {
  const { call, heap } = pdfium;
  const direct = call.FPDFLink_GetDest(document, link);
  if (direct !== 0) return readDestination(pdfium, document, direct, frameOf);
  const action = call.FPDFLink_GetAction(link);
  if (action === 0) return null;
  const type = call.FPDFAction_GetType(action);
  if (type === ACTION.uri) {
    const uri = heap.readUtf8((buffer, bytes) =>
      call.FPDFAction_GetURIPath(document, action, buffer, bytes),
    );
    return uri === '' ? null : { uri };
  }
  if (type !== ACTION.goTo) return null;
  const goal = call.FPDFAction_GetDest(document, action);
  return goal === 0 ? null : readDestination(pdfium, document, goal, frameOf);
}

/** Null for a destination that names no page of this file. */
export function readDestination(
  { call, heap }: Pdfium,
  document: number,
  destination: number,
  frameOf: FrameOf,
): Destination | null {
  const index = call.FPDFDest_GetDestPageIndex(document, destination);
  if (index < 0 || index >= call.FPDF_GetPageCount(document)) return null;
  const s = heap.scratch;
  const at = s >> 2;
  const view = call.FPDFDest_GetView(destination, s, s + 8);
  const count = Math.min(4, heap.integers[at]!);
  const numbers = [...heap.floats.subarray(at + 2, at + 2 + count)];
  const place = VIEW_POSITION[view] ?? {};
  let x = place.x === undefined ? null : (numbers[place.x] ?? null);
  let y = place.y === undefined ? null : (numbers[place.y] ?? null);
  if (view === 1) {
    // XYZ: any of the three may be null in the file, which only this call tells.
    const has = call.FPDFDest_GetLocationInPage(
      destination,
      s,
      s + 4,
      s + 8,
      s + 12,
      s + 16,
      s + 20,
    );
    const flags = heap.integers;
    x = has && flags[at] ? heap.floats[at + 3]! : null;
    y = has && flags[at + 1] ? heap.floats[at + 4]! : null;
  }
  return { page: index + 1, ...show(x, y, frameOf(index)) };
}

/** In a page turned by 90° the file's y is the shown x. */
function show(
  x: number | null,
  y: number | null,
  { matrix: m }: PageFrame,
): { x: number | null; y: number | null } {
  const turned = m[0] === 0;
  const shownX = turned ? y : x;
  const shownY = turned ? x : y;
  return {
    x: shownX === null ? null : applyX(m, x ?? 0, y ?? 0),
    y: shownY === null ? null : applyY(m, x ?? 0, y ?? 0),
  };
}
