import type { TruthReference } from '../truth.ts';
import type { Entry } from './bibliography.ts';
import type { Inline } from './inline.ts';

export type EntryForm = 'plain' | 'ieee' | 'acm' | 'acl' | 'springer' | 'aps';

/** An entry as its style sets it. */
export function entryInlines(entry: Entry, form: EntryForm, withYearFirst: boolean): Inline[] {
  const { people, title, venue, volume, pages, year, suffix, doi, arxiv, url } = entry;
  const isProceedings = venue.startsWith('Proceedings');
  const tail: Inline[] = [];
  if (doi !== null)
    tail.push(
      form === 'acm' || form === 'springer' ? ' https://doi.org/' : ' doi:',
      form === 'springer' ? doi : `${doi}.`,
    );
  if (url !== null)
    tail.push(
      form === 'ieee' ? ' [Online]. Available: ' : ' URL ',
      { url },
      form === 'ieee' ? '' : '.',
    );
  const preprint = arxiv === null ? null : `arXiv:${arxiv}`;
  switch (form) {
    case 'ieee': {
      const names = list(
        people.map(({ given, surname }) => `${initials(given)}\u00a0${surname}`),
        ', and ',
      );
      return [
        `${names}, “${title},” `,
        emph(preprint === null ? venue : 'arXiv preprint'),
        preprint === null
          ? isProceedings
            ? `, pp. ${pages}, ${year}.`
            : `, vol. ${volume}, pp. ${pages}, ${year}.`
          : ` ${preprint}, ${year}.`,
        ...tail,
      ];
    }
    case 'acm': {
      const names = list(
        people.map(({ given, surname }) => `${given} ${surname}`),
        ', and ',
      );
      return [
        `${names}. ${year}${suffix}. ${title}. `,
        emph(preprint === null ? venue : 'CoRR'),
        preprint === null ? ` ${volume} (${year}), ${pages}.` : ` (${year}). ${preprint}.`,
        ...tail,
      ];
    }
    case 'acl': {
      const names = list(
        people.map(({ given, surname }) => `${given} ${surname}`),
        ', and ',
      );
      return [
        `${names}. ${year}${suffix}. ${title}. `,
        ...(preprint === null
          ? [
              isProceedings ? 'In ' : '',
              emph(venue),
              isProceedings ? `, pages ${pages}.` : `, ${volume}:${pages}.`,
            ]
          : [emph(`${preprint}`), '.']),
        ...tail,
      ];
    }
    case 'springer': {
      const names = people.map(({ given, surname }) => `${surname}, ${initials(given)}`).join(', ');
      return [
        `${names}: ${title}. `,
        preprint === null
          ? isProceedings
            ? `In: ${venue}, pp. ${pages} (${year}).`
            : `${venue} `
          : `${preprint} (${year}).`,
        ...(preprint === null && !isProceedings
          ? [{ face: 'textbf', text: String(volume) } as Inline, `, ${pages} (${year}).`]
          : []),
        ...tail,
      ];
    }
    case 'aps': {
      const names = list(
        people.map(({ given, surname }) => `${initials(given)}\u00a0${surname}`),
        ', and ',
      );
      return preprint === null
        ? [
            `${names}, ${title}, ${venue} `,
            { face: 'textbf', text: String(volume) },
            `, ${pages.split('–')[0]} (${year}).`,
            ...tail,
          ]
        : [`${names}, ${title}, ${preprint} (${year}).`, ...tail];
    }
    case 'plain': {
      const names = list(
        people.map(
          ({ given, surname }) => `${withYearFirst ? initials(given) : given}\u00a0${surname}`,
        ),
        ', and ',
      );
      if (withYearFirst)
        return [
          `${names} (${year}${suffix}). ${title}. `,
          ...(preprint === null ? [emph(venue), `, ${volume}:${pages}.`] : [`${preprint}.`]),
          ...tail,
        ];
      return [
        `${names}. ${title}. `,
        ...(preprint === null
          ? [emph(venue), `, ${volume}:${pages}, ${year}.`]
          : [`${preprint}, ${year}.`]),
        ...tail,
      ];
    }
  }
}

function list(names: string[], lastSeparator: string): string {
  if (names.length === 1) return names[0]!;
  if (names.length === 2) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}${lastSeparator}${names.at(-1)}`;
}

/** What the entry says, as the truth of fields. `withTitle` is false where the style prints none. */
export function referenceTruth(entry: Entry, label: string | null): TruthReference {
  const { key, people, title, venue, year, doi, arxiv, url } = entry;
  return {
    key,
    label,
    authors: people.map(({ surname }) => surname),
    title,
    venue: arxiv === null ? venue : 'arXiv',
    year,
    doi,
    arxiv,
    url,
  };
}

const initials = (given: string): string => `${given[0]}.`;

const emph = (text: string): Inline => ({ face: 'emph', text });
