import type { Random } from '../../src/core/random.ts';
import { indexGraph } from '../../src/methods/graph/index-graph.ts';
import type { Fact, KnowledgeGraph } from '../../src/methods/graph/knowledge-graph.ts';

/** Facts for each entity and passage: some more than in Re-DocRED, whose documents are short. */
const FACTS_PER_ENTITY = 5;
const FACTS_PER_PASSAGE = 4;
const PREDICATES = 60;
const GROUP = 60;

const SYLLABLES = 'ba co di fu ga he ki lo mu na pe ro su ta ve zo'.split(' ');

/**
 * A graph as texts give them: degrees by a power law (some entities have thousands of edges), groups of things that have
 * more to do with each other, names of two words of which each is shared by several, a passage for every few facts that says
 * them among other words. `ask` draws questions of two hops in its words.
 */
export function drawGraph(
  count: number,
  random: Random,
): { graph: KnowledgeGraph; passageText(passage: number): string; ask(draw: Random): string } {
  const entities = Math.max(20, Math.floor(count / FACTS_PER_ENTITY));
  const firstNames = Math.ceil(Math.sqrt(entities) * 2);
  const names = Array.from(
    { length: entities },
    (_, i) =>
      `${capital(word(random.integer(firstNames)))} ${capital(word(firstNames + Math.floor(i / 3)))}`,
  );
  const verbs = Array.from({ length: PREDICATES }, (_, i) => `${word(i + 7_000_000)}s`);
  const facts: Fact[] = [];
  const passages = Math.ceil(count / FACTS_PER_PASSAGE);
  for (let i = 0; i < count; i++) {
    const passage = Math.floor(i / FACTS_PER_PASSAGE);
    const subject = Math.floor(random.next() * entities);
    const near = random.next() < 0.7;
    const group = subject - (subject % GROUP);
    const object = near
      ? Math.min(entities - 1, group + random.integer(GROUP))
      : Math.floor(entities * random.next() ** 4);
    facts.push({
      subject,
      predicate: Math.floor(PREDICATES * random.next() ** 2),
      object,
      phrase: '',
      negated: false,
      time: null,
      extractors: ['draw@1'],
      confidence: 0.5 + random.next() / 2,
      source: { passage, start: 0, end: 1, subject: [0, 1], object: [0, 1], cue: null },
    });
  }
  const graph = indexGraph({
    documents: [
      { record: '0'.repeat(64), id: '0'.repeat(64), uri: 'drawn', title: '', license: null },
    ],
    files: [],
    passages: Array.from({ length: passages }, (_, block) => ({
      document: 0,
      block,
      start: 0,
      end: 400,
    })),
    entities: names.map((name, i) => ({
      id: `${name} (${i})`,
      name,
      kind: 'other',
      aliases: [],
      range: null,
    })),
    predicates: verbs.map((verb) => ({
      id: verb,
      label: verb,
      statement: `{subject} ${verb} {object}`,
      forward: `what {x} ${verb}`,
      backward: `what ${verb} {x}`,
      inverse: null,
      subjectKind: null,
      objectKind: null,
    })),
    facts,
  });
  return { graph, passageText, ask };

  function passageText(passage: number): string {
    const from = passage * FACTS_PER_PASSAGE;
    const said = facts
      .slice(from, from + FACTS_PER_PASSAGE)
      .map(
        ({ subject, predicate, object }) =>
          `${names[subject]} ${verbs[predicate]} ${names[object]}`,
      );
    // Words of Zipf's kind around them, as many as make some 60 words.
    const filler = Array.from({ length: 44 }, (_, i) =>
      word(Math.floor(1 / ((((passage * 44 + i) * 0.618034) % 1) + 1e-5))),
    );
    return `${said.join('. ')}. ${filler.join(' ')}.`;
  }

  function ask(draw: Random): string {
    const { edges, outStart } = graph;
    for (;;) {
      const edge = draw.integer(edges.subject.length);
      const bridge = edges.object[edge]!;
      const degree = outStart[bridge + 1]! - outStart[bridge]!;
      if (degree === 0) continue;
      const second = outStart[bridge]! + draw.integer(degree);
      return `What is it that ${verbs[edges.predicate[second]!]} what ${names[edges.subject[edge]!]} ${verbs[edges.predicate[edge]!]}?`;
    }
  }
}

/** A made-up word for a number, the same for the same. */
function word(number: number): string {
  let text = '';
  for (let left = number + 16; left > 0; left = Math.floor(left / 16)) text += SYLLABLES[left % 16];
  return text;
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
