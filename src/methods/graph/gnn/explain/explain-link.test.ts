import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import { nbfnetLayout } from '../nbfnet/nbfnet-layout.ts';
import { messageEdges } from '../kernels/message-edges.ts';
import { bestPaths } from './best-paths.ts';
import { explainLink } from './explain-link.ts';

// 0 -a-> 1 -b-> 2 -a-> 3, 0 -b-> 3, and 4 by itself.
const GRAPH = {
  entities: 5,
  relations: 2,
  triples: Int32Array.of(0, 0, 1, 1, 1, 2, 2, 0, 3, 0, 1, 3),
};
const integers = (length: number): Int32Array => new Int32Array(length);

/** The direct edge weighs 2 first, any step ahead 3, going back nothing good. */
const weigh = (layer: number, from: number, to: number): number => {
  if (layer === 0 && from === 0 && to === 3) return 2;
  return from < to ? 3 : -9;
};

describe('the best paths', () => {
  it('are those whose edges weigh most on the mean, of every length', () => {
    const edges = messageEdges(GRAPH, integers);
    const slopes = [0, 1, 2].map((layer) => {
      const slope = new Float32Array(8);
      for (let node = 0; node < 5; node++) {
        for (let edge = edges.starts[node]!; edge < edges.starts[node + 1]!; edge++) {
          slope[edge] = weigh(layer, edges.sources[edge]!, node);
        }
      }
      return slope;
    });
    const paths = bestPaths(
      slopes.map((each) => ({ edges, slopes: each })),
      0,
      3,
    );
    expect(paths[0]!.steps).toEqual([
      { from: 0, type: 0, to: 1 },
      { from: 1, type: 1, to: 2 },
      { from: 2, type: 0, to: 3 },
    ]);
    expect(paths[0]!.weight).toBeCloseTo(3);
    expect(paths[1]).toEqual({ steps: [{ from: 0, type: 1, to: 3 }], weight: 2 });
    // No path goes on from the answer.
    expect(paths.every(({ steps }) => steps.every(({ from }) => from !== 3))).toBe(true);
  });

  it('agree with trying every path', () => {
    const random = createRandom('paths');
    const graph = {
      entities: 7,
      relations: 2,
      triples: Int32Array.from(
        Array.from({ length: 12 }, () => [
          random.integer(7),
          random.integer(2),
          random.integer(7),
        ]).flat(),
      ),
    };
    const edges = messageEdges(graph, integers);
    const slopes = [0, 1, 2].map(() =>
      Float32Array.from({ length: 24 }, () => random.next() - 0.5),
    );
    const all: number[] = [];
    const walk = (node: number, depth: number, sum: number): void => {
      if (depth > 0 && node === 6) all.push(sum / depth);
      if (depth === 3 || (depth > 0 && node === 6)) return;
      for (let to = 0; to < 7; to++) {
        for (let edge = edges.starts[to]!; edge < edges.starts[to + 1]!; edge++) {
          if (edges.sources[edge] === node) walk(to, depth + 1, sum + slopes[depth]![edge]!);
        }
      }
    };
    walk(0, 0, 0);
    const wanted = all.toSorted((a, b) => b - a);
    const found = bestPaths(
      slopes.map((each) => ({ edges, slopes: each })),
      0,
      6,
      { beam: 1000, paths: 1000 },
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]!.weight).toBeCloseTo(wanted[0]!, 5);
  });
});

describe('an explanation', () => {
  const shape = { relations: 2, dimension: 8, layers: 3, dependent: true, frontier: false };
  const model = { shape, parameters: nbfnetLayout(shape).draw(createRandom('explain')) };

  it('has paths of edges that exist', () => {
    const { verdict, paths } = explainLink(model, GRAPH, { anchor: 0, relation: 0 }, 3);
    expect(verdict).toBe('paths');
    const exists = ({ from, type, to }: { from: number; type: number; to: number }): boolean => {
      const [head, relation, tail] = type < 2 ? [from, type, to] : [to, type - 2, from];
      for (let at = 0; at < GRAPH.triples.length; at += 3) {
        const [h, r, t] = GRAPH.triples.subarray(at, at + 3);
        if (h === head && r === relation && t === tail) return true;
      }
      return false;
    };
    expect(paths.length).toBeGreaterThanOrEqual(2);
    for (const { steps } of paths) {
      expect(steps.every(exists)).toBe(true);
      expect(steps[0]!.from).toBe(0);
      expect(steps.at(-1)!.to).toBe(3);
    }
  });

  it('says that there is no evidence for what is out of reach', () => {
    expect(explainLink(model, GRAPH, { anchor: 0, relation: 0 }, 4)).toEqual({
      verdict: 'no evidence',
      paths: [],
    });
  });
});
