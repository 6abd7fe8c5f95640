import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/hash.ts';
import { createRandom } from '../../../core/random.ts';
import type { Mention } from '../extract/extraction.ts';
import type { MentionedDocument } from './collect-names.ts';
import { createKinds } from './kinds.ts';
import { resolveEntities } from './resolve-entities.ts';
import { ResolveOptions } from './resolve-options.ts';

/** `[Ada Stone|person] met [her|person|>0].`: mentions in brackets with their kinds, and what they refer to. */
function read(marked: string): { text: string; mentions: Mention[] } {
  let text = '';
  const mentions: Mention[] = [];
  for (const [part] of marked.matchAll(/\[[^\]]*\]|[^[]+/g)) {
    const inside = /^\[(.*)\]$/.exec(part);
    if (inside === null) {
      text += part;
      continue;
    }
    const [name, kind = 'other', more] = inside[1]!.split('|') as [string, string?, string?];
    const start = [...text].length;
    text += name;
    mentions.push({
      start,
      end: start + [...name].length,
      text: name,
      kind,
      ...(more?.startsWith('>') && { refersTo: Number(more.slice(1)) }),
      ...(more?.startsWith('=') && { name: more.slice(1) }),
    });
  }
  return { text, mentions };
}

interface Page {
  title?: string;
  text: string;
}

function resolve(pages: Page[], options: Partial<ResolveOptions> = {}) {
  const documents = pages
    .map(({ title = '', text }, index): MentionedDocument & { page: number } => {
      const { text: plain, mentions } = read(text);
      const passages = [{ text: plain, lists: [mentions] }];
      return { id: sha256(`${title} ${text}`), title, passages, times: [], page: index };
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const result = resolveEntities(documents, createKinds(null), ResolveOptions.parse(options));
  const of: string[][] = [];
  for (const [index, { page }] of documents.entries()) {
    of[page] = [...result.of[index]![0]![0]!].map((entity) =>
      entity === -1 ? 'none' : result.entities[entity]!.id,
    );
  }
  return { ...result, of };
}

/** Ids of the mentions of one page. */
const one = (text: string, title = '', options: Partial<ResolveOptions> = {}): string[] =>
  resolve([{ title, text }], options).of[0]!;

describe('names within a document', () => {
  it.each([
    ['spelling', '[Café Noir|organization] and the [Cafe  noir|organization]', 2],
    ['diacritics and apostrophes', "[D’Alessio|person] [D'Alessio|person] [DʼAlessio|person]", 3],
    ['dots of abbreviations', '[U.S. Army|organization], [US Army|organization]', 2],
    ['surname after the full name', '[Ada Stone|person] met him. [Stone|person] left.', 2],
    [
      'surname with particles',
      '[Vincent van Gogh|person] painted. [van Gogh|person], [Gogh|person]',
      3,
    ],
    ['honorific', '[Dr. Ada Stone|person], or [Mrs Ada Stone|person], [Dr Stone|person]', 3],
    [
      'acronym in brackets',
      '[World Health Organization|organization] ([WHO|organization]) said',
      2,
    ],
    [
      'name after its acronym',
      '[WHO|organization] ([World Health Organization|organization]) said',
      2,
    ],
    [
      'acronym by initials',
      'The [Coastal Rescue League|organization] met. [CRL|organization] won.',
      2,
    ],
    ['nickname', '[Wilfried "Willi" Schneider|person] won. [Willi Schneider|person] left.', 2],
    ['initials of given names', '[J. K. Rowling|person] is [Joanne Kathleen Rowling|person].', 2],
    ['legal form', '[Acme Works Ltd.|organization] grew. [Acme Works|organization] closed.', 2],
    ['stated alias', '[Vase de Noces|work], also known as [Wedding Trough|work], is a film', 2],
    ['designation', '[Epic Records|organization] signed them. [Epic|organization] paid.', 2],
    ['reference', '[Ada Stone|person] left. [She|person|>0] returned.', 2],
    [
      'a name given for other words',
      '[Ada Stone|person] left. [He|person|=Ada Stone] returned.',
      2,
    ],
  ])('are one by %s', (_, text, count) => {
    const ids = one(text);
    expect(ids).toHaveLength(count);
    expect(new Set(ids).size).toBe(1);
  });

  it.each([
    [
      'two persons of one surname',
      '[Ada Stone|person], [Ben Stone|person]. [Stone|person] left.',
      3,
    ],
    ['a surname before any full name', '[Stone|person] left. [Ada Stone|person] came.', 2],
    ['kinds that do not fit', '[Washington|person] lived in [Washington|place].', 2],
    ['a father and his son', '[Paul Marsh Sr.|person] and [Paul Marsh Jr.|person]', 2],
    [
      'an acronym of two names',
      '[Coastal Rescue League|organization], [City Road Library|organization], [CRL|organization]',
      3,
    ],
    ['a firm and its branch', '[Microsoft Mobile|organization] and [Microsoft|organization]', 2],
    ['a word and an acronym', '[Who|work] asked the [WHO|organization]', 2],
    ['signs that are words', '[C|work], [C++|work], [C#|work]', 3],
    ['a generic word', '[Bank of Norwick|organization]. The [Bank|organization]', 2],
    [
      'middle names that another person may have',
      '[Ann Mary Hill|person] and [Ann Hill|person]',
      2,
    ],
    ['different values', '[1963|time], [May 1963|time], [3 km|number], [3 miles|number]', 4],
  ])('stay apart: %s', (_, text, count) => {
    expect(new Set(one(text)).size).toBe(count);
  });

  it('are the title, where the first name fits it', () => {
    const { entities, of } = resolve([
      {
        title: 'Ann Hill',
        text: '[Ann Mary Hill|person] was born. [Hill|person] and [Ann|person] are she.',
      },
    ]);
    expect(of[0]).toEqual(['Ann Hill', 'Ann Hill', 'Ann Hill']);
    expect(entities[0]!.aliases).toEqual(['Ann', 'Ann Mary Hill', 'Hill']);
    expect(one('[Ann Mary Hill|person] met [Ben Hill|person].', 'Ben Hill')).toEqual([
      'Ann Mary Hill',
      'Ben Hill',
    ]);
  });

  it('of values are one where they are worth the same', () => {
    const ids = one(
      '[13 March 1963|time], [March 13, 1963|time], [1,200 km|number], [1200 km|number]',
    );
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).toBe(ids[3]);
    const { entities } = resolve([{ text: '[the 1990s|time]' }]);
    expect(entities[0]).toMatchObject({ name: '1990s', kind: 'time', range: [7305, 10957] });
  });

  it('that name nothing are dropped and counted', () => {
    const { of, dropped } = resolve([
      {
        text: `[—|person] [${'long '.repeat(2_000_000)}|person] [${'x'.repeat(301)}|work] [It|work|>3]`,
      },
    ]);
    expect(of[0]).toEqual(['none', 'none', 'none', 'none']);
    expect(dropped).toEqual({ 'no-name': 1, 'name-too-long': 2, 'reference-unresolved': 1 });
  });

  it('are cleaned of what is unseen', () => {
    const { entities } = resolve([{ text: '[\u202E<b>Ada</b>\u0000  Stone\u200B|person]' }]);
    expect(entities[0]!.name).toBe('<b>Ada</b> Stone');
  });
});

describe('names across documents', () => {
  it('are one where the full name is the same', () => {
    const { of, log } = resolve([
      { text: '[Ada Stone|person] left. [Stone|person] returned.' },
      { text: '[Ada Stone|person] and [Stone Ltd|organization]' },
    ]);
    expect(of).toEqual([
      ['Ada Stone', 'Ada Stone'],
      ['Ada Stone', 'Stone Ltd'],
    ]);
    expect(log.merges.map(({ rule, names }) => [rule, ...names])).toEqual([
      ['same-name', 'Ada Stone', 'Ada Stone'],
      ['surname', 'Stone', 'Ada Stone'],
    ]);
    expect(log.merges[0]!.documents).toHaveLength(2);
  });

  it('do not join single names of persons, or generic ones, without a shared context', () => {
    expect(
      new Set(
        resolve([{ text: '[Stone|person] left.' }, { text: '[Stone|person] came.' }]).of.flat(),
      ).size,
    ).toBe(2);
    const shared = resolve([
      { text: '[Madonna|person] sang with [Finn Ash|person].' },
      { text: '[Madonna|person] and [Finn Ash|person] wrote.' },
    ]);
    expect(new Set(shared.of.map(([first]) => first)).size).toBe(1);
    expect(
      new Set(
        resolve([
          { text: 'The [Supreme Court|organization]' },
          { text: 'The [Supreme Court|organization]' },
        ]).of.flat(),
      ).size,
    ).toBe(2);
  });

  it('keep homonyms apart that their titles tell apart', () => {
    const pages = [
      { title: 'Paris', text: '[Paris|place] is a city.' },
      { title: 'Paris (mythology)', text: '[Paris|other] was a prince.' },
      { text: 'She lives in [Paris|place].' },
    ];
    const { of, log } = resolve(pages);
    expect(of[0]).toEqual(of[2]);
    expect(of[0]).not.toEqual(of[1]);
    expect(log.apart.some(({ because }) => /mythology/.test(because))).toBe(true);
  });

  it('keep places of different countries apart, and a plain mention with neither', () => {
    const { of, log } = resolve([
      { text: '[Paris|place], [Texas|place]' },
      { text: '[Paris|place], [France|place]' },
      { text: '[Paris|place], [United States|place]' },
      { text: 'a hotel in [Paris|place]' },
    ]);
    expect(of[0]![0]).toBe(of[2]![0]);
    expect(new Set([of[0]![0], of[1]![0], of[3]![0]]).size).toBe(3);
    expect(log.apart.some(({ because }) => because.startsWith('places: France'))).toBe(true);
  });

  it('know countries by their names and peoples', () => {
    const { entities, of } = resolve([
      { text: 'a [Dutch|place] painter of the [Netherlands|place]' },
      { text: 'an [American|place] in the [U.S.|place] and the [United States of America|place]' },
      { text: 'the language [Dutch|other]' },
    ]);
    expect(of).toEqual([
      ['Netherlands', 'Netherlands'],
      ['United States', 'United States', 'United States'],
      ['Dutch'],
    ]);
    expect(entities.find(({ id }) => id === 'Netherlands')!.aliases).toEqual(['Dutch']);
    const given = resolve([
      { text: 'a [Dutch|place|=Netherlands] painter. [She|person|=Ada Stone] left.' },
    ]);
    expect(given.entities.map(({ id, aliases }) => [id, aliases])).toEqual([
      ['Ada Stone', []],
      ['Netherlands', ['Dutch']],
    ]);
  });

  it('spell an acronym out as the other documents do, unless they differ', () => {
    const who = { text: '[World Health Organization|organization] ([WHO|organization])' };
    const alone = { text: 'The [WHO|organization] said' };
    expect(resolve([who, alone]).of[1]).toEqual(['World Health Organization']);
    const other = { text: '[Women of the Harbour Office|organization] ([WHO|organization]) met' };
    expect(resolve([who, other, alone]).of[2]).toEqual(['WHO']);
  });

  it('do not depend on the order of the documents, nor bridge kinds by things without one', () => {
    const random = createRandom('order');
    const names = ['Ada Stone', 'Norwick', 'Stone', 'WHO', 'Finn Ash'];
    const pages = Array.from({ length: 60 }, (_, index) => ({
      title: index % 5 === 0 ? `Page ${index}` : '',
      text: Array.from(
        { length: 4 },
        () => `[${random.pick(names)}|${random.pick(['person', 'place', 'other'])}] was. `,
      ).join(''),
    }));
    const first = resolve(pages);
    for (const [index, ids] of first.of.entries()) {
      const kinds = new Set(
        ids.map((id) => first.entities.find((entity) => entity.id === id)!.kind),
      );
      expect({ index, size: kinds.size }).toEqual({ index, size: Math.min(kinds.size, 3) });
    }
    const moved = random.shuffle([...pages.keys()]);
    const second = resolve(moved.map((page) => pages[page]!));
    expect(moved.map((page) => first.of[page])).toEqual(second.of);
    expect(second.entities).toEqual(first.entities);
    expect(second.log).toEqual(first.log);
  });

  it('take time in proportion to the mentions', () => {
    const pages = Array.from({ length: 4000 }, (_, index) => ({
      text: `[John Smith|person] of [Town ${index % 700}|place] met [Smith|person] and [Stone|person].`,
    }));
    const start = performance.now();
    const { entities } = resolve(pages);
    expect(entities.length).toBeGreaterThan(700);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('what the user says', () => {
  const pages = [
    {
      title: 'Siam',
      text: '[Siam|place] is old. [World Health Organization|organization] ([WHO|organization])',
    },
    { text: '[Thailand|place] is old. [Ada Stone|person] and [Stone|person] left.' },
  ];

  it('undoes one merge by its id, and only that', () => {
    const { log, of } = resolve(pages);
    const wrong = log.merges.find(({ rule }) => rule === 'acronym')!;
    const mended = resolve(pages, { splits: [wrong.id] });
    expect(mended.of[0]).toEqual([of[0]![0], of[0]![1], 'WHO']);
    expect(mended.of[1]).toEqual(of[1]);
    expect(mended.log.unused).toEqual({ splits: [], merges: [] });
    expect(resolve(pages, { splits: ['0123456789ab'] }).log.unused.splits).toEqual([
      '0123456789ab',
    ]);
  });

  it('switches a rule off', () => {
    expect(resolve(pages, { withoutRules: ['surname'] }).of[1]).toEqual([
      'Thailand',
      'Ada Stone',
      'Stone',
    ]);
  });

  it('merges names that no rule would, and is told of names that are not there', () => {
    const { of, log } = resolve(pages, { merges: [['Siam', 'Thailand', 'Atlantis']] });
    expect(of[0]![0]).toBe(of[1]![0]);
    expect(log.merges.find(({ rule }) => rule === 'user')!.names.toSorted()).toEqual([
      'Siam',
      'Thailand',
    ]);
    expect(log.unused.merges).toEqual(['Atlantis']);
  });
});
