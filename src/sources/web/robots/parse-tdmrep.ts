import { matchesPath, normalisePath, normalisePattern, type PathPattern } from './match-path.ts';

export interface TdmRule {
  pattern: PathPattern;
  reserved: boolean;
  policy: string | null;
}

const MOST_RULES = 10_000;

/**
 * `/.well-known/tdmrep.json` of the TDM Reservation Protocol (W3C Community Group, 2024): locations with the wildcards of
 * robots.txt, each reserved (1) or open (0). What does not read as such says nothing.
 */
export function parseTdmrep(text: string): TdmRule[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return [];
  }
  if (!Array.isArray(parsed)) return [];
  return parsed.slice(0, MOST_RULES).flatMap((entry: unknown): TdmRule[] => {
    if (typeof entry !== 'object' || entry === null) return [];
    const {
      location,
      'tdm-reservation': said,
      'tdm-policy': policy,
    } = entry as Record<string, unknown>;
    const pattern = typeof location === 'string' ? normalisePattern(location) : null;
    if (pattern === null || !['0', '1'].includes(String(said))) return [];
    return [
      {
        pattern,
        reserved: String(said) === '1',
        policy: typeof policy === 'string' ? policy : null,
      },
    ];
  });
}

/** The rule about an address: the longest that matches, and of two as long the one that reserves. */
export function judgeTdm(rules: readonly TdmRule[], url: string): TdmRule | undefined {
  const path = normalisePath(new URL(url));
  return rules
    .filter(({ pattern }) => matchesPath(pattern, path))
    .toSorted(
      (a, b) =>
        b.pattern.text.length - a.pattern.text.length || Number(b.reserved) - Number(a.reserved),
    )[0];
}
