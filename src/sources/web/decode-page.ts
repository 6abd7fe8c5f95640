import { SourceError } from '../../core/errors/index.ts';
import { decodeText } from '../files/decode-text.ts';
import { mediaTypeOf } from './media-type.ts';

/**
 * The text of a fetched page: byte order mark, `charset` of its Content-Type, what its markup declares, strict UTF-8,
 * detection. A charset that the bytes contradict is passed over: servers state it for files that they never looked into.
 * Raises SourceError `undecodable` or `binary`.
 */
export async function decodePage(
  body: Uint8Array,
  contentType: string | undefined,
): Promise<string> {
  const { charset, isMarkup } = mediaTypeOf(contentType);
  if (charset !== null) {
    try {
      return await decodeText(body, { encoding: charset });
    } catch (error) {
      if (!(error instanceof SourceError) || error.reason !== 'undecodable') throw error;
    }
  }
  return decodeText(body, { markup: isMarkup });
}
