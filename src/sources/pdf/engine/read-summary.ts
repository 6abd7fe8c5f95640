import type { OutlineEntry, PdfSummary } from './page-content.ts';
import type { Pdfium } from './load-pdfium.ts';
import { type Destination, type FrameOf, readDestination } from './read-links.ts';

export const DEFAULTS = {
  maxOutlineEntries: 20_000,
  maxOutlineDepth: 32,
  maxDestinations: 50_000,
};

const METADATA = [
  'Title',
  'Author',
  'Subject',
  'Keywords',
  'Creator',
  'Producer',
  'CreationDate',
  'ModDate',
];
/** Values of FPDF_GetFormType that mean: no form. */
const NO_FORM = 0;
const GO_TO = 1;

/** What the file says of itself. `bytes` are only searched for the names of scripts, which are never run. */
export function readSummary(
  pdfium: Pdfium,
  document: number,
  pages: number,
  bytes: Uint8Array,
  frameOf: FrameOf,
): PdfSummary {
  const { call, heap } = pdfium;
  const metadata: Record<string, string> = {};
  for (const key of METADATA) {
    const name = heap.copyIn(new TextEncoder().encode(`${key}\0`));
    const value = heap.readUtf16((buffer, size) =>
      call.FPDF_GetMetaText(document, name, buffer, size),
    );
    call.free(name);
    if (value.trim() !== '') metadata[key] = value.trim();
  }
  const language = heap.readUtf16((buffer, size) =>
    call.FPDFCatalog_GetLanguage(document, buffer, size),
  );
  return {
    pages,
    metadata,
    language: language === '' ? null : language,
    outline: readOutline(pdfium, document, frameOf),
    destinations: readDestinations(pdfium, document, frameOf),
    tagged: call.FPDFCatalog_IsTagged(document) === 1,
    active: findActive(pdfium, document, bytes),
  };
}

/** In the order of the file. Entries that point back to earlier ones are left out, so that a circle ends. */
function readOutline(pdfium: Pdfium, document: number, frameOf: FrameOf): OutlineEntry[] {
  const { call, heap } = pdfium;
  const entries: OutlineEntry[] = [];
  const seen = new Set<number>();
  visit(call.FPDFBookmark_GetFirstChild(document, 0), 1);
  return entries;

  function visit(first: number, level: number): void {
    for (
      let mark = first;
      mark !== 0 && !seen.has(mark) && entries.length < DEFAULTS.maxOutlineEntries;
      mark = call.FPDFBookmark_GetNextSibling(document, mark)
    ) {
      seen.add(mark);
      const title = heap.readUtf16((buffer, size) =>
        call.FPDFBookmark_GetTitle(mark, buffer, size),
      );
      const target = readGoal(mark);
      entries.push({
        title: title.replaceAll(/\s+/gu, ' ').trim(),
        level,
        page: target?.page ?? null,
        y: target?.y ?? null,
      });
      if (level < DEFAULTS.maxOutlineDepth) {
        visit(call.FPDFBookmark_GetFirstChild(document, mark), level + 1);
      }
    }
  }

  function readGoal(mark: number): Destination | null {
    let goal = call.FPDFBookmark_GetDest(document, mark);
    if (goal === 0) {
      const action = call.FPDFBookmark_GetAction(mark);
      if (action !== 0 && call.FPDFAction_GetType(action) === GO_TO) {
        goal = call.FPDFAction_GetDest(document, action);
      }
    }
    return goal === 0 ? null : readDestination(pdfium, document, goal, frameOf);
  }
}

function readDestinations(
  pdfium: Pdfium,
  document: number,
  frameOf: FrameOf,
): PdfSummary['destinations'] {
  const { call, heap } = pdfium;
  const found: PdfSummary['destinations'] = [];
  const count = Math.min(call.FPDF_CountNamedDests(document), DEFAULTS.maxDestinations);
  const size = call.malloc(4);
  for (let at = 0; at < count; at++) {
    let goal = 0;
    const name = heap.readUtf16((buffer, bytes) => {
      heap.integers[size >> 2] = bytes;
      goal = call.FPDF_GetNamedDest(document, at, buffer, size);
      return heap.integers[size >> 2]!;
    });
    if (goal === 0 || name === '') continue;
    const target = readDestination(pdfium, document, goal, frameOf);
    if (target !== null) found.push({ name, ...target });
  }
  call.free(size);
  return found;
}

function findActive({ call }: Pdfium, document: number, bytes: Uint8Array): string[] {
  const active: string[] = [];
  if (call.FPDFDoc_GetJavaScriptActionCount(document) > 0 || namesScript(bytes))
    active.push('javascript');
  if (call.FPDFDoc_GetAttachmentCount(document) > 0) active.push('embedded-files');
  if (call.FPDF_GetFormType(document) !== NO_FORM) active.push('forms');
  return active;
}

/** A script that is bound to the opening, a page or a field stands in no list that pdfium gives: its name in the bytes tells. */
function namesScript(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return hasName(file, '/JavaScript') || hasName(file, '/JS');
}

function hasName(file: Buffer, name: string): boolean {
  for (let at = file.indexOf(name); at >= 0; at = file.indexOf(name, at + 1)) {
    const next = file[at + name.length];
    // The name ends where a delimiter or white space follows; compressed data seldom looks like this.
    if (next !== undefined && ' \r\n\t(<[/>'.includes(String.fromCodePoint(next))) return true;
  }
  return false;
}
