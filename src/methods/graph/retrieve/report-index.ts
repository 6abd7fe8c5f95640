import { reportCommunities, type CommunityReport } from '../communities/report-communities.ts';
import { buildInvertedIndex, type InvertedIndex } from './inverted-index.ts';
import { readWords } from './read-words.ts';
import type { RetrievalIndexes } from './retrieval-indexes.ts';
import { sortRanked, type Ranked } from './select-top.ts';

export interface ReportIndex {
  list: readonly CommunityReport[];
  index: InvertedIndex;
}

/** Reports of communities, those given or else by template, with an index of their words; made when they are first asked for. */
export function reportIndex(indexes: RetrievalIndexes): ReportIndex {
  if (indexes.reports === undefined) {
    const { material, vocabulary } = indexes;
    const list = material.reports ?? reportCommunities(material.graph, material.communities);
    const index = buildInvertedIndex(
      list.length,
      (at) =>
        vocabulary.add(
          readWords([list[at]!.title, ...list[at]!.claims.map(({ text }) => text)].join('\n')),
        ),
      () => vocabulary.size,
    );
    indexes.reports = { list, index };
  }
  return indexes.reports;
}

/** Places in the list of the reports of the coarsest level, by how many facts they cover. */
export function largestReports(indexes: RetrievalIndexes): Ranked[] {
  const { list } = indexes.material.communities;
  return sortRanked(
    reportIndex(indexes).list.flatMap(({ community, edges }, index) =>
      list[community]!.level === 0 ? [{ index, score: edges }] : [],
    ),
  );
}
