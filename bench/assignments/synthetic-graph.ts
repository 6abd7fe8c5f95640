import { createRandom } from '../../src/core/random.ts';
import { indexGraph } from '../../src/methods/graph/index-graph.ts';
import type {
  Entity,
  Fact,
  GraphContent,
  KnowledgeGraph,
  Predicate,
} from '../../src/methods/graph/knowledge-graph.ts';

export const DEFAULTS = {
  /** Facts that a document says. */
  factsPerDocument: 16,
  factsPerPassage: 4,
  /** Share of facts whose other end lies in another neighbourhood. */
  farShare: 0.15,
  /** Share of facts below the threshold of confidence. */
  doubtfulShare: 0.08,
  deniedShare: 0.005,
  /** Share of names that two things have. */
  homonymShare: 0.02,
};

/** Kinds, and how many of a thousand entities are of each. */
const KINDS = { person: 420, work: 220, organization: 140, place: 120, time: 70, number: 30 };
type Kind = keyof typeof KINDS;

/** Relations with their ends; `one` of them has one object a subject, `some` up to six. */
const RELATIONS: [id: string, from: Kind, to: Kind, many: 'one' | 'some', weight: number][] = [
  ['place-of-birth', 'person', 'place', 'one', 8],
  ['date-of-birth', 'person', 'time', 'one', 6],
  ['spouse', 'person', 'person', 'one', 3],
  ['parent', 'person', 'person', 'some', 5],
  ['employer', 'person', 'organization', 'some', 7],
  ['educated-at', 'person', 'organization', 'some', 6],
  ['author', 'work', 'person', 'one', 8],
  ['director', 'work', 'person', 'one', 6],
  ['cast-member', 'work', 'person', 'some', 14],
  ['publication-date', 'work', 'time', 'one', 16],
  ['based-on', 'work', 'work', 'one', 2],
  ['founder', 'organization', 'person', 'some', 4],
  ['headquarters', 'organization', 'place', 'one', 5],
  ['inception', 'organization', 'time', 'one', 4],
  ['employees', 'organization', 'number', 'one', 3],
  ['located-in', 'place', 'place', 'one', 4],
  ['population', 'place', 'number', 'one', 3],
  ['twinned-with', 'place', 'place', 'some', 3],
];

/**
 * A graph like those of encyclopedias: neighbourhoods of about 60 things, degrees with a long tail, typed relations with
 * one or several objects, values with ranges, some facts doubtful, denied or said twice, some names shared. The same for
 * the same seed.
 */
export function makeSyntheticGraph(
  facts: number,
  seed: string | number,
  changed: Partial<typeof DEFAULTS> = {},
): KnowledgeGraph {
  const options = { ...DEFAULTS, ...changed };
  const random = createRandom(seed);
  const count = Math.max(20, Math.round(facts * 0.4));
  const entities: Entity[] = [];
  const byKind = new Map<string, number[]>();
  const things = Object.entries(KINDS);
  for (let index = 0; index < count; index++) {
    let at = random.integer(1000);
    const [kind] = things.find(([, share]) => (at -= share) < 0)!;
    entities.push(makeEntity(index, kind as Kind, random.next() < options.homonymShare));
    byKind.set(kind, [...(index < 6 ? [] : (byKind.get(kind) ?? []))]);
    byKind.get(kind)!.push(index);
  }
  const content = emptyContent(entities);
  const whole = RELATIONS.reduce((sum, relation) => sum + relation[4], 0);
  const used = new Map<string, number>();
  /** The smaller the number drawn, the likelier: a long tail within the neighbourhood or in the whole. */
  const pickNear = (kind: Kind, around: number): number => {
    const all = byKind.get(kind)!;
    const drawn = random.next();
    if (random.next() < options.farShare) return all[Math.floor(drawn ** 7 * all.length)]!;
    const home = Math.floor((around / count) * all.length);
    const radius = Math.min(all.length, kind === 'place' || kind === 'time' ? 12 : 40);
    return all[(home + Math.floor(drawn ** 3 * radius)) % all.length]!;
  };
  for (let tries = 0; content.facts.length < facts && tries < facts * 20; tries++) {
    let at = random.integer(whole);
    const predicate = RELATIONS.findIndex((relation) => (at -= relation[4]) < 0);
    const [, from, to, many] = RELATIONS[predicate]!;
    const all = byKind.get(from)!;
    const subject = all[random.integer(all.length)]!;
    const object = pickNear(to, subject);
    const key = `${subject} ${predicate}`;
    const before = used.get(key) ?? 0;
    if (subject === object || before >= (many === 'one' ? 1 : 6)) continue;
    used.set(key, before + 1);
    addFact(content, { subject, predicate, object }, random, options);
  }
  return indexGraph(content);
}

function makeEntity(index: number, kind: Kind, isHomonym: boolean): Entity {
  const value = index * 7919;
  const range: Entity['range'] =
    kind === 'time' ? [value % 80_000, (value % 80_000) + 365] : [value % 1e6, value % 1e6];
  const name = `${kind} ${isHomonym ? index - (index % 50) : `n${index}`}`;
  return {
    id: isHomonym ? `${name} (${index})` : name,
    name: kind === 'number' ? `${value % 1e6}` : name,
    kind,
    aliases: index % 11 === 0 ? [`${kind} a${index}`] : [],
    range: kind === 'time' || kind === 'number' ? range : null,
  };
}

function emptyContent(entities: Entity[]): GraphContent {
  return {
    documents: [],
    files: [],
    passages: [],
    entities,
    predicates: RELATIONS.map(([id, subjectKind, objectKind]): Predicate => ({
      id,
      label: id.replaceAll('-', ' '),
      statement: `{subject} has the ${id.replaceAll('-', ' ')} {object}`,
      forward: `the ${id.replaceAll('-', ' ')} of {x}`,
      backward: `what has the ${id.replaceAll('-', ' ')} {x}`,
      inverse: id === 'spouse' || id === 'twinned-with' ? id : null,
      subjectKind,
      objectKind,
    })),
    facts: [],
  };
}

/** Adds a fact to the document about its subject, or about its object where that is what its document lists. */
function addFact(
  content: GraphContent,
  triple: Pick<Fact, 'subject' | 'predicate' | 'object'>,
  random: ReturnType<typeof createRandom>,
  { factsPerDocument, factsPerPassage, doubtfulShare, deniedShare }: typeof DEFAULTS,
): void {
  const times = random.next() < 0.1 ? 2 : 1;
  for (let time = 0; time < times; time++) {
    const { kind } = content.entities[triple.object]!;
    const isListed = triple.object % 2 === 0 && (kind === 'person' || kind === 'organization');
    const about = (time === 0) === isListed ? triple.object : triple.subject;
    const document = Math.floor((about * 2.5) / factsPerDocument);
    while (content.documents.length <= document) {
      const number = content.documents.length;
      content.documents.push({
        record: '0'.repeat(64),
        id: `document-${number}`,
        uri: `synthetic:${number}`,
        title: `Document ${number}`,
        license: null,
      });
      for (let block = 0; block < factsPerPassage; block++) {
        content.passages.push({ document: number, block, start: 0, end: 1000 });
      }
    }
    const passage = document * factsPerPassage + random.integer(factsPerPassage);
    content.facts.push({
      ...triple,
      phrase: 'has',
      negated: time > 0 && random.next() < deniedShare * 10,
      time: null,
      extractors: ['fast@1'],
      confidence: random.next() < doubtfulShare ? 0.4 : 0.9,
      source: { passage, start: 0, end: 10, subject: [0, 1], object: [2, 3], cue: null },
    });
  }
}
