export { toDocling } from './formats/to-docling.ts';
export { toMarkdown } from './formats/to-markdown.ts';
export { Paper } from './paper.ts';
export { PdfOptions } from './pdf-options.ts';
export { readPdfs } from './read-pdfs.ts';
