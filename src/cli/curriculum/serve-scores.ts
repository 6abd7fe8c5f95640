import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { scoreResponse } from '../../methods/curriculum/score/score-response.ts';

export const SERVE_DEFAULTS = {
  /** Longest body of a request. */
  maxBytes: 64 * 1024 * 1024,
  /** Most answers in one request. */
  maxAnswers: 100_000,
};

/**
 * `POST /score` takes one request or a list, and answers with one score or a list in the same order; `GET /health` says
 * that it is there. Listens on one address only, since it has no key.
 */
export function createScoreServer(limits = SERVE_DEFAULTS): Server {
  return createServer((request, response) => {
    answer(request, limits).then(
      ([status, body]) => reply(response, status, body),
      (error: unknown) => reply(response, 500, { error: String(error) }),
    );
  });
}

async function answer(
  request: IncomingMessage,
  limits: typeof SERVE_DEFAULTS,
): Promise<[number, unknown]> {
  const path = request.url?.split('?')[0];
  if (path === '/health' && request.method === 'GET') return [200, { ok: true }];
  if (path !== '/score') return [404, { error: 'there is POST /score and GET /health' }];
  if (request.method !== 'POST') return [405, { error: 'scores are asked for by POST' }];
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > limits.maxBytes)
      return [413, { error: `a body has at most ${limits.maxBytes} bytes` }];
    chunks.push(chunk as Buffer);
  }
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    return [400, { error: `the body is not JSON: ${(error as Error).message}` }];
  }
  if (!Array.isArray(body)) {
    const score = scoreResponse(body);
    return ['error' in score ? 422 : 200, score];
  }
  if (body.length > limits.maxAnswers) {
    return [413, { error: `a list has at most ${limits.maxAnswers} answers` }];
  }
  return [200, body.map(scoreResponse)];
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
