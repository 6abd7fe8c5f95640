import { SourceError } from '../../core/errors/index.ts';

/** How to find the encoding where bytes do not say it. */
export interface DecodeOptions {
  /** The user's word: stands before everything but a byte order mark. */
  encoding?: string | undefined;
  /** Whether the bytes may state their encoding in a `<meta>` tag or an XML declaration. */
  markup?: boolean;
}

const PROLOGUE_BYTES = 4096;
/** Share of the detector's certainty (0 to 100) below which its guess is not taken. */
const MIN_CONFIDENCE = 30;
/** Control characters among the first 65,536 code units above which it is no text. */
const MAX_CONTROL_SHARE = 0.005;

/**
 * Decodes the bytes of a text file: byte order mark, the user's word, what markup declares, strict UTF-8, and at last
 * detection among the encodings of the WHATWG standard. Never replaces what it cannot read.
 * Raises SourceError: `binary` or `undecodable`.
 */
export async function decodeText(bytes: Uint8Array, options: DecodeOptions = {}): Promise<string> {
  const marked = byteOrderMark(bytes);
  if (marked !== null)
    return assertText(
      decode(bytes, marked) ?? undecodable(`is not the ${marked} that its byte order mark says`),
    );
  if (options.encoding !== undefined) {
    return assertText(
      decode(bytes, options.encoding) ??
        undecodable(`is not ${options.encoding}, which the recipe says`),
    );
  }
  if (bytes.includes(0)) {
    throw new SourceError('It holds NUL bytes, as binary files do.', {
      reason: 'binary',
      hint: 'If it is text in UTF-16 without a byte order mark, set `encoding: utf-16le`.',
    });
  }
  const declared = options.markup ? declaredEncoding(bytes) : null;
  const text =
    (declared === null ? null : decode(bytes, declared)) ??
    decode(bytes, 'utf-8') ??
    (await detectAndDecode(bytes));
  return assertText(text ?? undecodable('is in no encoding that can be told with any certainty'));
}

/** The encoding that a byte order mark names, if any. */
export function byteOrderMark(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const prologue = Buffer.from(bytes.subarray(0, PROLOGUE_BYTES))
    .toString('latin1')
    .replace(/<!--[\s\S]*?-->/g, '');
  const found =
    /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(prologue) ??
    /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(prologue);
  if (found === null) return null;
  const label = found[1]!.toLowerCase();
  // A page whose declaration could be read as ASCII is not UTF-16 (WHATWG HTML, 13.2.3.2).
  if (label.startsWith('utf-16')) return 'utf-8';
  return isLabel(label) ? label : null;
}

async function detectAndDecode(bytes: Uint8Array): Promise<string | null> {
  const { analyse } = await import('chardet');
  const sample = bytes.subarray(0, 256 * 1024);
  for (const { name, confidence } of analyse(sample)) {
    if (confidence < MIN_CONFIDENCE) return null;
    const label = name.toLowerCase();
    // Bytes that look most like UTF-8 and are not are damaged: another encoding would turn them into nonsense.
    if (label === 'utf-8') return null;
    if (!isLabel(label)) continue;
    const text = decode(bytes, label);
    if (text !== null) return text;
  }
  return null;
}

function isLabel(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== 'replacement';
  } catch {
    return false;
  }
}

function decode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function assertText(text: string): string {
  const sample = text.slice(0, 65_536);
  const controls =
    // oxlint-disable-next-line no-control-regex -- control characters are what it counts
    sample.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F\uFFFE\uFFFF]/g)?.length ?? 0;
  if (sample.startsWith('%PDF-') || controls > sample.length * MAX_CONTROL_SHARE) {
    throw new SourceError('It is a binary file under the name of a text file.', {
      reason: 'binary',
      hint: 'Give it its own extension, or take it out of the folder.',
    });
  }
  return text;
}

function undecodable(what: string): never {
  throw new SourceError(`Its text ${what}.`, {
    reason: 'undecodable',
    hint: 'Set `encoding` for this source (a WHATWG label such as `windows-1252`), or save the file as UTF-8.',
  });
}
