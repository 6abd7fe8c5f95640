import type { Behaviour, FakeCall } from './script.ts';

/** Every way in which an endpoint fails or surprises, one entry each. */
export const HELL: readonly Behaviour[] = [
  { kind: 'status', status: 429, headers: { 'retry-after': '1' }, message: 'Rate limit reached' },
  { kind: 'status', status: 429, message: 'Too many requests' },
  { kind: 'status', status: 500, message: 'Internal error' },
  { kind: 'status', status: 503, message: 'Overloaded' },
  { kind: 'status', status: 502, body: '<html><body>Bad gateway</body></html>' },
  { kind: 'hang' },
  { kind: 'hang-midway' },
  { kind: 'reset' },
  { kind: 'reset-midway' },
  { kind: 'truncated' },
  { kind: 'malformed' },
  { kind: 'error-midway' },
  { kind: 'wrong-schema' },
  { kind: 'length' },
  { kind: 'empty' },
  { kind: 'enormous' },
  { kind: 'refusal' },
  { kind: 'content-filter' },
  { kind: 'thinking', where: 'tags' },
  { kind: 'thinking', where: 'unclosed' },
  { kind: 'thinking', where: 'reasoning_content' },
  { kind: 'trickle', everyMs: 5 },
  { kind: 'no-usage' },
  { kind: 'lying-usage', usage: { prompt_tokens: -7, completion_tokens: 1e15 } },
];

export interface HellOptions {
  /** Share of requests that go wrong, 0 to 1. */
  rate: number;
  /** From this attempt on (from 0) a body gets a good reply, so that a patient caller reaches its target. Default never. */
  mercyAttempt?: number;
  behaviours?: readonly Behaviour[];
}

/** A `behave` that draws from {@link HELL} by the body's hash and attempt. */
export function hell({ rate, mercyAttempt = Infinity, behaviours = HELL }: HellOptions) {
  return (call: FakeCall): Behaviour | undefined => {
    if (call.attempt >= mercyAttempt || call.random.next() >= rate) return undefined;
    return call.random.pick(behaviours);
  };
}
