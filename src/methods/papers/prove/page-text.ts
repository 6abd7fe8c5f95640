import type { Hash } from '../../../core/hash.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import type { Box } from '../../../core/records/index.ts';
import { openPdf, type Pdf } from '../../../sources/pdf/engine/open-pdf.ts';
import type { PageContent } from '../../../sources/pdf/engine/page-content.ts';

/** Files and pages that stay open while samples of the same papers are replayed. */
const MOST_FILES = 4;
const MOST_PAGES = 64;

const files = new Map<Hash, { pdf: Promise<Pdf>; users: number }>();
const pages = new Map<string, PageContent>();

/**
 * Works with a stored PDF, which stays open for what comes next: many samples are of the same paper. Lets material errors
 * through.
 */
export async function withStoredPdf<T>(
  file: Hash,
  material: ProofMaterial,
  use: (pdf: Pdf) => T | Promise<T>,
): Promise<T> {
  let open = files.get(file);
  if (open === undefined) {
    closeIdle();
    open = { pdf: material.blob(file).then((bytes) => openPdf(bytes)), users: 0 };
    files.set(file, open);
  }
  open.users++;
  try {
    const pdf = await open.pdf;
    await pdf.ready();
    return await use(pdf);
  } catch (error) {
    if (files.get(file) === open) files.delete(file);
    throw error;
  } finally {
    open.users--;
  }
}

/** Makes room: the file that was opened first among those that nobody works with. */
function closeIdle(): void {
  for (const [file, { pdf, users }] of files) {
    if (files.size < MOST_FILES) return;
    if (users > 0) continue;
    files.delete(file);
    pdf.then((one) => one.close()).catch(() => {});
  }
}

/**
 * Whether the characters that stand in boxes of a stored PDF are the quoted text: what was quoted is read again from the
 * file's own bytes. Spaces, accents set apart, ligatures and hyphens at line ends make no difference; anything else does.
 */
export async function faultOfQuote(
  quote: string,
  boxes: readonly { page: number; box: Box }[],
  file: Hash,
  material: ProofMaterial,
): Promise<string | undefined> {
  const read = await withStoredPdf(file, material, (pdf) =>
    boxes.map(({ page, box }) => charactersIn(pageOf(file, page, pdf), box)),
  );
  const wanted = bare(quote);
  for (const order of ['content', 'across'] as const) {
    if (read.map((line) => bare(line[order])).join('') === wanted) return undefined;
  }
  const found = read.map(({ across }) => across).join(' ');
  return `the file has “${shorten(found)}” where “${shorten(quote)}” is quoted`;
}

/** The words of a region, in content order. */
export async function textInBox(
  page: number,
  box: Box,
  file: Hash,
  material: ProofMaterial,
): Promise<string> {
  return withStoredPdf(file, material, (pdf) => charactersIn(pageOf(file, page, pdf), box).content);
}

function pageOf(file: Hash, page: number, pdf: Pdf): PageContent {
  const key = `${file}/${page}`;
  const known = pages.get(key);
  if (known !== undefined) return known;
  if (pages.size >= MOST_PAGES) pages.delete(pages.keys().next().value!);
  const content = pdf.readPage(page);
  pages.set(key, content);
  return content;
}

/** Characters whose centres lie in a box, as the file has them and from left to right. */
function charactersIn({ characters }: PageContent, box: Box): { content: string; across: string } {
  const inside: { x: number; sign: string }[] = [];
  for (let at = 0; at < characters.count; at++) {
    const [x0, y0, x1, y1] = characters.loose.subarray(4 * at, 4 * at + 4) as unknown as number[];
    const x = (x0! + x1!) / 2;
    const y = (y0! + y1!) / 2;
    if (x < box.x || x > box.x + box.width || y < box.y || y > box.y + box.height) continue;
    inside.push({ x, sign: String.fromCodePoint(characters.codePoints[at]!) });
  }
  const content = inside.map(({ sign }) => sign).join('');
  const across = inside
    .toSorted((a, b) => a.x - b.x)
    .map(({ sign }) => sign)
    .join('');
  return { content, across };
}

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Z}\p{C}\u00ad]/gu, '')
    .replace(/(?<=\p{L})[-‐‑](?=\p{L}|$)/gu, '');
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
