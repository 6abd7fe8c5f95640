import { RecipeError } from '../../core/errors/recipe-error.ts';
import type { KnowledgeGraph } from '../../methods/graph/knowledge-graph.ts';
import {
  findEntity,
  findPredicate,
  type Found,
} from '../../methods/graph/report/explain/find-entity.ts';
import { plainLine, shorten } from '../output/plain-text.ts';

/** The entity that an option names. Raises RecipeError with the nearest names, or with all that share the name. */
export function readEntityOption(graph: KnowledgeGraph, option: string, words: string): number {
  return readFound(findEntity(graph, words), `--${option}`, words, 'entity');
}

/** The id of the predicate that an option names, with `^` before it where it is followed against its direction. */
export function readPredicateOption(graph: KnowledgeGraph, words: string): string {
  const isBackwards = words.startsWith('^');
  const found = findPredicate(graph, isBackwards ? words.slice(1) : words);
  const { id } = graph.predicates[readFound(found, '--predicate', words, 'predicate')]!;
  return isBackwards ? `^${id}` : id;
}

function readFound(found: Found, option: string, words: string, what: string): number {
  if (found.kind === 'one') return found.index;
  const shown = shorten(plainLine(words), 80);
  if (found.kind === 'several') {
    const ids = found.ids.slice(0, 10).map((id) => `"${plainLine(id)}"`);
    throw new RecipeError(`${option} "${shown}" is the name of ${found.ids.length}`, {
      hint: `name one: ${ids.join(', ')}`,
    });
  }
  const nearest = found.nearest.map((id) => `"${plainLine(id)}"`).join(', ');
  throw new RecipeError(`the graph has no ${what} "${shown}"`, {
    hint: nearest === '' ? '`wellspring graph stats` shows what it has' : `nearest: ${nearest}`,
  });
}
