import type { Random } from '../../../core/random.ts';
import type { Paper, PaperElement } from '../../../sources/pdf/paper.ts';
import type { VisionTask } from './vision-claim.ts';

/** An element whose words the text layer knows. */
export interface KnownElement {
  paper: number;
  element: PaperElement;
  task: VisionTask;
}

const LEAST_TABLE = 0.85;
const TEXT_LENGTH = [120, 900] as const;

/**
 * Elements with known truth for measuring a vision model: tables, equations and paragraphs of pages with a sound text layer,
 * the kinds in turn, in an order that chance decides, `count` at most.
 */
export function drawElements(
  papers: readonly Paper[],
  count: number,
  random: Random,
): KnownElement[] {
  const byTask: Record<'table' | 'equation' | 'text', KnownElement[]> = {
    table: [],
    equation: [],
    text: [],
  };
  papers.forEach((paper, at) => {
    const sound = new Set(
      paper.pages.filter(({ text }) => text === 'good').map(({ page }) => page),
    );
    for (const element of paper.elements) {
      if (!sound.has(element.page) || element.regions.length !== 1) continue;
      if (element.table !== undefined && element.table.confidence >= LEAST_TABLE)
        byTask.table.push({ paper: at, element, task: 'table' });
      else if (element.kind === 'equation' && Object.keys(element.symbols ?? {}).length >= 4)
        byTask.equation.push({ paper: at, element, task: 'equation' });
      else if (
        element.kind === 'paragraph' &&
        element.text.length >= TEXT_LENGTH[0] &&
        element.text.length <= TEXT_LENGTH[1]
      )
        byTask.text.push({ paper: at, element, task: 'text' });
    }
  });
  const queues = Object.values(byTask).map((list) => random.shuffle(list));
  const drawn: KnownElement[] = [];
  for (let turn = 0; drawn.length < count && queues.some((queue) => turn < queue.length); turn++) {
    for (const queue of queues)
      if (turn < queue.length && drawn.length < count) drawn.push(queue[turn]!);
  }
  return drawn;
}
