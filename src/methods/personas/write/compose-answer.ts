/** Version 1 of how an answer is put together from quotations: the same in every language, so that nothing is added. */
export function composeAnswer(quotes: readonly string[], title: string): string {
  return `${quotes.map((quote) => `“${quote}”`).join(' ')} (${title})`;
}

/** How a document is named in an answer: its title, or its address where it has none. */
export function titleOf(document: { title: string; uri: string }): string {
  return document.title.replace(/\s+/gu, ' ').trim() || document.uri;
}
