import { soundsLikeInstruction } from '../../prove/instruction-phrases.ts';

/** Quotations as all replies give them: nothing is added within the marks, in any language. */
export function quotesOf(sentences: readonly string[]): string {
  return sentences.map((sentence) => `“${sentence}”`).join(' ');
}

const LONGEST_TITLE = 160;

/** Names the document behind a quotation. */
export function sourceOf(document: { title: string; uri: string; language: string }): string {
  const title = titleOf(document);
  return document.language === 'zh' ? `（${title}）` : ` (${title})`;
}

/** How a document is named in a reply: its title; its address where it has none, or one that is no title. */
export function titleOf(document: { title: string; uri: string }): string {
  const title = document.title.replace(/\s+/gu, ' ').trim();
  return title === '' || title.length > LONGEST_TITLE || soundsLikeInstruction(title)
    ? document.uri
    : title;
}
