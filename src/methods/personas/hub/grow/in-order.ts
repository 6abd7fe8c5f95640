/**
 * Does work on items, up to `width` at a time, and gives the results in the order of the items. Where one fails, those before
 * it are given first; then it raises, after what is under way has ended.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const under: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const one = work(item);
      // It is awaited in its turn; until then a failure is nobody's surprise.
      one.catch(() => {});
      under.push(one);
      if (under.length >= width) yield await under.shift()!;
    }
    while (under.length > 0) yield await under.shift()!;
  } finally {
    await Promise.allSettled(under);
  }
}
