import { readFileSync } from 'node:fs';
import { sha256 } from '../../src/core/hash.ts';
import { codePointLength } from '../../src/core/text/code-points.ts';
import { indexGraph } from '../../src/methods/graph/index-graph.ts';
import type { Entity, Fact, KnowledgeGraph } from '../../src/methods/graph/knowledge-graph.ts';
import { RELATIONS } from './relations.ts';

interface Mention {
  name: string;
  sent_id: number;
  pos: [number, number];
  type: string;
}

interface AnnotatedDocument {
  title: string;
  sents: string[][];
  vertexSet: Mention[][];
  labels: { h: number; t: number; r: string; evidence: number[] }[];
}

export interface AnnotatedGraph {
  graph: KnowledgeGraph;
  texts: string[];
}

const VALUES = new Set(['TIME', 'NUM']);

/**
 * The gold relations of Re-DocRED as a graph, a document a passage. Entities of different documents are one where they share
 * their longest mention and their type: the data set links none across documents.
 */
export function readAnnotatedGraph(path: string): AnnotatedGraph {
  const given = JSON.parse(readFileSync(path, 'utf8')) as AnnotatedDocument[];
  const entities: (Entity & { names: Set<string> })[] = [];
  const byKey = new Map<string, number>();
  const relations = [
    ...new Set(given.flatMap(({ labels }) => labels.map(({ r }) => r))),
  ].toSorted();
  const facts: Fact[] = [];
  const texts: string[] = [];
  for (const [passage, { sents, vertexSet, labels }] of given.entries()) {
    const text = sents.map((words) => words.join(' ')).join(' ');
    texts.push(text);
    const sentenceStart: number[] = [];
    let at = 0;
    for (const words of sents) {
      sentenceStart.push(at);
      at += codePointLength(words.join(' ')) + 1;
    }
    const numbers = vertexSet.map((mentions) => entityOf(mentions));
    for (const { h, t, r, evidence } of labels) {
      const sentence = evidence[0] ?? 0;
      const start = sentenceStart[sentence]!;
      const end = start + codePointLength(sents[sentence]!.join(' '));
      facts.push({
        subject: numbers[h]!,
        predicate: relations.indexOf(r),
        object: numbers[t]!,
        phrase: r,
        negated: false,
        time: null,
        extractors: ['gold@1'],
        confidence: 1,
        source: { passage, start, end, subject: [start, start], object: [start, start], cue: null },
      });
    }
  }
  const graph = indexGraph({
    documents: given.map(({ title }, i) => ({
      record: sha256(title),
      id: sha256(`${i} ${title}`),
      uri: `${i}`,
      title,
      license: null,
    })),
    files: [],
    passages: texts.map((text, document) => ({
      document,
      block: 0,
      start: 0,
      end: codePointLength(text),
    })),
    entities: entities.map(({ names, ...entity }) => ({
      ...entity,
      aliases: [...names].filter((name) => name !== entity.name).toSorted(),
    })),
    predicates: relations.map((id) => {
      const label = RELATIONS[id]?.label ?? id;
      return {
        id,
        label,
        statement: `{subject} has ${label} {object}`,
        forward: `the ${label} of {x}`,
        backward: `what has the ${label} {x}`,
        inverse: null,
        subjectKind: null,
        objectKind: null,
      };
    }),
    facts,
  });
  return { graph, texts };

  function entityOf(mentions: readonly Mention[]): number {
    const [name] = mentions
      .map((mention) => mention.name)
      .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
    const { type } = mentions[0]!;
    const key = `${type} ${name!.toLowerCase()}`;
    let number = byKey.get(key);
    if (number === undefined) {
      number = entities.length;
      byKey.set(key, number);
      entities.push({
        id: `${name} (${type} ${number})`,
        name: name!,
        kind: type,
        aliases: [],
        range: VALUES.has(type) ? [number, number + 1] : null,
        names: new Set(),
      });
    }
    for (const mention of mentions) entities[number]!.names.add(mention.name);
    return number;
  }
}
