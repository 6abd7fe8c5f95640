import { isWellspringError, SourceError } from '../../../core/errors/index.ts';
import type { Box } from '../../../core/records/index.ts';
import { encodePicture } from './encode-picture.ts';
import { loadPdfium, type Pdfium } from './load-pdfium.ts';
import { checkHeader, type LoadedDocument, loadDocument } from './open-document.ts';
import type { PageContent, PdfSummary } from './page-content.ts';
import { frameByIndex, frameOfPage, type PageFrame } from './page-frame.ts';
import { pageWatch } from './page-watch.ts';
import { emptyPage, fillPage } from './read-page.ts';
import { readSummary } from './read-summary.ts';
import { type Picture, renderArea } from './render-page.ts';

export const DEFAULTS = {
  maxBytes: 512_000_000,
  /** Of the engine's memory. What needs more (a decompression bomb) costs its page. */
  maxMemoryMb: 1024,
  /** Once the engine's memory, which never shrinks, is so much more than the file, it is given back between pages. */
  renewAtMb: 48,
  /** Longest side of a page, in points: PDF's own limit is 14,400, of the widest posters about 20,000. */
  maxPageSide: 100_000,
};

export interface OpenPdfOptions {
  /** Empty by default, which opens what is encrypted without a user password. */
  password?: string;
  maxBytes?: number;
  maxMemoryMb?: number;
}

/** An open PDF. Pages are read one at a time and nothing of them is kept; pages count from 1. */
export interface Pdf {
  readonly summary: PdfSummary;
  /** Never throws for what the file does: a page that cannot be read comes with `faults`, and with what was read of it. */
  readPage(page: number): PageContent;
  /** @throws SourceError for a page that cannot be drawn, or with too many pixels. */
  renderPage(page: number, options: { scale: number }): Picture;
  /** A part of a page: `scale` pixels a point, `padding` points around it, cut at the page's edges. Throws as renderPage does. */
  renderArea(page: number, box: Box, options: { scale: number; padding?: number }): Picture;
  /** The same as PNG, with the same bytes each time. */
  renderCrop(
    page: number,
    box: Box,
    options: { scale: number; padding?: number },
  ): Promise<Uint8Array>;
  /**
   * Await it between pages: a page can stop the engine (a trap, no more memory), and pages read before it runs again are
   * faulty. Resolves at once when nothing is wrong. It also gives memory back that large pages took.
   */
  ready(): Promise<void>;
  close(): void;
}

/**
 * Opens a PDF. Nothing in it is run or followed: no script, no attachment, no link.
 *
 * @throws SourceError (`empty`, `too-large`, `not-a-pdf`, `encrypted`, `damaged`, `no-pages`); MissingDependencyError
 *   without @embedpdf/pdfium.
 */
export async function openPdf(bytes: Uint8Array, options: OpenPdfOptions = {}): Promise<Pdf> {
  checkHeader(bytes, options.maxBytes ?? DEFAULTS.maxBytes);
  const pdf = new OpenPdf(bytes, options);
  await pdf.start();
  return pdf;
}

class OpenPdf implements Pdf {
  #summary: PdfSummary | undefined;
  readonly #bytes: Uint8Array;
  readonly #password: string;
  readonly #maxMemoryMb: number;
  readonly #frames = new Map<number, PageFrame>();
  #engine: { pdfium: Pdfium; loaded: LoadedDocument } | null = null;
  #closed = false;

  constructor(bytes: Uint8Array, options: OpenPdfOptions) {
    this.#bytes = bytes;
    this.#password = options.password ?? '';
    this.#maxMemoryMb = options.maxMemoryMb ?? DEFAULTS.maxMemoryMb;
  }

  get summary(): PdfSummary {
    return this.#summary!;
  }

  async start(): Promise<void> {
    const watch = pageWatch();
    watch.begin(0);
    try {
      await this.#load();
      const { pdfium, loaded } = this.#engine!;
      const pages = pdfium.call.FPDF_GetPageCount(loaded.document);
      this.#summary = readSummary(pdfium, loaded.document, pages, this.#bytes, (index) =>
        this.#frameOf(index),
      );
    } catch (error) {
      this.close();
      if (isWellspringError(error)) throw error;
      throw new SourceError(`the PDF stopped the engine while it was opened: ${describe(error)}`, {
        reason: 'damaged',
        hint: 'repair the file, for example with `qpdf in.pdf out.pdf` or `mutool clean`',
        cause: error,
      });
    } finally {
      watch.end();
    }
  }

  readPage(page: number): PageContent {
    this.#check(page);
    const content = emptyPage(page);
    const watch = pageWatch();
    const left = watch.leaveOut(page);
    if (left !== null) {
      content.faults.push(left);
      return content;
    }
    if (this.#engine === null) {
      content.faults.push(
        'not read: the engine was stopped by an earlier page and has not been started again',
      );
      return content;
    }
    const { pdfium, loaded } = this.#engine;
    watch.begin(page);
    try {
      const { width, height } = this.#frameOf(page - 1);
      content.width = width;
      content.height = height;
      this.#withPage(page, (handle, frame) =>
        fillPage(content, pdfium, loaded.document, handle, frame, (index) => this.#frameOf(index)),
      );
    } catch (error) {
      if (!isWellspringError(error)) this.#engine = null;
      content.faults.push(
        isWellspringError(error) ? error.message : `the engine stopped: ${describe(error)}`,
      );
    } finally {
      watch.end();
    }
    return content;
  }

  renderPage(page: number, { scale }: { scale: number }): Picture {
    return this.#draw(page, scale, ({ width, height }) => ({ x: 0, y: 0, width, height }));
  }

  async renderCrop(
    page: number,
    box: Box,
    options: { scale: number; padding?: number },
  ): Promise<Uint8Array> {
    await this.ready();
    return encodePicture(this.renderArea(page, box, options));
  }

  renderArea(
    page: number,
    box: Box,
    { scale, padding = 0 }: { scale: number; padding?: number },
  ): Picture {
    return this.#draw(page, scale, (frame) => {
      const x = Math.max(0, box.x - padding);
      const y = Math.max(0, box.y - padding);
      const right = Math.min(frame.width, box.x + box.width + padding);
      const bottom = Math.min(frame.height, box.y + box.height + padding);
      if (right > x && bottom > y) return { x, y, width: right - x, height: bottom - y };
      throw new SourceError(`the box to be drawn lies outside page ${page}`, {
        reason: 'outside-page',
        hint: `the page has ${frame.width} by ${frame.height} points`,
      });
    });
  }

  async ready(): Promise<void> {
    this.#checkOpen();
    if (this.#engine !== null) {
      const spare = DEFAULTS.renewAtMb * 2 ** 20;
      if (this.#engine.pdfium.heap.size <= this.#bytes.length + spare) return;
      this.#engine = null;
    }
    await this.#load();
  }

  close(): void {
    this.#closed = true;
    this.#engine = null;
    this.#frames.clear();
  }

  #draw(page: number, scale: number, areaOf: (frame: PageFrame) => Box): Picture {
    this.#check(page);
    if (!(scale > 0 && Number.isFinite(scale)))
      throw new RangeError(`scale ${scale} is not above 0`);
    if (this.#engine === null) throw stopped(page, undefined);
    const { pdfium } = this.#engine;
    const watch = pageWatch();
    const left = watch.leaveOut(page);
    if (left !== null) throw new SourceError(`page ${page} was ${left}`, { reason: 'damaged' });
    watch.begin(page);
    try {
      return this.#withPage(page, (handle, frame) =>
        renderArea(pdfium, handle, frame, areaOf(frame), scale),
      );
    } catch (error) {
      if (isWellspringError(error)) throw error;
      this.#engine = null;
      throw stopped(page, error);
    } finally {
      watch.end();
    }
  }

  #withPage<Result>(page: number, use: (handle: number, frame: PageFrame) => Result): Result {
    const { pdfium, loaded } = this.#engine!;
    const { call } = pdfium;
    const handle = call.FPDF_LoadPage(loaded.document, page - 1);
    if (handle === 0) throw damaged('the engine cannot load it');
    try {
      const frame = frameOfPage(pdfium, handle);
      checkSides(frame);
      const result = use(handle, frame);
      call.FPDF_ClosePage(handle);
      return result;
    } catch (error) {
      // After a trap nothing more is asked of the instance.
      if (isWellspringError(error)) call.FPDF_ClosePage(handle);
      throw error;
    }
  }

  async #load(): Promise<void> {
    const pdfium = await loadPdfium(this.#maxMemoryMb);
    this.#engine = { pdfium, loaded: loadDocument(pdfium, this.#bytes, this.#password) };
  }

  #frameOf(index: number): PageFrame {
    let frame = this.#frames.get(index);
    if (frame === undefined) {
      const { pdfium, loaded } = this.#engine!;
      frame = frameByIndex(pdfium, loaded.document, index);
      this.#frames.set(index, frame);
    }
    return frame;
  }

  #check(page: number): void {
    this.#checkOpen();
    if (!Number.isInteger(page) || page < 1 || page > this.summary.pages) {
      throw new RangeError(`there is no page ${page}: the PDF has ${this.summary.pages}`);
    }
  }

  #checkOpen(): void {
    if (this.#closed) throw new TypeError('the PDF is closed');
  }
}

/** Also catches what is not a number. */
function checkSides({ width, height }: PageFrame): void {
  if (width > 0 && height > 0 && Math.max(width, height) <= DEFAULTS.maxPageSide) return;
  throw damaged(`it claims to measure ${width} by ${height} points`);
}

function damaged(why: string): SourceError {
  return new SourceError(`the page is damaged: ${why}`, {
    reason: 'damaged',
    hint: 'repair the file, for example with `qpdf in.pdf out.pdf` or `mutool clean`',
  });
}

function stopped(page: number, cause: unknown): SourceError {
  return new SourceError(
    `page ${page} cannot be drawn: the engine stopped${cause === undefined ? '' : ` (${describe(cause)})`}`,
    { reason: 'damaged', hint: 'await ready() before the next page', cause },
  );
}

/** A trap's own words, without the addresses. */
function describe(error: unknown): string {
  return error instanceof Error ? error.message.split('\n', 1)[0]! : String(error);
}
