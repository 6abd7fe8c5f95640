import type { ServerResponse } from 'node:http';
import type { FakeCall, FakeScript } from './script.ts';
import type { StatsKeeper } from './stats.ts';

/** What an answer needs of the request and of the house. */
export interface Exchange {
  response: ServerResponse;
  script: FakeScript;
  call: FakeCall;
  keeper: StatsKeeper;
  /** Marks the reply as completed, so paid. */
  completed: boolean;
}

/** Answers with an error in OpenAI's form. */
export function sendError(
  response: ServerResponse,
  keeper: StatsKeeper,
  status: number,
  message: string,
  code: string | null = null,
  headers: Record<string, string> = {},
): void {
  count(keeper, status);
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { message, type: 'fake_error', param: null, code } }));
}

/** Counts a response's status. */
export function count(keeper: StatsKeeper, status: number): void {
  keeper.counts.byStatus[status] = (keeper.counts.byStatus[status] ?? 0) + 1;
}
