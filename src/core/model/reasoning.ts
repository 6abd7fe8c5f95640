/** Tag names that open thinking inside a reply's text. */
export const REASONING_DEFAULTS = { tags: ['think', 'thinking'] as readonly string[] };

export interface SplitReply {
  /** The final answer: what is left without the thinking. */
  text: string;
  /** The thinking without its tags; null where there is none. */
  reasoning: string | null;
}

/**
 * Parts a finished reply into its answer and its thinking. `field` is what the endpoint gave in a field of its own.
 *
 * Thinking in tags counts only where models put it: at the very start of the text (several blocks may follow one
 * another), or before a closing tag whose opening one stood in the prompt's template; such an orphan must stand at
 * the start or the end of a line, or right before JSON, so that a text *about* the tags is left alone.
 * A block that is never closed is thinking to its end: the answer is then empty.
 */
export function splitReasoning(
  text: string,
  field: string | null = null,
  tags: readonly string[] = REASONING_DEFAULTS.tags,
): SplitReply {
  const thoughts: string[] = [];
  if (field !== null && field.trim() !== '') thoughts.push(field.trim());
  if (!text.includes('<') || tags.length === 0) return { text, reasoning: thoughts[0] ?? null };

  const { opening, closing, orphan } = patterns(tags);
  let rest = text;
  let opened = false;
  for (;;) {
    const start = opening.exec(rest);
    if (start === null) break;
    opened = true;
    const inside = rest.slice(start[0].length);
    const end = closing.exec(inside);
    const thought = end === null ? inside : inside.slice(0, end.index);
    if (thought.trim() !== '') thoughts.push(thought.trim());
    rest = end === null ? '' : inside.slice(end.index + end[0].length).trimStart();
  }
  if (!opened) {
    const end = orphan.exec(rest);
    if (
      end !== null &&
      !new RegExp(`<(?:${tags.join('|')})>`, 'i').test(rest.slice(0, end.index))
    ) {
      const close = closing.exec(rest.slice(end.index))!;
      const thought = rest.slice(0, end.index + close.index);
      if (thought.trim() !== '') thoughts.push(thought.trim());
      rest = rest.slice(end.index + close.index + close[0].length).trimStart();
    }
  }
  return { text: rest, reasoning: thoughts.length === 0 ? null : thoughts.join('\n\n') };
}

interface Patterns {
  opening: RegExp;
  closing: RegExp;
  orphan: RegExp;
}

const compiled = new Map<string, Patterns>();

function patterns(tags: readonly string[]): Patterns {
  const names = tags.join('|');
  let found = compiled.get(names);
  if (found === undefined) {
    const close = `</(?:${names})>`;
    found = {
      opening: new RegExp(`^\\s*<(?:${names})>`, 'i'),
      closing: new RegExp(close, 'i'),
      orphan: new RegExp(`(?:^|\\n)[ \\t]*${close}|${close}(?=[ \\t]*(?:\\r?\\n|$|[[{]))`, 'i'),
    };
    compiled.set(names, found);
  }
  return found;
}
