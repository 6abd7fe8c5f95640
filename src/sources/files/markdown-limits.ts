import { SourceError } from '../../core/errors/index.ts';

/**
 * Bounds on shapes that make a CommonMark parser slow (its time grows with the square of nesting, and of marks in one
 * paragraph) or deep. Real documents stay far below them.
 */
export const MARKDOWN_LIMITS = {
  /** Quotes and lists within one another. */
  nesting: 50,
  /** Lines and marks (`*`, `_`, `[` …) between two blank lines. */
  marksPerParagraph: 20_000,
} as const;

const MARKERS = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])(?=[ \t>]|$))+/;
const LIST_MARKER = /^([ \t]*)(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;

/** Raises SourceError (`too-complex`) where a limit is passed. Linear in the text. */
export function assertMarkdownWithinLimits(text: string): void {
  let marks = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      marks = 0;
      continue;
    }
    const prefix = MARKERS.exec(line)?.[0] ?? '';
    const depth = prefix.replace(/[^>*+.)-]/g, '').length;
    // Each level of a nested list is indented by two columns or more.
    const indented = (LIST_MARKER.exec(line)?.[1]!.replaceAll('\t', '    ').length ?? 0) / 2;
    if (depth > MARKDOWN_LIMITS.nesting || indented > MARKDOWN_LIMITS.nesting) {
      refuse(`nests more than ${MARKDOWN_LIMITS.nesting} quotes or lists`);
    }
    marks += 1 + (line.match(/[*_~[\]!<>&`@|\\]/g)?.length ?? 0);
    if (marks > MARKDOWN_LIMITS.marksPerParagraph) {
      refuse(
        `has more than ${MARKDOWN_LIMITS.marksPerParagraph} lines and marks without a blank line`,
      );
    }
  }
}

function refuse(what: string): never {
  throw new SourceError(`It ${what}.`, {
    reason: 'too-complex',
    hint: 'Put blank lines between its parts, or save it as .txt.',
  });
}
