/**
 * Counts a merge log by rule, whatever lists it is made of: every entry that names its `rule`, of entities and of
 * predicates alike. Most frequent first.
 */
export function countMerges(log: unknown): Record<string, number> {
  const counts = new Map<string, number>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { rule } = value as { rule?: unknown };
    if (typeof rule === 'string') counts.set(rule, (counts.get(rule) ?? 0) + 1);
    else for (const inner of Object.values(value)) visit(inner);
  };
  visit(log);
  const listed = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return Object.fromEntries(listed);
}
