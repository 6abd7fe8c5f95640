import { documentId } from '../../core/records/index.ts';
import { convertText } from '../files/convert-text.ts';
import { labels } from '../files/read-page.ts';
import { extractPage, WEB_EXTRACTOR } from './extract/extract-page.ts';
import { mediaTypeOf } from './media-type.ts';
import type { PageReader } from './open-web.ts';
import { sha256 } from '../../core/hash.ts';

/** Makes documents of pages by their main content; plain text is taken as it stands. */
export const readHtmlPage = async ({
  url,
  text,
  headers,
}: Pick<Parameters<PageReader>[0], 'url' | 'text' | 'headers'>): ReturnType<PageReader> => {
  const { isHtml, type } = mediaTypeOf(headers['content-type']);
  if (isHtml) {
    const { document, links } = await extractPage(text, { url });
    return document === null ? null : { document, links };
  }
  const converted = convertText(text);
  const { blocks } = converted;
  if (blocks.length === 0) return null;
  const document = {
    id: documentId({ uri: url, blocks }),
    uri: url,
    title: converted.title ?? url,
    ...(await labels(converted, {})),
    mediaType: type,
    source: { hash: sha256(text), extractor: WEB_EXTRACTOR },
    blocks,
  };
  return { document, links: [] };
};
