const SCALES: Record<string, number> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
const WORDS = new Map(
  'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, index) => [word, index + 1]),
);
const NUMBER =
  /(?<![\p{L}\d.,-])(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?: (?<scale>hundred|thousand|million|billion|trillion))?(?<unit> ?(?:%|percent|km²|km2|sq(?:uare)? (?:kilomet(?:re|er)s?|miles?)|kilomet(?:re|er)s?|km|miles?|mi|met(?:re|er)s?|feet|ft|m|kg|acres|hectares|inhabitants|people|residents|students|employees|members|minutes|episodes)(?![\p{L}\d]))?(?![\p{L}\d]|[.,]\d|-)/gu;

export interface FoundNumber {
  start: number;
  end: number;
  range: [number, number];
}

/** Numbers in digits with their units, outside `taken` spans. UTF-16 offsets. Values stay in the text's own unit. */
export function findNumbers(
  text: string,
  isTaken: (start: number, end: number) => boolean,
): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    const end = start + match[0].length;
    if (isTaken(start, end)) continue;
    const value = valueOf(match.groups!);
    found.push({ start, end, range: [value, value] });
  }
  return found;
}

/** The value of a number in digits or in one word (`1.2 million`, `seven`), or null where the words are none. */
export function readNumber(words: string): [number, number] | null {
  const word = WORDS.get(words.trim().toLowerCase());
  if (word !== undefined) return [word, word];
  const match = [...words.trim().matchAll(NUMBER)][0];
  if (match === undefined || match.index !== 0 || match[0].length !== words.trim().length)
    return null;
  const value = valueOf(match.groups!);
  return [value, value];
}

const valueOf = (groups: Record<string, string | undefined>): number =>
  Number(groups['digits']!.replaceAll(',', '')) * (SCALES[groups['scale'] ?? ''] ?? 1);
