import type { ExplainedPath, Explanation, Quote } from './explain-answer.ts';

/** An explanation as plain text. Names and quotations of the data stand in it: make it safe before printing. */
export function describeExplanation(explanation: Explanation): string {
  const { from, to, predicates, paths, verdict, maxHops, isCut, method, denials, rank } =
    explanation;
  const asked = [from, ...predicates, to].join(predicates.length === 0 ? ' to ' : ' › ');
  const lines = [asked];
  if (verdict === 'no-evidence') {
    lines.push(
      `no evidence: nothing in the graph leads from the one to the other in ${hops(maxHops)}`,
    );
  } else if (method === 'model') {
    lines.push('the paths on which its score rests most, heaviest first');
  }
  if (rank !== null) {
    lines.push(
      `ranked ${rank.rank} of ${rank.entities} by the predictor, with this edge hidden from it`,
    );
  }
  for (const [index, path] of paths.entries())
    lines.push('', heading(path, index), ...edgeLines(path));
  if (isCut) lines.push('', 'the search was cut off: there may be more paths of this length');
  for (const { statement, quote } of denials)
    lines.push('', `the text denies: ${statement}`, `     ${quoteLine(quote)}`);
  return `${lines.join('\n')}\n`;
}

const hops = (count: number): string => (count === 1 ? '1 hop' : `${count} hops or fewer`);

function heading({ edges, weight }: ExplainedPath, index: number): string {
  const length = edges.length === 1 ? '1 hop' : `${edges.length} hops`;
  return `path ${index + 1}, ${length}${weight === null ? '' : `, weight ${weight.toPrecision(3)}`}`;
}

function edgeLines({ edges }: ExplainedPath): string[] {
  return edges.flatMap(({ statement, confidence, quotes, moreQuotes }, index) => [
    `  ${index + 1}. ${statement} (${confidence.toFixed(2)})`,
    ...quotes.map((quote) => `     ${quoteLine(quote)}`),
    ...(moreQuotes > 0
      ? [`     and in ${moreQuotes} more ${moreQuotes === 1 ? 'place' : 'places'}`]
      : []),
  ]);
}

function quoteLine(quote: Quote): string {
  if ('file' in quote) return `line ${quote.line} of ${quote.file}`;
  return `“${quote.text.replace(/\s+/gu, ' ')}” (${quote.title || quote.uri})`;
}
