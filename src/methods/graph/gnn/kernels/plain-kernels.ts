import { ADAM, type Kernels } from './kernels.ts';

/** The kernels as plain loops over typed arrays: what the compiled ones are held to, and in double precision what gradients are checked on. */
export function createPlainKernels(precision: 'single' | 'double' = 'double'): Kernels {
  const kernels: Kernels = {
    name: 'plain',
    numbers: (length) =>
      precision === 'double' ? new Float64Array(length) : new Float32Array(length),
    integers: (length) => new Int32Array(length),
    mark: () => 0,
    release: () => {},

    gather({ nodes, starts, edgeTypes, sources }, { width, period, x, relations }, out, weights) {
      for (let node = 0; node < nodes; node++) {
        for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
          const relation = edgeTypes[edge]! * period;
          const source = sources[edge]! * width;
          const target = node * width;
          const weight = weights === undefined ? 1 : weights[edge]!;
          for (let block = 0; block < width; block += period) {
            for (let at = 0; at < period; at++) {
              out[target + block + at]! +=
                weight * relations[relation + at]! * x[source + block + at]!;
            }
          }
        }
      }
    },

    gatherBack({ nodes, types, reversed, byType }, { width, period, x, relations }, slope, back) {
      const sent = { nodes, types, ...reversed, reversed, byType };
      kernels.gather(sent, { width, period, x: slope, relations }, back.x);
      const { starts, sources, targets } = byType;
      for (let type = 0; type < types; type++) {
        for (let edge = starts[type]!; edge < starts[type + 1]!; edge++) {
          const [from, to] = [sources[edge]! * width, targets[edge]! * width];
          for (let at = 0; at < width; at++) {
            back.relations[type * period + (at % period)]! += x[from + at]! * slope[to + at]!;
          }
        }
      }
    },

    edgeSlopes({ nodes, starts, edgeTypes, sources }, { width, period, x, relations }, slope, out) {
      for (let node = 0; node < nodes; node++) {
        for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
          let sum = 0;
          for (let at = 0; at < width; at++) {
            sum +=
              relations[edgeTypes[edge]! * period + (at % period)]! *
              x[sources[edge]! * width + at]! *
              slope[node * width + at]!;
          }
          out[edge]! += sum;
        }
      }
    },

    multiply({ m, n, k, a, b, c, transposed = false, accumulate = false }) {
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          let sum = accumulate ? c[i * n + j]! : 0;
          for (let p = 0; p < k; p++) sum += a[i * k + p]! * b[transposed ? j * k + p : p * n + j]!;
          c[i * n + j] = sum;
        }
      }
    },

    addOuter({ rows, k, n, a, b, c }) {
      for (let row = 0; row < rows; row++) {
        for (let i = 0; i < k; i++) {
          for (let j = 0; j < n; j++) c[i * n + j]! += a[row * k + i]! * b[row * n + j]!;
        }
      }
    },

    addRows(rows, width, from, to) {
      for (let at = 0; at < rows * width; at++) to[at % width]! += from[at]!;
    },

    addToRows(rows, width, row, to) {
      for (let at = 0; at < rows * width; at++) to[at]! += row[at % width]!;
    },

    normalise(rows, width, { z, gain, shift, stats }, residual, out) {
      for (let row = 0; row < rows; row++) {
        const first = row * width;
        let mean = 0;
        for (let at = 0; at < width; at++) mean += z[first + at]! / width;
        let variance = 0;
        for (let at = 0; at < width; at++) variance += (z[first + at]! - mean) ** 2 / width;
        const scale = 1 / Math.sqrt(variance + 1e-5);
        stats[2 * row] = mean;
        stats[2 * row + 1] = scale;
        for (let at = 0; at < width; at++) {
          const y = (z[first + at]! - mean) * scale * gain[at]! + shift[at]!;
          out[first + at] = Math.max(y, 0) + residual[first + at]!;
        }
      }
    },

    normaliseBack(rows, width, { z, gain, shift, stats }, slope, back) {
      for (let row = 0; row < rows; row++) {
        const first = row * width;
        const [mean, scale] = [stats[2 * row]!, stats[2 * row + 1]!];
        let sum = 0;
        let product = 0;
        for (let at = 0; at < width; at++) {
          const x = (z[first + at]! - mean) * scale;
          const d = x * gain[at]! + shift[at]! > 0 ? slope[first + at]! : 0;
          back.shift[at]! += d;
          back.gain[at]! += d * x;
          const dx = d * gain[at]!;
          back.z[first + at] = dx;
          sum += dx / width;
          product += (dx * x) / width;
        }
        for (let at = 0; at < width; at++) {
          const x = (z[first + at]! - mean) * scale;
          back.z[first + at] = (back.z[first + at]! - sum - x * product) * scale;
        }
      }
    },

    add(length, from, to) {
      for (let at = 0; at < length; at++) to[at]! += from[at]!;
    },
    rectify(length, to) {
      for (let at = 0; at < length; at++) to[at] = Math.max(to[at]!, 0);
    },
    rectifyBack(length, value, slope) {
      for (let at = 0; at < length; at++) if (!(value[at]! > 0)) slope[at] = 0;
    },

    adam(length, { parameter, slope, first, second }, rate, step) {
      const { beta1, beta2, epsilon } = ADAM;
      for (let at = 0; at < length; at++) {
        const g = slope[at]!;
        first[at] = beta1 * first[at]! + (1 - beta1) * g;
        second[at] = beta2 * second[at]! + (1 - beta2) * g * g;
        const root = Math.sqrt(second[at]! / (1 - beta2 ** step)) + epsilon;
        parameter[at]! -= ((rate / (1 - beta1 ** step)) * first[at]!) / root;
      }
    },
  };
  return kernels;
}
