import { urlTemplate } from './canonical-url.ts';

export const TRAP_DEFAULTS = {
  longestUrl: 1_000,
  deepestPath: 14,
  mostParameters: 8,
  /** A part of the path that stands more often than this repeats itself: `/a/b/a/b/a/b`. */
  mostRepeats: 2,
  /** Pages of one template that are read before their worth is judged, and the share of them that must have said something new. */
  pagesOfTemplate: 20,
  leastNew: 0.15,
  /** Links of one template that wait on one host at most: calendars and filters have no end. */
  mostQueued: 400,
} as const;

const CALENDAR = /(?:^|[/?&_=-])(?:calendar|cal|events?|month|week|day|date|year)(?=$|[/?&_=\d-])/i;
const DATE =
  /(?:^|[^\d])((?:19|20)\d{2})[-/]?(0[1-9]|1[0-2])?(?:[-/]?(?:0[1-9]|[12]\d|3[01]))?(?=$|[^\d])/;

/** Why an address is refused before it is fetched, or undefined. `year` is the present one. */
export function trapOfUrl(
  canonical: string,
  year: number,
  options = TRAP_DEFAULTS,
): string | undefined {
  if (canonical.length > options.longestUrl)
    return `the address has ${canonical.length} characters`;
  const url = new URL(canonical);
  const parts = url.pathname.split('/').filter((part) => part !== '');
  if (parts.length > options.deepestPath) return `the path is ${parts.length} deep`;
  const count = new Map<string, number>();
  for (const part of parts) count.set(part, (count.get(part) ?? 0) + 1);
  const repeated = [...count].find(
    ([part, times]) => times > options.mostRepeats && !/^\d{1,2}$/.test(part),
  );
  if (repeated !== undefined) return `“${repeated[0]}” stands ${repeated[1]} times in the path`;
  if ([...url.searchParams].length > options.mostParameters) return 'it has too many parameters';
  const tail = `${url.pathname}${url.search}`;
  if (CALENDAR.test(tail)) {
    const found = Number(DATE.exec(tail)?.[1] ?? Number.NaN);
    if (found > year + 1 || found < year - 15) return `a calendar in the year ${found}`;
  }
  return undefined;
}

/** Watches what pages of one template are worth, host by host, and closes templates that go on without saying anything new. */
export interface TrapWatch {
  /** Why no further address of this template is taken, or undefined. */
  refuse(canonical: string): string | undefined;
  /** A page of the template waits. */
  queued(canonical: string): void;
  /** It was read; `isNew`: it had words that no page before it had. */
  read(canonical: string, isNew: boolean): void;
}

export function watchTraps(options = TRAP_DEFAULTS): TrapWatch {
  const templates = new Map<string, { queued: number; read: number; fresh: number }>();
  const of = (canonical: string) => {
    const key = urlTemplate(canonical);
    let template = templates.get(key);
    if (template === undefined) templates.set(key, (template = { queued: 0, read: 0, fresh: 0 }));
    return template;
  };
  return {
    refuse(canonical) {
      const { queued, read, fresh } = of(canonical);
      if (read >= options.pagesOfTemplate && fresh < options.leastNew * read)
        return `${read} pages of this form said nothing new`;
      if (queued - read >= options.mostQueued)
        return `${queued - read} addresses of this form wait already`;
      return undefined;
    },
    queued(canonical) {
      of(canonical).queued++;
    },
    read(canonical, isNew) {
      const template = of(canonical);
      template.read++;
      if (isNew) template.fresh++;
    },
  };
}
