import { isIP } from 'node:net';
import { lookup } from 'node:dns/promises';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import type { Reader } from '../../methods/personas/agents/read-together.ts';
import { openSampledHub } from '../../methods/personas/hub/sampled-hub.ts';
import type { ResolvedAddress } from '../../sources/web/fetch/fetch-options.ts';
import { plainLine } from '../output/plain-text.ts';

/** Who reads: personas in words, and a stretch `FROM:COUNT` of the sampled hub. Raises RecipeError where there is nobody. */
export function readersFrom(descriptions: readonly string[], hub: string | undefined): Reader[] {
  const readers: Reader[] = descriptions.map((words, at) => ({
    name: `persona-${at + 1}`,
    words: [words],
  }));
  if (hub !== undefined) {
    const stretch = /^(\d+):(\d+)$/.exec(hub);
    const [from, count] = [Number(stretch?.[1]), Number(stretch?.[2])];
    if (stretch === null || count < 1 || count > MOST_READERS)
      throw new RecipeError(
        `--hub takes FROM:COUNT, at most ${MOST_READERS}, got "${plainLine(hub)}"`,
        {
          hint: 'for example --hub 0:20',
        },
      );
    const sampled = openSampledHub('0');
    for (let index = from; index < from + count; index++) {
      const persona = sampled.persona(index);
      const { interests, expertise, gap } = persona;
      const words = [...interests, gap, ...(expertise === null ? [] : [expertise])];
      readers.push({ name: `hub-${index}`, words });
    }
  }
  if (readers.length === 0)
    throw new RecipeError('nobody reads', {
      hint: 'say who, with --persona "a harbour pilot who studies tides" or --hub 0:10',
    });
  return readers;
}

const MOST_READERS = 1_000;

/** `HOST:ADDRESS` as a resolver; other hosts are asked of the system. Raises RecipeError. */
export function readResolves(
  given: readonly string[],
): ((host: string) => Promise<ResolvedAddress[]>) | undefined {
  if (given.length === 0) return undefined;
  const known = new Map<string, ResolvedAddress>();
  for (const one of given) {
    const at = one.indexOf(':');
    const [host, address] = [one.slice(0, at), one.slice(at + 1)];
    const family = isIP(address);
    if (at < 1 || family === 0)
      throw new RecipeError(`--resolve takes HOST:ADDRESS, got "${plainLine(one)}"`, {
        hint: 'for example --resolve www.example.test:127.0.0.1',
      });
    known.set(host.toLowerCase(), { address, family: family as 4 | 6 });
  }
  return async (host) => {
    const fixed = known.get(host.toLowerCase()) ?? known.get('*');
    if (fixed !== undefined) return [fixed];
    const found = await lookup(host, { all: true });
    return found.map(({ address, family }) => ({ address, family: family as 4 | 6 }));
  };
}
