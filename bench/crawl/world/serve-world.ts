import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { systemClock } from '../../../src/core/clock.ts';
import { openAnswers } from './answer.ts';
import type { World } from './world.ts';

/** One request, as the server saw it. */
export interface Asked {
  host: string;
  path: string;
  startMs: number;
  /** When the answer had left, or the connection was gone. */
  endMs: number | null;
  status: number;
  /** The whole answer left. */
  isWhole: boolean;
}

export interface ServedWorld {
  port: number;
  log: Asked[];
  close(): Promise<void>;
}

/** Plays every host of the world on one port, by the Host header. */
export async function serveWorld(
  world: World,
  onAsked?: (asked: Asked) => void,
): Promise<ServedWorld> {
  const log: Asked[] = [];
  const sockets = new Set<Socket>();
  const state: { answers?: ReturnType<typeof openAnswers> } = {};
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const asked: Asked = {
      host,
      path: request.url ?? '/',
      startMs: systemClock.elapsed(),
      endMs: null,
      status: 0,
      isWhole: false,
    };
    log.push(asked);
    response.once('finish', () => {
      asked.endMs = systemClock.elapsed();
      asked.isWhole = true;
    });
    response.once('close', () => {
      asked.endMs ??= systemClock.elapsed();
      onAsked?.(asked);
    });
    const answer = state.answers!(host, asked.path);
    asked.status = answer.status;
    if (answer.fault === 'silent') return;
    setTimeout(() => {
      if (answer.fault === 'reset') return void request.socket.resetAndDestroy();
      response.writeHead(answer.status, {
        ...answer.headers,
        'content-length': String(answer.body.length),
      });
      response.end(answer.body);
    }, answer.waitMs);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  state.answers = openAnswers(world, port);
  return {
    port,
    log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
