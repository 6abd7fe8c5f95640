/** How a model's words lie against the words that are there. */
export interface Alignment {
  supported: number;
  /** Claimed words that nearly are words of the text: one says `prefetch`, the other `prefill`. */
  substituted: [claimed: string, there: string][];
  /** Claimed words that are nowhere. */
  fabricated: string[];
  /** Words that are there and were not claimed. */
  omitted: string[];
  claimed: number;
  there: number;
}

const TOKEN = /[-−–+±]?\d+(?:[.,]\d+)*%?|\p{L}[\p{L}\p{M}\d]*/gu;
const NUMBER = /\d/u;

/** Words and numbers; numbers keep sign, exponent and percent, so that 5 % is not 5. */
export function tokensOf(text: string): string[] {
  return (text.normalize('NFKC').match(TOKEN) ?? []).map((token) =>
    NUMBER.test(token) ? token.replace(/[−–]/gu, '-') : token.toLowerCase(),
  );
}

/**
 * Matches words as multisets, order aside: tables and charts are read in many orders. A claimed word without a partner
 * is a substitution where a missing word is near it (edit distance at most a third of its length, numbers: one digit), and
 * invented otherwise. Words in `derived` are accounted for elsewhere, and passed over.
 */
export function alignTokens(
  claim: string,
  text: string,
  derived: ReadonlySet<string> = new Set(),
): Alignment {
  const claimed = tokensOf(claim).filter((token) => !derived.has(token));
  const there = tokensOf(joinLines(text, new Set(claimed)));
  const left = new Map<string, number>();
  for (const token of there) left.set(token, (left.get(token) ?? 0) + 1);
  const unmatched: string[] = [];
  let supported = 0;
  for (const token of claimed) {
    const count = left.get(token) ?? 0;
    if (count > 0) {
      left.set(token, count - 1);
      supported++;
    } else unmatched.push(token);
  }
  const missing = [...left].flatMap(([token, count]) => Array.from({ length: count }, () => token));
  const substituted: [string, string][] = [];
  const fabricated: string[] = [];
  for (const token of unmatched) {
    const near = missing.findIndex((other) => isNear(token, other));
    if (near < 0) fabricated.push(token);
    else substituted.push([token, missing.splice(near, 1)[0]!]);
  }
  return {
    supported,
    substituted,
    fabricated,
    omitted: missing,
    claimed: claimed.length,
    there: there.length,
  };
}

/** A word that a line's end parts is one or two words, as the claim has it: `coef-ficient` and `re-examined`. */
function joinLines(text: string, claimed: ReadonlySet<string>): string {
  return text
    .replace(/(?<=\d[-–])\n(?=\d)/gu, '')
    .replace(/([\p{L}\p{M}]+)[-‐‑\u00ad]\n([\p{L}\p{M}]+)/gu, (_, head: string, tail: string) => {
      const [whole] = tokensOf(head + tail);
      return claimed.has(whole!) ? head + tail : `${head} ${tail}`;
    });
}

function isNear(a: string, b: string): boolean {
  if (NUMBER.test(a) !== NUMBER.test(b)) return false;
  const most = NUMBER.test(a) ? 1 : Math.floor(Math.max(a.length, b.length) / 3);
  return Math.abs(a.length - b.length) <= most && editDistance(a, b) <= most;
}

/** Levenshtein distance. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(
        row[j]! + 1,
        next[j - 1]! + 1,
        row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    row = next;
  }
  return row[b.length]!;
}
