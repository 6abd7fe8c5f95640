import { readFileSync } from 'node:fs';
import { indexGraph } from '../../src/methods/graph/index-graph.ts';
import type { KnowledgeGraph } from '../../src/methods/graph/knowledge-graph.ts';

/** A graph from files of tab-separated triples, as an import gives it: no kinds, no ranges, every line a fact. */
export function readTripleGraph(paths: readonly string[]): KnowledgeGraph {
  const entities = new Map<string, number>();
  const predicates = new Map<string, number>();
  const facts = paths.flatMap((path, file) =>
    readFileSync(path, 'utf8')
      .split(/\r?\n/)
      .flatMap((line, at) => {
        if (line === '') return [];
        const [head, relation, tail] = line.split('\t') as [string, string, string];
        return {
          subject: numberOf(entities, head),
          predicate: numberOf(predicates, relation),
          object: numberOf(entities, tail),
          phrase: relation,
          negated: false,
          time: null,
          extractors: ['import@1'],
          confidence: 1,
          source: { file, line: at + 1 },
        };
      }),
  );
  return indexGraph({
    documents: [],
    files: paths.map((uri) => ({ hash: '0'.repeat(64), uri, license: null })),
    passages: [],
    entities: [...entities.keys()].map((id) => ({
      id,
      name: id,
      kind: 'other',
      aliases: [],
      range: null,
    })),
    predicates: [...predicates.keys()].map((id) => ({
      id,
      label: id,
      statement: `{subject} ${id} {object}`,
      forward: `the ${id} of {x}`,
      backward: `what has the ${id} {x}`,
      inverse: null,
      subjectKind: null,
      objectKind: null,
    })),
    facts,
  });
}

function numberOf(numbers: Map<string, number>, id: string): number {
  if (!numbers.has(id)) numbers.set(id, numbers.size);
  return numbers.get(id)!;
}
