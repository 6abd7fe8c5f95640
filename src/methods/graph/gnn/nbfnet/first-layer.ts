import type { Numbers } from '../kernels/kernels.ts';
import { edgesOf, type Pass } from './pass.ts';

/**
 * The messages of the first layer, which leave the anchors alone: all other nodes still have nothing to say. What the kernel
 * does over every edge is done here over those of a few nodes.
 */
export function gatherFromAnchors(pass: Pass, d: number, layer: Numbers, out: Numbers): void {
  const { boundary } = pass;
  forEachMessage(pass, d, (query, relation, target) => {
    for (let at = 0; at < d; at++) {
      out[target + at]! += layer[relation + at]! * boundary[query + at]!;
    }
  });
}

/** The way back: `slope` is the gradient of what {@link gatherFromAnchors} wrote; adds those of relations and boundary. */
export function gatherFromAnchorsBack(
  pass: Pass,
  d: number,
  layer: Numbers,
  slope: Numbers,
  into: { relations: Numbers; boundary: Numbers },
): void {
  const { boundary } = pass;
  forEachMessage(pass, d, (query, relation, target) => {
    for (let at = 0; at < d; at++) {
      const given = slope[target + at]!;
      into.relations[relation + at]! += given * boundary[query + at]!;
      into.boundary[query + at]! += given * layer[relation + at]!;
    }
  });
}

/** For every edge that leaves the anchor of a query: where the vectors of query, relation and target begin. */
function forEachMessage(
  pass: Pass,
  d: number,
  take: (query: number, relation: number, target: number) => void,
): void {
  const { batch, anchors, period } = pass;
  const { starts, edgeTypes, sources: targets } = edgesOf(pass, 0).reversed;
  const width = batch * d;
  for (let query = 0; query < anchors.length; query++) {
    const block = (query % batch) * d;
    const anchor = anchors[query]!;
    for (let edge = starts[anchor]!; edge < starts[anchor + 1]!; edge++) {
      const relation = edgeTypes[edge]! * period + (block % period);
      take(query * d, relation, targets[edge]! * width + block);
    }
  }
}
