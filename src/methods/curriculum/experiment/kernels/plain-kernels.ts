import type { Kernels } from './kernels.ts';

/** The kernels in plain typed arrays: in double precision what gradients are tested with, and what the others must agree with. */
export function createPlainKernels(
  Numbers: Float32ArrayConstructor | Float64ArrayConstructor = Float32Array,
): Kernels {
  return {
    name: 'plain',
    numbers: (length) => new Numbers(length),
    integers: (length) => new Int32Array(length),
    multiply({ m, n, k, a, b, c, transposed = false, accumulate = false }) {
      const [aRow, aColumn] = transposed ? [1, m] : [k, 1];
      if (!accumulate) c.fill(0, 0, m * n);
      for (let i = 0; i < m; i++) {
        const to = i * n;
        for (let p = 0; p < k; p++) {
          const x = a[i * aRow + p * aColumn]!;
          const from = p * n;
          for (let j = 0; j < n; j++) c[to + j] = c[to + j]! + x * b[from + j]!;
        }
      }
    },
    forwardGates({ rows, hidden, tokens, before, gates, candidates, table, after }) {
      for (let row = 0; row < rows; row++) {
        const input = tokens[row]! * 3 * hidden;
        for (let i = 0; i < hidden; i++) {
          const at = row * hidden + i;
          const pz = row * 3 * hidden + i;
          const pr = pz + hidden;
          const z = sigmoid(gates[pz]! + table[input + i]!);
          const r = sigmoid(gates[pr]! + table[input + hidden + i]!);
          const n = Math.tanh(table[input + 2 * hidden + i]! + r * gates[pr + hidden]!);
          gates[pz] = z;
          gates[pr] = r;
          candidates[at] = n;
          after[at] = n + z * (before[at]! - n);
        }
      }
    },
    backwardGates({ rows, hidden, tokens, before, gates, candidates, tableSlope, slope }) {
      const add = (at: number, value: number): void => {
        tableSlope[at] = tableSlope[at]! + value;
      };
      for (let row = 0; row < rows; row++) {
        const input = tokens[row]! * 3 * hidden;
        for (let i = 0; i < hidden; i++) {
          const at = row * hidden + i;
          const pz = row * 3 * hidden + i;
          const pr = pz + hidden;
          const pn = pr + hidden;
          const [z, r, n, d] = [gates[pz]!, gates[pr]!, candidates[at]!, slope[at]!];
          const dz = d * (before[at]! - n) * z * (1 - z);
          const dn = d * (1 - z) * (1 - n * n);
          const dr = dn * gates[pn]! * r * (1 - r);
          gates[pz] = dz;
          gates[pr] = dr;
          gates[pn] = dn * r;
          slope[at] = d * z;
          add(input + i, dz);
          add(input + hidden + i, dr);
          add(input + 2 * hidden + i, dn);
        }
      }
    },
  };
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
