/** One item of each source in turn, until all have ended: lazily, so that no source is read further than it is asked. */
export function* takeTurns<T>(sources: Iterable<Iterator<T>>): Generator<T> {
  let open = [...sources];
  while (open.length > 0) {
    const left: Iterator<T>[] = [];
    for (const source of open) {
      const { value, done } = source.next();
      if (done === true) continue;
      left.push(source);
      yield value;
    }
    open = left;
  }
}
