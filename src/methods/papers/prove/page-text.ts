import type { Hash } from '../../../core/hash.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import type { Box } from '../../../core/records/index.ts';
import { openPdf, type Pdf } from '../../../sources/pdf/engine/open-pdf.ts';
import type { PageContent } from '../../../sources/pdf/engine/page-content.ts';

/** Files and pages that stay open while samples of the same papers are replayed. */
const MOST_FILES = 8;
const MOST_PAGES = 192;
const MOST_CROPS = 32;

const files = new Map<Hash, { pdf: Promise<Pdf>; users: number }>();
const pages = new Map<string, PageContent>();
const crops = new Map<string, Promise<Uint8Array>>();
/** Which files a proof has: what one proof ships must not stand in for what another lacks. */
const shipped = new WeakMap<ProofMaterial, Set<Hash>>();
/** Characters of a page by the height of their centres. */
const indexes = new WeakMap<PageContent, { order: Uint32Array; centres: Float64Array }>();

/**
 * Works with a stored PDF, which stays open for what comes next: many samples are of the same paper. Lets material errors
 * through.
 */
export async function withStoredPdf<T>(
  file: Hash,
  material: ProofMaterial,
  use: (pdf: Pdf) => T | Promise<T>,
): Promise<T> {
  let known = shipped.get(material);
  if (known === undefined) shipped.set(material, (known = new Set()));
  const bytes = known.has(file) && files.has(file) ? undefined : await material.blob(file);
  known.add(file);
  let open = files.get(file);
  if (open === undefined) {
    closeIdle();
    open = { pdf: openPdf(bytes ?? (await material.blob(file))), users: 0 };
    open.pdf.catch(() => {});
  }
  files.delete(file);
  files.set(file, open);
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
  const content = pages.get(key) ?? pdf.readPage(page);
  pages.delete(key);
  if (pages.size >= MOST_PAGES) pages.delete(pages.keys().next().value!);
  pages.set(key, content);
  return content;
}

/** A region of a stored PDF, drawn as PNG. */
export async function cropOfFile(
  page: number,
  box: Box,
  { file, scale }: { file: Hash; scale: number },
  material: ProofMaterial,
): Promise<Uint8Array> {
  return withStoredPdf(file, material, (pdf) => {
    const key = JSON.stringify([file, page, box, scale]);
    const crop = crops.get(key) ?? pdf.renderCrop(page, box, { scale });
    crops.delete(key);
    if (crops.size >= MOST_CROPS) crops.delete(crops.keys().next().value!);
    crops.set(key, crop);
    crop.catch(() => crops.delete(key));
    return crop;
  });
}

/** Characters whose centres lie in a box, as the file has them and from left to right. */
function charactersIn(content: PageContent, box: Box): { content: string; across: string } {
  const { codePoints, loose } = content.characters;
  const { order, centres } = indexOf(content);
  const inside: { at: number; x: number }[] = [];
  for (let rank = firstFrom(centres, box.y); rank < order.length; rank++) {
    if (centres[rank]! > box.y + box.height) break;
    const at = order[rank]!;
    const x = (loose[4 * at]! + loose[4 * at + 2]!) / 2;
    if (x >= box.x && x <= box.x + box.width) inside.push({ at, x });
  }
  const textOf = (some: readonly { at: number }[]): string =>
    some.map(({ at }) => String.fromCodePoint(codePoints[at]!)).join('');
  inside.sort((a, b) => a.at - b.at);
  return { content: textOf(inside), across: textOf(inside.toSorted((a, b) => a.x - b.x)) };
}

function indexOf(content: PageContent): { order: Uint32Array; centres: Float64Array } {
  let index = indexes.get(content);
  if (index === undefined) {
    const { count, loose } = content.characters;
    const height = Float64Array.from(
      { length: count },
      (_, at) => (loose[4 * at + 1]! + loose[4 * at + 3]!) / 2,
    );
    const order = Uint32Array.from({ length: count }, (_, at) => at).toSorted(
      (a, b) => height[a]! - height[b]! || a - b,
    );
    index = { order, centres: Float64Array.from(order, (at) => height[at]!) };
    indexes.set(content, index);
  }
  return index;
}

/** The first rank whose value is at least `least`. */
function firstFrom(sorted: Float64Array, least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[ıȷ]/gu, (sign) => (sign === 'ı' ? 'i' : 'j'))
    .replace(/[\p{M}\p{Z}\p{C}\u00ad\u02c6\u02c7\u02d8-\u02dd`´^~¨¸¯]/gu, '')
    .replace(/(?<=\p{L})[-‐‑](?=\p{L}|$)/gu, '');
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
