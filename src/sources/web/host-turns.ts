/** One request at a time to a host, whoever asks: pages, robots.txt, sitemaps. */
export function takeTurns(): <T>(host: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (host, work) => {
    const before = last.get(host);
    const mine = (async () => {
      // Whoever came before has told its own caller what failed.
      await before?.catch(() => {});
      return work();
    })();
    last.set(host, mine);
    try {
      return await mine;
    } finally {
      if (last.get(host) === mine) last.delete(host);
    }
  };
}
