export { PdfOptions } from './pdf-options.ts';
export { readPdfs } from './read-pdfs.ts';
