import type { Document } from '../../../core/records/index.ts';

/** How a page was archived: its body, unpacked, and what the server said of it. */
export interface ArchivedPage {
  body: Uint8Array;
  headers: Record<string, string>;
}

/** What an extractor says of a page: its blocks at least. */
type Extracted = Pick<Document, 'blocks'> & Partial<Pick<Document, 'title' | 'language'>>;

type Extract = (page: {
  text: string;
  url: string;
  headers: Record<string, string>;
}) => Promise<Extracted>;

/** Programs that make blocks of a page, by the name and version that documents record. Each must be a function of its input alone. */
const EXTRACTORS: Record<string, Extract> = {
  'files/html@1': async ({ text }) => {
    const { convertHtml } = await import('../../../sources/files/convert-html.ts');
    return { blocks: convertHtml(text).blocks };
  },
  'web@1': async (page) => {
    const { readHtmlPage } = await import('../../../sources/web/read-html-page.ts');
    const read = await readHtmlPage(page);
    if (read === null) return { blocks: [] };
    const { blocks, title, language } = read.document;
    return { blocks, title, language };
  },
};

/** An archived page, read again by the program that its document names; undefined where this build lacks it. */
export async function replayPage(
  { body, headers }: ArchivedPage,
  { uri, source }: Pick<Document, 'uri' | 'source'>,
): Promise<Extracted | undefined> {
  const extract = EXTRACTORS[source.extractor];
  if (extract === undefined) return undefined;
  const { decodePage } = await import('../../../sources/web/decode-page.ts');
  const text = await decodePage(body, headers['content-type']);
  return extract({ text, url: uri, headers });
}
