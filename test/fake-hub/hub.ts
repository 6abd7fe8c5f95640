import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A dataset repository as the fake keeps it. */
export interface FakeRepository {
  visibility: string;
  files: Map<string, Buffer>;
  commits: number;
}

export interface FakeHub {
  url: string;
  repositories: Map<string, FakeRepository>;
  /** `METHOD path` of every request, in order. */
  requests: string[];
  /** Answers a request with this status instead, when its path contains the text. */
  failures: { path: string; status: number; body?: object }[];
  close(): Promise<void>;
}

/**
 * The calls of the Hugging Face hub that pushing a dataset makes, on 127.0.0.1: repository create and info, tree,
 * preupload, LFS batch and upload, commit. Parquet files and whatever is larger than `lfsBytes` go by LFS.
 */
export async function startFakeHub(token: string, lfsBytes = 4096): Promise<FakeHub> {
  const repositories = new Map<string, FakeRepository>();
  const objects = new Map<string, Buffer>();
  const requests: string[] = [];
  const failures: FakeHub['failures'] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, hub.url);
    const path = decodeURIComponent(url.pathname);
    requests.push(`${request.method} ${path}`);
    const body = await readBody(request);
    const send = (status: number, content: unknown): void => {
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(content));
    };
    const failure = failures.find((one) => path.includes(one.path));
    if (failure) return send(failure.status, failure.body ?? { error: `status ${failure.status}` });

    const object = /^\/lfs\/([0-9a-f]{64})$/.exec(path);
    if (object && request.method === 'PUT') {
      const sha = createHash('sha256').update(body).digest('hex');
      if (sha !== object[1]) return send(422, { error: 'the object does not match its id' });
      objects.set(sha, body);
      return send(200, {});
    }
    if (request.headers.authorization !== `Bearer ${token}`)
      return send(401, { error: 'Invalid username or password.' });
    if (path === '/api/repos/create') {
      const asked = JSON.parse(body.toString()) as {
        organization: string;
        name: string;
        type: string;
        visibility: string;
      };
      const name = `${asked.organization}/${asked.name}`;
      if (asked.type !== 'dataset') return send(400, { error: 'only datasets here' });
      if (repositories.has(name))
        return send(409, { error: 'You already created this dataset repo' });
      repositories.set(name, { visibility: asked.visibility, files: new Map(), commits: 0 });
      return send(200, { url: `${hub.url}/datasets/${name}`, id: name });
    }
    const match =
      /^\/(?:api\/)?datasets\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/(revision|tree|preupload|info\/lfs|commit)/.exec(
        path,
      );
    const repository = match ? repositories.get(match[1]!) : undefined;
    if (!match || !repository) return send(404, { error: 'Repository not found' });
    const json = (): never => JSON.parse(body.toString()) as never;
    if (match[2] === 'revision') {
      return send(200, {
        _id: '1',
        id: match[1],
        private: repository.visibility === 'private',
        downloads: 0,
        likes: 0,
        gated: false,
        lastModified: '2020-01-01T00:00:00.000Z',
      });
    }
    if (match[2] === 'tree') {
      return send(
        200,
        [...repository.files].map(([name, bytes]) => ({
          type: 'file',
          path: name,
          size: bytes.length,
          oid: 'x',
        })),
      );
    }
    if (match[2] === 'preupload') {
      const { files } = json() as { files: { path: string; size: number }[] };
      const modeOf = (file: { path: string; size: number }): string =>
        file.path.endsWith('.parquet') || file.size > lfsBytes ? 'lfs' : 'regular';
      return send(200, {
        files: files.map((file) => ({ path: file.path, uploadMode: modeOf(file) })),
      });
    }
    if (match[2] === 'info/lfs') {
      const { objects: asked } = json() as { objects: { oid: string; size: number }[] };
      return send(200, {
        transfer: 'basic',
        objects: asked.map(({ oid, size }) =>
          objects.has(oid)
            ? { oid, size }
            : { oid, size, actions: { upload: { href: `${hub.url}/lfs/${oid}` } } },
        ),
      });
    }
    return send(200, commit(repository, body));
  }

  function commit(repository: FakeRepository, body: Buffer): object {
    for (const line of body.toString().split('\n')) {
      const { key, value } = JSON.parse(line) as {
        key: string;
        value: { path: string; content: string; oid: string };
      };
      if (key === 'file') repository.files.set(value.path, Buffer.from(value.content, 'base64'));
      if (key === 'lfsFile') repository.files.set(value.path, objects.get(value.oid)!);
      if (key === 'deletedFile') repository.files.delete(value.path);
    }
    repository.commits++;
    return { commitOid: `commit-${repository.commits}`, commitUrl: `${hub.url}/commit` };
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hub: FakeHub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    repositories,
    requests,
    failures,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return hub;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
