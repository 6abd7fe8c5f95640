/** Formal terms, `verb(part, part)`, as they stand in a response. */

/** Blanks, articles and capitals do not count. */
export function plainTerm(term: string): string {
  return term
    .toLowerCase()
    .replaceAll(/\b(?:the|an?)\b\s*/g, '')
    .replaceAll(/\s+/g, '');
}

/** The outermost terms of a text whose brackets stand as ⟨ and ⟩. */
export function termsIn(text: string): string[] {
  const terms: string[] = [];
  for (const match of text.matchAll(/[a-z]+\s*⟨/g)) {
    const before = text.slice(0, match.index);
    if (before.split('⟨').length !== before.split('⟩').length) continue;
    let depth = 0;
    let end = match.index;
    for (; end < text.length; end++) {
      if (text[end] === '⟨') depth++;
      if (text[end] === '⟩' && --depth === 0) break;
    }
    if (depth === 0)
      terms.push(
        plainTerm(
          text
            .slice(match.index, end + 1)
            .replaceAll('⟨', '(')
            .replaceAll('⟩', ')'),
        ),
      );
    else terms.push('unfinished');
  }
  return terms;
}
