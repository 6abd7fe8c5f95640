import { beforeAll, describe, expect, it } from 'vitest';
import { codePointLength, sliceCodePoints } from '../../../../core/text/code-points.ts';
import type { Extraction } from '../extraction.ts';
import { loadOntology } from '../ontologies/load-ontology.ts';
import type { Ontology } from '../ontology.ts';
import { createFastExtractor, MAX_PASSAGE_LENGTH } from './fast-extractor.ts';

const signal = new AbortController().signal;
const fast = createFastExtractor();
let encyclopedia: Ontology;
beforeAll(async () => {
  encyclopedia = await loadOntology('encyclopedia');
});

const extract = (text: string, title = '', ontology: Ontology | null = encyclopedia) =>
  fast.extract({ text, title, headings: [], language: 'en' }, ontology, signal);

const nameOf = ({ mentions }: Extraction, index: number): string => {
  const { refersTo, name, text } = mentions[index]!;
  return refersTo === undefined
    ? (name ?? text)
    : (mentions[refersTo]!.name ?? mentions[refersTo]!.text);
};

/** Facts of a passage as `subject | relation | object`. */
async function factsOf(text: string, title = ''): Promise<string[]> {
  const extraction = await extract(text, title);
  return extraction.facts.map(
    (fact) =>
      `${nameOf(extraction, fact.subject)} | ${fact.negated ? 'not ' : ''}${fact.relation} | ${nameOf(extraction, fact.object)}`,
  );
}

describe('what sentences say', () => {
  it.each([
    [
      'passive with an agent',
      'Glass Tide was directed by Nora Feld.',
      ['Glass Tide | director | Nora Feld'],
    ],
    ['active', 'Nora Feld directed Glass Tide.', ['Glass Tide | director | Nora Feld']],
    [
      'two verbs, one agent',
      'Glass Harbour is a 1987 Danish drama film written and directed by Nora Feld.',
      [
        'Glass Harbour | director | Nora Feld',
        'Glass Harbour | screenwriter | Nora Feld',
        'Glass Harbour | publication-date | 1987',
        'Glass Harbour | country-of-origin | Denmark',
        'Glass Harbour | genre | drama film',
      ],
    ],
    [
      'a list of objects',
      'The film Glass Harbour stars Nora Feld, Peter Dahl and Maria Holm.',
      [
        'Glass Harbour | cast-member | Nora Feld',
        'Glass Harbour | cast-member | Peter Dahl',
        'Glass Harbour | cast-member | Maria Holm',
      ],
    ],
    [
      'a list of subjects',
      'Peter Dahl and Maria Holm founded Dahl Industries.',
      ['Dahl Industries | founded-by | Peter Dahl', 'Dahl Industries | founded-by | Maria Holm'],
    ],
    [
      'birth in brackets',
      'Peter Dahl (born 3 May 1960 in Lisbon) is a Norwegian painter.',
      [
        'Peter Dahl | date-of-birth | 3 May 1960',
        'Peter Dahl | place-of-birth | Lisbon',
        'Peter Dahl | country-of-citizenship | Norway',
        'Peter Dahl | occupation | painter',
      ],
    ],
    [
      'a life in brackets',
      'Maria Holm (1890–1962) was a Swedish chemist.',
      ['Maria Holm | date-of-birth | 1890', 'Maria Holm | date-of-death | 1962'],
    ],
    [
      'an opening participle',
      'Born in Lisbon, Peter Dahl moved to Oslo in 1980.',
      ['Peter Dahl | place-of-birth | Lisbon', 'Peter Dahl | residence | Oslo'],
    ],
    [
      'place in place',
      'The family lived near Springfield, Illinois.',
      ['Springfield | located-in | Illinois'],
    ],
    ['copula and noun', 'Lisbon is the capital of Portugal.', ['Portugal | capital | Lisbon']],
    [
      'apposition',
      'Lisbon, the capital of Portugal, lies on the coast.',
      ['Portugal | capital | Lisbon'],
    ],
    [
      'a possessor',
      "Peter Dahl's wife Maria Holm lived in Oslo.",
      ['Peter Dahl | spouse | Maria Holm', 'Maria Holm | residence | Oslo'],
    ],
    [
      'kin',
      'Anna Dahl is the daughter of Peter Dahl and Maria Holm.',
      ['Anna Dahl | parent | Peter Dahl', 'Anna Dahl | parent | Maria Holm'],
    ],
    [
      'a relative clause',
      'Peter Dahl, who was educated at the University of Oslo, wrote The Long Tide.',
      ['Peter Dahl | educated-at | University of Oslo'],
    ],
    [
      'a verb with its noun',
      'Peter Dahl received a law degree from Harvard University.',
      ['Peter Dahl | educated-at | Harvard University'],
    ],
    [
      'coordinated verbs',
      'Peter Dahl was born in Lisbon and died in Oslo.',
      ['Peter Dahl | place-of-birth | Lisbon', 'Peter Dahl | place-of-death | Oslo'],
    ],
    [
      'a joint author',
      'Glass Harbour is a film co-written by Nora Feld.',
      ['Glass Harbour | screenwriter | Nora Feld'],
    ],
    [
      'a work named by its noun',
      'The song "Cold Light" was recorded by Maria Holm.',
      ['Cold Light | performer | Maria Holm'],
    ],
    ['a number', 'Springfield has a population of 12,400.', []],
  ])('%s', async (_, text, expected) => {
    expect(await factsOf(text)).toEqual(expect.arrayContaining(expected));
  });

  it('marks what a sentence denies, and does not make a fact of it', async () => {
    const facts = await factsOf('Anna Dahl never married Otto Schulz.');
    expect(facts).toEqual(['Anna Dahl | not spouse | Otto Schulz']);
  });

  it('keeps the time of a clause', async () => {
    const { facts } = await extract('Peter Dahl married Maria Holm in 1985.');
    expect(facts.map(({ relation, time }) => [relation, time])).toEqual([['spouse', '1985']]);
  });
});

describe('what sentences do not say', () => {
  it.each([
    ['names side by side', 'Peter Dahl, Maria Holm and Lisbon were mentioned in the report.'],
    ['a modal', 'Peter Dahl may have directed Glass Harbour.'],
    ['a plan', 'Peter Dahl planned to direct Glass Harbour.'],
    ['an attempt that failed', 'Peter Dahl failed to found Dahl Industries.'],
    ['a condition', 'If Peter Dahl directs Glass Harbour, critics will come.'],
    ['hearsay', 'Peter Dahl allegedly founded Dahl Industries.'],
    ['what someone claims', 'Otto Schulz claimed that Peter Dahl founded Dahl Industries.'],
    ['a question', 'Was Glass Harbour directed by Nora Feld?'],
    ['another office', 'Peter Dahl is the deputy director of Dahl Industries.'],
    ['a choice', 'Glass Harbour was directed by Nora Feld or Peter Dahl.'],
    ['a term of office', 'The chair was held by Peter Dahl (1986–1993).'],
    ['a list of lands', 'The bird lives in Lesotho, Namibia and Angola.'],
    ['a term between commas', 'They toured Samoa, Tonga, and Fiji.'],
    ['an object of the wrong kind', 'Glass Harbour was directed by Lisbon.'],
    ['a person formed something in a year', 'Peter Dahl formed a party in 1932.'],
    ['a vague date', 'Peter Dahl (died between 1296 and 1300) is little known.'],
  ])('%s', async (_, text) => {
    expect(await factsOf(text)).toEqual([]);
  });

  it('counts what it drops', async () => {
    const { dropped } = await extract('Peter Dahl may have directed Glass Harbour. Was it so?');
    expect(dropped).toMatchObject({ modality: 1, question: 1 });
  });
});

describe('names', () => {
  it.each([
    ['General Motors was founded by Otto Schulz.', 'General Motors'],
    ['The Premier League was founded in 1992.', 'Premier League'],
    ['President Anna Dahl was born in Lisbon.', 'Anna Dahl'],
    ['Wilfred "Will" Dahl was born in Lisbon.', 'Wilfred "Will" Dahl'],
    ['The University of the Arts was founded in 1920.', 'University of the Arts'],
    [
      'She studied at the Museum of Science and Industry in Oslo.',
      'Museum of Science and Industry',
    ],
    ['Ludwig van Dahl was born in Lisbon.', 'Ludwig van Dahl'],
    ['My Neighbour of the Tides is a film.', 'My Neighbour of the Tides'],
    ['He won the Dahl Prize in Physics.', 'Dahl Prize in Physics'],
  ])('of %j', async (text, name) => {
    const { mentions } = await extract(text);
    expect(mentions.map(({ text: words }) => words)).toContain(name);
  });
});

describe('references', () => {
  it('follows pronouns, short names and descriptions to what the document is about', async () => {
    const facts = await factsOf(
      'Peter Dahl is a Norwegian painter. He was born in Lisbon. Dahl studied at the University of Oslo. His wife Maria Holm died in Rome.',
      'Peter Dahl',
    );
    expect(facts).toEqual(
      expect.arrayContaining([
        'Peter Dahl | place-of-birth | Lisbon',
        'Peter Dahl | educated-at | University of Oslo',
        'Peter Dahl | spouse | Maria Holm',
      ]),
    );
  });

  it('names the document where a later passage only says it', async () => {
    const facts = await factsOf('The film was directed by Nora Feld.', 'Glass Harbour (film)');
    expect(facts).toEqual(['Glass Harbour | director | Nora Feld']);
  });

  it('trusts a pronoun less than a name', async () => {
    const { facts } = await extract(
      'Peter Dahl was born in Lisbon. He died in Rome.',
      'Peter Dahl',
    );
    const [birth, death] = facts;
    expect(birth!.confidence).toBeGreaterThan(death!.confidence);
  });

  it('does not take `he` for a city', async () => {
    expect(await factsOf('Lisbon is a large city. He was born in Oslo.', 'Lisbon')).not.toContain(
      'Lisbon | place-of-birth | Oslo',
    );
  });
});

describe('predicates', () => {
  it('are known by their words where no ontology holds them', async () => {
    const extraction = await extract(
      'Peter Dahl designed the Long Bridge. Lisbon is the capital of Portugal.',
      '',
      null,
    );
    expect(extraction.facts.map(({ relation, phrase }) => [relation, phrase])).toEqual([
      [null, 'design'],
      [null, 'be capital of'],
    ]);
  });

  it('come from both on demand', async () => {
    const both = createFastExtractor({ predicates: 'both' });
    const { facts } = await both.extract(
      {
        text: 'Peter Dahl criticised Otto Schulz and married Maria Holm.',
        title: '',
        headings: [],
        language: 'en',
      },
      encyclopedia,
      signal,
    );
    expect(facts.map(({ relation, phrase }) => [relation, phrase])).toEqual([
      [null, 'criticize'],
      ['spouse', 'marry'],
    ]);
  });

  it('are those of a user whose kinds have other names', async () => {
    const own: Ontology = {
      name: 'rail',
      kinds: [
        { id: 'engine', label: 'locomotive' },
        { id: 'works', label: 'company' },
      ],
      relations: [
        {
          id: 'builder',
          label: 'builder',
          subject: ['engine'],
          object: ['works'],
          phrases: ['assembled by', '{object} rolled out {subject}'],
        },
      ],
    };
    const forwards = await extract(
      'The locomotive Sea Eagle was assembled by Dahl Industries.',
      '',
      own,
    );
    expect(forwards.facts.map(({ relation }) => relation)).toEqual(['builder']);
    const wrongKind = await extract(
      'The locomotive Sea Eagle was assembled by Peter Dahl.',
      '',
      own,
    );
    expect(wrongKind.facts).toEqual([]);
    expect(wrongKind.dropped).toMatchObject({ kind: 1 });
  });
});

describe('any text', () => {
  const hostile = [
    '',
    ' \n\t ',
    '((((((((((',
    ')))) [[[ ((( "" “ ” \' ’ ’s ’s of of of the the the',
    'was was was by by by is is is a a a',
    '𝒫eter 𝒟ahl 🎬 was born in 𝐿isbon 🎉. Peter Dahl was born in Lisbon. 🎈 Maria Holm (1890–1962) died in Rome.',
    '\u202Eabc\u0000 <script>alert(1)</script> {"facts":[]} ${x} {{sentences}}',
    'A'.repeat(5000),
    `${'Peter Dahl and '.repeat(400)}Maria Holm.`,
    'word '.repeat(3000),
    'Пётр Даль родился в Лиссабоне. 彼得生於里斯本。',
    'Constructor was founded by __proto__ and toString in 1999.',
  ];
  it.each(hostile.map((text) => [text.slice(0, 40), text]))(
    '%j leaves every offset where its words are',
    async (_, text) => {
      const { mentions, facts } = await extract(text, 'Peter Dahl');
      const length = codePointLength(text);
      for (const { start, end, text: words, refersTo } of mentions) {
        expect(sliceCodePoints(text, start, end)).toBe(words);
        expect(refersTo === undefined || mentions[refersTo] !== undefined).toBe(true);
      }
      for (const { subject, object, sentence, cue, confidence } of facts) {
        expect(subject).not.toBe(object);
        for (const index of [subject, object]) {
          expect(mentions[index]!.start).toBeGreaterThanOrEqual(sentence[0]);
          expect(mentions[index]!.end).toBeLessThanOrEqual(sentence[1]);
        }
        expect(sentence[1]).toBeLessThanOrEqual(length);
        const [from, to] = cue ?? sentence;
        expect(from >= sentence[0] && to <= sentence[1] && from < to).toBe(true);
        expect(confidence > 0 && confidence <= 1).toBe(true);
      }
    },
  );

  it('keeps code points apart from UTF-16 units', async () => {
    expect(await factsOf(hostile[5]!)).toEqual(
      expect.arrayContaining([
        'Peter Dahl | place-of-birth | Lisbon',
        'Maria Holm | place-of-death | Rome',
      ]),
    );
  });

  it('in another language is refused and counted', async () => {
    const refused = await fast.extract(
      { text: 'Peter wurde in Rom geboren.', title: '', headings: [], language: 'de' },
      encyclopedia,
      signal,
    );
    expect(refused).toEqual({ mentions: [], facts: [], dropped: { 'language-not-supported': 1 } });
  });

  it('too long to be a passage is refused and counted', async () => {
    const { facts, dropped } = await extract('x'.repeat(MAX_PASSAGE_LENGTH + 1));
    expect([facts, dropped]).toEqual([[], { 'passage-too-long': 1 }]);
  });

  it('gives the same facts each time', async () => {
    const text =
      'Peter Dahl (born 3 May 1960) is a Norwegian painter who was born in Lisbon, Portugal. He married Maria Holm.';
    expect(
      await createFastExtractor().extract(
        { text, title: '', headings: [], language: 'en' },
        encyclopedia,
        signal,
      ),
    ).toEqual(await extract(text));
  });

  it('stops when it is told to', async () => {
    await expect(
      fast.extract(
        { text: 'x', title: '', headings: [], language: 'en' },
        null,
        AbortSignal.abort(),
      ),
    ).rejects.toThrow(/abort/i);
  });
});
