/**
 * Reads what a response claims, with tolerance for form (thinking, Markdown, `\boxed{}`, "the answer is", a reason
 * after it) and none for hedging. English only.
 */

export type Claims = { claims: string[] } | { refused: string };

const THINKING = ['think', 'thinking', 'reasoning'];
const OPEN_THINKING = /<(think|thinking|reasoning)>/i;
const CLOSE_THINKING = /^[\s\S]*<\/(think|thinking|reasoning)>/i;
const MARKER =
  /\b(?:answer|solution)\b(?:\s+(?:here|to\s+this|would|must|should|therefore))?\s*(?:(?:is|be)\b|=|:)\s*:?/gi;
const HEDGE =
  /\b(?:or|either|maybe|perhaps|possibly|probably|might|could|may\s+be|not\s+sure|unsure|uncertain|no\s+idea|i\s+(?:do\s+not|don't)\s+know|i\s+guess|guessing|(?:had|have|were)\s+to\s+guess|(?:a|my)\s+(?:\w+\s+)?guess|anything\s+but|hardly|some\s+(?:would|might)\s+say|i\s+doubt)\b|\?/i;
const OPENING_REASON = /^\s*(?:because|since|as|given\s+that)\b[^,]*,\s*/i;
const REASON =
  /\b(?:because|since|as\s+(?:all|every|each|the|it)|while|whereas|unlike|rather\s+than|instead\s+of|not|isn't|wasn't|doesn't|all\s+(?:the\s+)?others?|the\s+others?|every\s+other|the\s+rest|each\s+other)\b/i;

/** An answer that names all the rest, or that takes back what it names. No sentence that says what the rest does. */
const TAKES_BACK =
  /\b(?:anything|everything)\s+(?:but|except)\b|^\W*(?:all|any|every(?:one|body)|any(?:one|body))\s+(?:but|except)(?:\s+for)?\s+(?:the\s+)?[\w'-]+(?:\s+and\s+[\w'-]+)*[^\w…]*$|\bi(?:\s+\w+)?\s+doubt\b|\b(?:it\s+is|it's)\s+(?:false|wrong|untrue|incorrect)\s+that\b|^\W*(?:(?:but|no)\W+)?(?:that|this|it|which)(?:\s+is|'s)\s+(?:wrong|untrue|incorrect|not\s+right|not\s+correct)\b|\bwait,|\bno,?\s+wait\b/i;

/** Whether a sentence takes an answer back: "anything but Ben", "I doubt that it is Ben", "That is wrong". */
export function takesBack(sentence: string): boolean {
  return TAKES_BACK.test(sentence.replaceAll('\u2019', "'"));
}

/** The claims of a response, in order, or why it counts as no answer at all. */
export function readClaims(response: string): Claims {
  const read = readFinal(response);
  if ('refused' in read) return read;
  const claims: string[] = [];
  for (const sentence of read.text.split(/[!;\n]|\.(?=\s|$)/)) {
    if (HEDGE.test(sentence)) return { refused: 'hedged' };
    const claim = sentence.replace(OPENING_REASON, '').split(REASON)[0]!.trim();
    if (/\w/.test(claim)) claims.push(claim.toLowerCase());
  }
  return claims.length === 0 ? { refused: 'no-answer' } : { claims };
}

/** What a response says at its end (in its box, or after its last "the answer is"), without thinking and markup. */
export function readFinal(response: string): { text: string } | { refused: string } {
  const closed = withoutThinking(response);
  if (closed === undefined) return { refused: 'unfinished-thinking' };
  // `<answer>…</answer>` is a box by another name.
  const said = replaceElements(closed, ['answer'], (inside) =>
    /\\(?:boxed|fbox)\b/.test(inside) ? inside : `\\boxed{${inside}}`,
  );
  const boxes = [...boxed(said)];
  if (new Set(boxes.map((box) => box.text.toLowerCase())).size > 1) {
    return { refused: 'several-answers' };
  }
  let tail = said;
  const last = boxes.at(-1);
  if (last !== undefined) tail = `${last.text}. ${said.slice(last.end)}`;
  else {
    const marker = [...said.matchAll(MARKER)].at(-1);
    const after = marker === undefined ? '' : said.slice(marker.index + marker[0].length);
    if (/\w/.test(after)) tail = after;
  }
  return { text: withoutMarkup(tail) };
}

function withoutThinking(response: string): string | undefined {
  const plain = response.replaceAll('\u2019', "'");
  const closed = replaceElements(plain, THINKING, () => ' ').replace(CLOSE_THINKING, ' ');
  return OPEN_THINKING.test(closed) ? undefined : closed;
}

/**
 * Replaces `<name>…</name>`, from each opening to the next closing of its name. A policy that has come apart says `<think>` ten thousand
 * times: closings are looked up once, and not for each.
 */
function replaceElements(
  text: string,
  names: readonly string[],
  replace: (inside: string) => string,
): string {
  const tags = [...text.matchAll(new RegExp(`<(/?)(${names.join('|')})>`, 'gi'))].map((tag) => ({
    isClosing: tag[1] === '/',
    name: tag[2]!.toLowerCase(),
    start: tag.index,
    end: tag.index + tag[0].length,
  }));
  const closings = Map.groupBy(
    tags.filter(({ isClosing }) => isClosing).toReversed(),
    ({ name }) => name,
  );
  let replaced = '';
  let at = 0;
  for (const { isClosing, name, start, end } of tags) {
    if (isClosing || start < at) continue;
    const left = closings.get(name) ?? [];
    while (left.length > 0 && left.at(-1)!.start < end) left.pop();
    const closing = left.pop();
    if (closing === undefined) continue;
    replaced += text.slice(at, start) + replace(text.slice(end, closing.start));
    at = closing.end;
  }
  return replaced + text.slice(at);
}

function* boxed(text: string): Generator<{ text: string; end: number }> {
  const opening = /\\(?:boxed|fbox)\s*\{/g;
  for (const match of text.matchAll(opening)) {
    let depth = 1;
    let end = match.index + match[0].length;
    const start = end;
    for (; end < text.length && depth > 0; end++) {
      if (text[end] === '{') depth++;
      if (text[end] === '}') depth--;
    }
    if (depth === 0) yield { text: withoutMarkup(text.slice(start, end - 1)), end };
  }
}

function withoutMarkup(text: string): string {
  return text
    .replace(/\\(?:text|mathrm|textbf|mathbf)\s*\{([^{}]*)\}/g, '$1')
    .replace(/[*_`"“”$#>(){}\\[\]]/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
