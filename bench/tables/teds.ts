/**
 * TEDS: 1 − tree edit distance / size of the larger tree, of tables as trees of rows and cells (Zhong, ShafieiBavani, Jimeno
 * Yepes, ECCV 2020). Cells of equal spans differ by the edit distance of their texts over the longer's length. The gold has no
 * head, so rows stand directly under the table.
 */
import { normalise } from './adjacency.ts';
import type { GoldCell } from './icdar-2013.ts';
import { type Tree, treeEditDistance } from './tree-edit-distance.ts';

interface Label {
  tag: string;
  rowSpan: number;
  columnSpan: number;
  text: string;
}

export function teds(
  gold: readonly GoldCell[],
  found: readonly GoldCell[],
  withText = true,
): number {
  const [a, b] = [toTree(gold, withText), toTree(found, withText)];
  const distance = treeEditDistance(a.tree, b.tree, renameCost);
  return 1 - distance / Math.max(a.size, b.size);
}

function renameCost(from: Label, to: Label): number {
  if (from.tag !== to.tag || from.rowSpan !== to.rowSpan || from.columnSpan !== to.columnSpan)
    return 1;
  if (from.text === to.text) return 0;
  return editDistance(from.text, to.text) / Math.max(from.text.length, to.text.length);
}

const plain = (tag: string): Label => ({ tag, rowSpan: 1, columnSpan: 1, text: '' });

/** Every position has a cell, blank ones too. */
function toTree(
  cells: readonly GoldCell[],
  withText: boolean,
): { tree: Tree<Label>; size: number } {
  const rows = Math.max(0, ...cells.map(({ lastRow }) => lastRow + 1));
  const columns = Math.max(0, ...cells.map(({ lastColumn }) => lastColumn + 1));
  const taken = Array.from({ length: rows }, () => new Int32Array(columns).fill(-1));
  cells.forEach((cell, index) => {
    for (let row = cell.row; row <= cell.lastRow; row++)
      for (let column = cell.column; column <= cell.lastColumn; column++)
        taken[row]![column] = index;
  });
  let size = 1;
  const tree: Tree<Label> = { label: plain('table'), children: [] };
  for (let row = 0; row < rows; row++) {
    const line: Tree<Label> = { label: plain('tr'), children: [] };
    tree.children.push(line);
    size++;
    for (let column = 0; column < columns; column++) {
      const index = taken[row]![column]!;
      const cell = cells[index];
      if (cell !== undefined && (cell.row !== row || cell.column !== column)) continue;
      size++;
      line.children.push({
        label:
          cell === undefined
            ? plain('td')
            : {
                tag: 'td',
                rowSpan: cell.lastRow - cell.row + 1,
                columnSpan: cell.lastColumn - cell.column + 1,
                text: withText ? normalise(cell.text) : '',
              },
        children: [],
      });
    }
  }
  return { tree, size };
}

export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length]!;
}
