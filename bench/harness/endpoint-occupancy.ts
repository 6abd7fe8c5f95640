import type { FakeStats } from '../../test/fake-endpoint/stats.ts';

/** Mean requests in the endpoint's house over a span of time, by its own books. */
export interface EndpointWatch {
  begin(): void;
  end(): void;
  mean(): Promise<number>;
}

export function watchEndpoint(url: string): EndpointWatch {
  const read = async (): Promise<FakeStats> =>
    (await (await fetch(new URL('/stats', url))).json()) as FakeStats;
  let first: Promise<FakeStats> | undefined;
  let last: Promise<FakeStats> | undefined;
  return {
    begin: () => void (first ??= read()),
    end: () => void (last ??= read()),
    async mean() {
      const [from, to] = [await first, await last];
      if (from === undefined || to === undefined) throw new Error('the span never began or ended');
      const area = to.meanInFlight * to.elapsedMs - from.meanInFlight * from.elapsedMs;
      return area / (to.elapsedMs - from.elapsedMs);
    },
  };
}
