import { matchesPath, normalisePath } from './match-path.ts';
import type { RobotsRules } from './parse-robots.ts';

/**
 * Whether rules let an address be visited, and which rule says so: the longest that matches, and of two as long the one that
 * allows (RFC 9309 §2.2.2). Without a rule everything is allowed, and `/robots.txt` always.
 */
export function judgePath(
  { rules, group }: Pick<RobotsRules, 'rules' | 'group'>,
  url: string,
): { allowed: boolean; because: string } {
  const path = normalisePath(new URL(url));
  if (path === '/robots.txt') return { allowed: true, because: 'robots.txt itself is open' };
  let best: (typeof rules)[number] | undefined;
  for (const rule of rules) {
    const { length } = rule.pattern.text;
    const most = best?.pattern.text.length ?? -1;
    if (length < most || (length === most && (best!.allow || !rule.allow))) continue;
    if (matchesPath(rule.pattern, path)) best = rule;
  }
  if (best === undefined)
    return {
      allowed: true,
      because:
        group === null ? 'robots.txt has no group for us' : 'no rule of robots.txt is about it',
    };
  const { allow, pattern } = best;
  return {
    allowed: allow,
    because: `robots.txt, User-agent: ${group}: ${allow ? 'Allow' : 'Disallow'}: ${pattern.text}`,
  };
}
