import { SourceError } from '../../core/errors/index.ts';
import { type Document, documentId } from '../../core/records/index.ts';
import type { Converted } from './block-list.ts';
import { convertText, TEXT_EXTRACTOR } from './convert-text.ts';
import { decodeText } from './decode-text.ts';
import { type FileKind, MEDIA_TYPES } from './file-kind.ts';
import type { FilesOptions } from './files-options.ts';
import { identifyLanguage, normaliseLanguage } from './language-name.ts';
import { normaliseLicense } from './license-name.ts';
import type { FoundFile } from './list-files.ts';
import type { OpenFile } from './open-file.ts';
import { UNPACK_DEFAULTS, unpack } from './unpack.ts';

type PageKind = Exclude<FileKind, 'jsonl' | 'parquet'>;
type Declared = Pick<FilesOptions, 'license' | 'language'>;

/** Reads a file that is one document. Raises SourceError with the reason why it is skipped. */
export async function readPage(
  file: FoundFile,
  open: OpenFile,
  kind: PageKind,
  packed: boolean,
  options: FilesOptions,
): Promise<Document> {
  const bytes = await readWhole(open, packed, options.maxFileBytes);
  const hash = await open.hash();
  await open.assertUnchanged();
  const text = await decodeText(bytes, { encoding: options.encoding, markup: kind === 'html' });
  const { converted, extractor } = await convert(kind, text);
  if (converted.blocks.length === 0) {
    throw new SourceError('It holds no text.', {
      reason: 'empty',
      hint: 'Take it out of the folder, or fill it.',
    });
  }
  const name = file.uri
    .slice(file.uri.lastIndexOf('/') + 1)
    .replace(/\.gz$/i, '')
    .replace(/\.[^.]+$/, '');
  return {
    id: documentId({ uri: file.uri, blocks: converted.blocks }),
    uri: file.uri,
    title: converted.title ?? name,
    ...(await labels(converted, options)),
    mediaType: MEDIA_TYPES[kind],
    source: { hash, extractor },
    blocks: converted.blocks,
  };
}

/** Licence and language: what the material states, else what the recipe declares, else (language) what the text shows. */
export async function labels(
  converted: Pick<Converted, 'blocks' | 'language' | 'license'>,
  declared: Declared,
): Promise<Pick<Document, 'license' | 'language'>> {
  return {
    language:
      normaliseLanguage(converted.language) ??
      normaliseLanguage(declared.language) ??
      (await identifyLanguage(converted.blocks)),
    license: normaliseLicense(converted.license) ?? normaliseLicense(declared.license),
  };
}

async function convert(
  kind: PageKind,
  text: string,
): Promise<{ converted: Converted; extractor: string }> {
  switch (kind) {
    case 'markdown': {
      const { convertMarkdown, MARKDOWN_EXTRACTOR } = await import('./convert-markdown.ts');
      return { converted: await convertMarkdown(text), extractor: MARKDOWN_EXTRACTOR };
    }
    case 'html': {
      const { convertHtml, HTML_EXTRACTOR } = await import('./convert-html.ts');
      return { converted: convertHtml(text), extractor: HTML_EXTRACTOR };
    }
    case 'text':
      return { converted: convertText(text), extractor: TEXT_EXTRACTOR };
  }
}

async function readWhole(open: OpenFile, packed: boolean, maxBytes: number): Promise<Buffer> {
  if (open.sizeBytes > maxBytes) {
    throw new SourceError(`It has ${open.sizeBytes} bytes, more than ${maxBytes}.`, {
      reason: 'too-large',
      hint: 'Raise `maxFileBytes`, or split the file.',
    });
  }
  const chunks: Buffer[] = [];
  let size = 0;
  const source = packed
    ? unpack(open.chunks(), { maxBytes, maxRatio: UNPACK_DEFAULTS.maxRatio })
    : open.chunks();
  for await (const chunk of source) {
    chunks.push(chunk);
    size += chunk.length;
    // A file may grow while it is read.
    if (size > maxBytes)
      throw new SourceError(`It has more than ${maxBytes} bytes.`, { reason: 'too-large' });
  }
  return Buffer.concat(chunks, size);
}
