import type { Block, Document } from '../../../core/records/index.ts';

/** How a page was archived: its body, unpacked, and what the server said of it. */
export interface ArchivedPage {
  body: Uint8Array;
  headers: Record<string, string>;
}

type Extract = (page: {
  text: string;
  url: string;
  headers: Record<string, string>;
}) => Promise<Block[]> | Block[];

/** Programs that make blocks of a page, by the name and version that documents record. Each must be a function of its input alone. */
const EXTRACTORS: Record<string, Extract> = {
  'files/html@1': async ({ text }) => {
    const { convertHtml } = await import('../../../sources/files/convert-html.ts');
    return convertHtml(text).blocks;
  },
  // As sources/web/read-html-page.ts reads what was fetched.
  'web@1': async ({ text, url, headers }) => {
    const { mediaTypeOf } = await import('../../../sources/web/media-type.ts');
    if (mediaTypeOf(headers['content-type']).isHtml) {
      const { extractPage } = await import('../../../sources/web/extract/extract-page.ts');
      return (await extractPage(text, { url })).document?.blocks ?? [];
    }
    const { convertText } = await import('../../../sources/files/convert-text.ts');
    return convertText(text).blocks;
  },
};

/** The blocks of an archived page, made again by the program that its document names; undefined where this build lacks it. */
export async function replayPage(
  { body, headers }: ArchivedPage,
  { uri, source }: Pick<Document, 'uri' | 'source'>,
): Promise<Block[] | undefined> {
  const extract = EXTRACTORS[source.extractor];
  if (extract === undefined) return undefined;
  const { decodePage } = await import('../../../sources/web/decode-page.ts');
  const text = await decodePage(body, headers['content-type']);
  return extract({ text, url: uri, headers });
}
