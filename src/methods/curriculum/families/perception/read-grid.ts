/** For solvers that start from a prompt's text; solvers of scenes do not use it. */

const LINE = /^\S(?: \S)+$/;

/** The grids that stand in a text, in order, each as rows of cells: neighbouring lines of single signs. */
export function readGrids(prompt: string): string[][][] {
  const grids: string[][][] = [];
  let open: string[][] | undefined;
  for (const line of prompt.split('\n')) {
    if (!LINE.test(line)) {
      open = undefined;
      continue;
    }
    if (open === undefined) grids.push((open = []));
    open.push(line.split(' '));
  }
  return grids.filter((grid) => grid.every((row) => row.length === grid[0]!.length));
}
