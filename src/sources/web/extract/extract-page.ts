import { sha256 } from '../../../core/hash.ts';
import { type Document, documentId } from '../../../core/records/index.ts';
import { createBlockList } from '../../files/block-list.ts';
import { decodeText } from '../../files/decode-text.ts';
import { htmlLicense } from '../../files/html-license.ts';
import { labels } from '../../files/read-page.ts';
import type { PageLink } from '../page.ts';
import { chooseContent } from './choose-content.ts';
import { findLinks } from './find-links.ts';
import { absolute, type PageMetadata, readMetadata } from './page-metadata.ts';
import type { PageKind } from './page-kind.ts';
import { readSignals } from './page-signals.ts';
import { segmentPage } from './segment-page.ts';

export const WEB_EXTRACTOR = 'web@1';

export interface ExtractedPage {
  /** The main content; null where the page has none, and `because` says why. */
  document: Document | null;
  because: string | null;
  kind: PageKind;
  metadata: PageMetadata;
  links: PageLink[];
}

/**
 * The main content of an HTML page as a document: what the page is about, without the frame that its site puts around. No script runs
 * and nothing is fetched. The same bytes give the same document. `source.hash` is that of the bytes given; of a text, of its UTF-8 form.
 * Raises SourceError where bytes cannot be decoded.
 */
export async function extractPage(
  page: Uint8Array | string,
  { url }: { url: string },
): Promise<ExtractedPage> {
  const html = typeof page === 'string' ? page : await decodeText(page, { markup: true });
  const segmented = segmentPage(html);
  const { document: tree, segments, title } = segmented;
  const signals = readSignals(tree);
  const metadata = readMetadata(signals, title, url);
  const links = findLinks(tree, absolute(signals.base ?? '', url) ?? url);
  const { kept, kind } = chooseContent(segmented, signals);
  const list = createBlockList();
  for (const at of kept) list.add(segments[at]!.kind, segments[at]!.text, segments[at]!.level);
  const { blocks } = list;
  if (blocks.length === 0) {
    const because = segments.length === 0 ? 'it holds no text' : 'none of its text is main content';
    return { document: null, because, kind, metadata, links };
  }
  const heading = blocks.find((block) => block.kind === 'heading')?.text;
  const document: Document = {
    id: documentId({ uri: url, blocks }),
    uri: url,
    title: metadata.title ?? heading ?? url,
    ...(await labels({ blocks, language: segmented.language, license: htmlLicense(tree) }, {})),
    mediaType: 'text/html',
    source: { hash: sha256(page), extractor: WEB_EXTRACTOR },
    blocks,
  };
  return { document, because: null, kind, metadata, links };
}
