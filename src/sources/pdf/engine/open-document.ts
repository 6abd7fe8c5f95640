import { SourceError } from '../../../core/errors/index.ts';
import type { Pdfium } from './load-pdfium.ts';

/** FPDF_GetLastError. */
const ERROR = { format: 3, password: 4, security: 5 };
/** A reader looks for the header in this many bytes (ISO 32000-1, annex H). */
const HEADER_REACH = 1024;

/** Kinds of files that are often named .pdf, by how they begin. */
const OTHER_KINDS: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'a ZIP archive (a DOCX, EPUB or the like)'],
  ['<!DOCTYPE', 'a web page'],
  ['<html', 'a web page'],
  ['<?xml', 'an XML file'],
  ['\u0089PNG', 'a PNG image'],
  ['\u00FF\u00D8\u00FF', 'a JPEG image'],
  ['%!PS', 'a PostScript file'],
  ['\u001F\u008B', 'a gzip archive'],
  ['{\\rtf', 'an RTF file'],
  ['\u00D0\u00CF\u0011\u00E0', 'an old Office file'],
];

/** A document in the engine's memory. */
export interface LoadedDocument {
  document: number;
  close(): void;
}

/** @throws SourceError for bytes that are no PDF at all. */
export function checkHeader(bytes: Uint8Array, maxBytes: number): void {
  if (bytes.length === 0) {
    throw new SourceError('the file is empty', {
      reason: 'empty',
      hint: 'fetch or copy the file again',
    });
  }
  if (bytes.length > maxBytes) {
    throw new SourceError(
      `the file has ${Math.round(bytes.length / 1e6)} MB, the limit is ${Math.round(maxBytes / 1e6)} MB`,
      {
        reason: 'too-large',
        hint: 'split the file into parts, for example with `qpdf --split-pages`',
      },
    );
  }
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER_REACH));
  if (start.includes('%PDF-')) return;
  const text = start.toString('latin1').trimStart();
  const kind = OTHER_KINDS.find(([sign]) => text.toLowerCase().startsWith(sign.toLowerCase()))?.[1];
  throw new SourceError(`the file is ${kind ?? 'not a PDF'}: it has no %PDF header`, {
    reason: 'not-a-pdf',
    hint:
      kind === undefined
        ? 'check that the right file was saved'
        : 'give the file its true extension',
  });
}

/** @throws SourceError where the engine cannot make a document of the bytes, or it has no pages. */
export function loadDocument(pdfium: Pdfium, bytes: Uint8Array, password: string): LoadedDocument {
  const { call, heap } = pdfium;
  const held = heap.copyIn(bytes);
  if (held === 0) {
    throw new SourceError('the file does not fit into the memory that the PDF engine may use', {
      reason: 'too-large',
      hint: 'split the file into parts, or raise maxMemoryMb',
    });
  }
  const secret = heap.copyIn(new TextEncoder().encode(`${password}\0`));
  const document = call.FPDF_LoadMemDocument64(held, bytes.length, secret);
  const error = document === 0 ? call.FPDF_GetLastError() : 0;
  call.free(secret);
  if (document === 0) {
    call.free(held);
    throw explain(error, password);
  }
  const close = (): void => {
    call.FPDF_CloseDocument(document);
    call.free(held);
  };
  if (call.FPDF_GetPageCount(document) <= 0) {
    close();
    throw new SourceError('the PDF has no pages', {
      reason: 'no-pages',
      hint: 'the file is damaged or was never filled: make or fetch it again',
    });
  }
  return { document, close };
}

function explain(error: number, password: string): SourceError {
  if (error === ERROR.password) {
    return new SourceError(
      password === '' ? 'the PDF is locked with a password' : 'the password does not open the PDF',
      {
        reason: 'encrypted',
        hint: 'unlock it first, for example with `qpdf --decrypt --password=… in.pdf out.pdf`',
      },
    );
  }
  if (error === ERROR.security) {
    return new SourceError('the PDF is encrypted in a way that the engine does not know', {
      reason: 'encrypted',
      hint: 'save it without encryption from the program that can open it',
    });
  }
  return new SourceError('the PDF is damaged: no document could be made of it', {
    reason: 'damaged',
    hint: 'fetch the file again, or repair it, for example with `qpdf in.pdf out.pdf` or `mutool clean`',
  });
}
