import type { RankFigures } from '../../methods/graph/gnn/link-prediction/evaluate-links.ts';
import type { LinkSplitFolder } from '../../methods/graph/gnn/link-prediction/read-link-split.ts';
import { duration, whole } from '../output/figures.ts';
import { renderTable } from '../output/table.ts';
import type { Prediction } from './predict-links.ts';

/** A prediction as text. */
export function describeLinks({
  entities,
  relations,
  triples,
  notes,
  model,
  metrics,
  trainingSeconds,
  epochs,
  endedBy,
  peakMemoryBytes,
  members = [],
  zeroShot,
}: Prediction &
  Pick<LinkSplitFolder, 'notes'> & {
    entities: number;
    relations: number;
    triples: Record<string, number>;
    peakMemoryBytes: number;
  }): string {
  const { low, high } = metrics.mrrInterval;
  const lines = [
    `${whole(entities)} entities, ${whole(relations)} relations, ${whole(triples['train']!)} / ${whole(triples['valid']!)} / ${whole(triples['test']!)} triples`,
    model !== 'nbfnet'
      ? model === 'zero-shot'
        ? 'The shipped model, which never saw this graph.'
        : `NBFNet, trained before for ${epochs.toFixed(1)} epochs.`
      : `${members.length > 1 ? `${members.length} NBFNets heard together` : 'NBFNet'}${zeroShot ? ` with the shipped model at weight ${zeroShot.weight}` : ''}, trained for ${duration(trainingSeconds)} (${epochs.toFixed(1)} epochs, ended by ${endedBy}), peak memory ${whole(peakMemoryBytes / 1e6)} MB.`,
    '',
    renderTable(
      ['direction', 'queries', 'MRR', 'Hits@1', 'Hits@3', 'Hits@10', 'mean rank'],
      [row('both', metrics.overall), row('tail', metrics.tails), row('head', metrics.heads)],
      [1, 2, 3, 4, 5, 6],
    ),
    '',
    `Filtered; ties count against the answer. 95 % of the MRR: ${low.toFixed(3)} to ${high.toFixed(3)}.`,
  ];
  if (notes.leaked.test > 0)
    lines.push(
      `Caution: ${whole(notes.leaked.test)} triples of test.txt stand in train.txt as well.`,
    );
  if (notes.unseenEntities > 0)
    lines.push(`${whole(notes.unseenEntities)} entities are in valid.txt or test.txt alone.`);
  return lines.join('\n');
}

const row = (
  name: string,
  { queries, mrr, hits1, hits3, hits10, meanRank }: RankFigures,
): string[] => [
  name,
  whole(queries),
  ...[mrr, hits1, hits3, hits10].map((value) => value.toFixed(3)),
  meanRank.toFixed(1),
];
