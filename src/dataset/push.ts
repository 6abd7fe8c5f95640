import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as HubApi from '@huggingface/hub';
import {
  CancelledError,
  CredentialError,
  HubError,
  MissingDependencyError,
  RecipeError,
} from '../core/errors/index.ts';
import { planPush, type PushPlan } from './push-plan.ts';

export interface PushOptions {
  /** The dataset's folder. */
  dir: string;
  /** `owner/name`. */
  repo: string;
  /** Default true. False is needed to write into a repository that is public already. */
  private?: boolean;
  /** Only says what would be sent; makes no request. */
  dryRun?: boolean;
  /** Default: `HF_TOKEN`. */
  token?: string;
  /** Default: `HF_ENDPOINT`, else the Hugging Face hub. */
  endpoint?: string;
  /** Called with what is about to be sent, before anything is. Throw to stop. */
  onPlan?: (plan: PushPlan) => void | Promise<void>;
  onProgress?: (path: string, progress: number) => void;
  signal?: AbortSignal;
}

export interface PushResult {
  plan: PushPlan;
  /** Where it is; null after a dry run. */
  url: string | null;
  commit: string | null;
  /** Shards and proof files of an earlier push that this one took away. */
  deleted: string[];
}

const DEFAULT_ENDPOINT = 'https://huggingface.co';
const REPOSITORY = /^[\w.-]{1,96}\/[\w.-]{1,96}$/;

/**
 * Sends a dataset to the Hugging Face hub: the files that its manifest seals, and never a run's journal, rejects or
 * events. One commit, so that a reader sees the old dataset or the new. Raises CredentialError, HubError, RecipeError,
 * MaterialAlteredError.
 */
export async function pushDataset(options: PushOptions): Promise<PushResult> {
  const { repo: name, signal } = options;
  if (!REPOSITORY.test(name)) {
    throw new RecipeError(`${name} names no repository`, { hint: 'Write it as owner/name.' });
  }
  const plan = await planPush(options.dir);
  await options.onPlan?.(plan);
  if (options.dryRun) return { plan, url: null, commit: null, deleted: [] };

  const hubUrl = (options.endpoint ?? process.env['HF_ENDPOINT'] ?? DEFAULT_ENDPOINT).replace(
    /\/+$/,
    '',
  );
  const accessToken = readToken(options.token);
  const hub = await loadHub();
  const repo = { type: 'dataset', name } as const;
  const access = { hubUrl, accessToken };
  try {
    await ensureRepository(hub, name, access, options.private ?? true);
    const sent = new Set(plan.files.map((file) => file.path));
    const deleted: string[] = [];
    for await (const { type, path } of hub.listFiles({ repo, recursive: true, ...access })) {
      // A shard of an earlier, longer dataset would be read as part of this one.
      if (type === 'file' && /^(data|proof)\//.test(path) && !sent.has(path)) deleted.push(path);
    }
    if (signal?.aborted) throw signal.reason;
    const commits = hub.commitIter({
      repo,
      ...access,
      title: `Wellspring dataset of ${plan.files.length} files`,
      operations: [
        ...plan.files.map(({ path }) => ({
          operation: 'addOrUpdate' as const,
          path,
          content: pathToFileURL(join(plan.dir, ...path.split('/'))),
        })),
        ...deleted.map((path) => ({ operation: 'delete' as const, path })),
      ],
      ...(signal ? { abortSignal: signal } : {}),
    });
    for (;;) {
      const { done, value } = await commits.next();
      if (done)
        return {
          plan,
          url: `${hubUrl}/datasets/${name}`,
          commit: value?.commit.oid ?? null,
          deleted,
        };
      if (value.event !== 'fileProgress') continue;
      if (value.state === 'error')
        throw new HubError(`the hub did not take ${value.path}`, undefined);
      options.onProgress?.(value.path, value.progress);
    }
  } catch (error) {
    if (signal?.aborted)
      throw new CancelledError('the push was stopped: nothing was committed', { cause: error });
    throw explain(error, name, hubUrl, accessToken);
  }
}

async function ensureRepository(
  hub: typeof HubApi,
  name: string,
  access: { hubUrl: string; accessToken: string },
  isPrivate: boolean,
): Promise<void> {
  const repo = { type: 'dataset', name } as const;
  try {
    await hub.createRepo({ repo, ...access, visibility: isPrivate ? 'private' : 'public' });
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
    const existing = await hub.datasetInfo({ name, ...access });
    if (isPrivate && !existing.private) {
      throw new RecipeError(`${name} exists and is public, and a private push was asked for`, {
        hint: 'Say that it may be public (`--public`), or name another repository.',
        cause: error,
      });
    }
  }
}

function readToken(given: string | undefined): string {
  const token = given ?? process.env['HF_TOKEN'];
  if (!token) {
    throw new CredentialError('no token for the hub', {
      hint: 'Put one with write access into HF_TOKEN: https://huggingface.co/settings/tokens',
    });
  }
  if (!token.startsWith('hf_')) {
    throw new CredentialError('the token in HF_TOKEN is none of the hub: those begin with hf_', {
      hint: 'Copy it again from https://huggingface.co/settings/tokens',
    });
  }
  return token;
}

async function loadHub(): Promise<typeof HubApi> {
  try {
    return await import('@huggingface/hub');
  } catch (cause) {
    throw new MissingDependencyError('@huggingface/hub, which push needs, cannot be loaded', {
      hint: 'Run `npm install` again.',
      cause,
    });
  }
}

function statusOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** The library's errors in our words; the token never gets into them. */
function explain(error: unknown, repo: string, hubUrl: string, token: string): unknown {
  const status = statusOf(error);
  // `fetch` raises a TypeError where no answer comes; what is neither that nor an answer is ours, or a bug.
  if (status === undefined && !(error instanceof TypeError)) return error;
  const said = (error instanceof Error ? error.message : String(error))
    .replaceAll(token, 'hf_…')
    .slice(0, 300);
  const details = { cause: error };
  if (status === 401) {
    return new CredentialError(`the hub does not know this token (${said})`, {
      ...details,
      hint: 'Make a new one at https://huggingface.co/settings/tokens and put it into HF_TOKEN.',
    });
  }
  if (status === 403) {
    return new CredentialError(`the token may not write to ${repo} (${said})`, {
      ...details,
      hint: 'Give it write access to that owner, or name a repository of your own.',
    });
  }
  if (status === 404) {
    return new HubError(`${repo} was not found at ${hubUrl} (${said})`, status, {
      ...details,
      hint: 'Look at the owner’s name, and at HF_ENDPOINT.',
    });
  }
  if (status === 409 || status === 412) {
    return new HubError(`${repo} was changed by someone else meanwhile (${said})`, status, {
      ...details,
      hint: 'Push again.',
    });
  }
  if (status !== undefined) {
    return new HubError(`the hub answered ${status} (${said})`, status, {
      ...details,
      hint: 'Try again later: nothing was committed.',
    });
  }
  return new HubError(`${hubUrl} could not be reached (${said})`, undefined, {
    ...details,
    hint: 'Look at the network and at HF_ENDPOINT: nothing was committed.',
  });
}
