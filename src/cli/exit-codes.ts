/** What a shell or a pipeline reads of how a command ended. */
export const EXIT = {
  done: 0,
  bug: 1,
  usage: 2,
  short: 3,
  stopped: 4,
  missing: 5,
  disproved: 6,
  absent: 7,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_MEANINGS: Readonly<Record<ExitCode, string>> = {
  0: 'done',
  1: 'a bug in Wellspring',
  2: 'the usage or the recipe is wrong; nothing was spent',
  3: 'done, but short of the target, some files were not read, or nothing fits an export',
  4: 'stopped by a limit, or by an endpoint that does not answer; run again to resume',
  5: 'a credential or a dependency is missing',
  6: 'a proof failed',
  7: 'material is absent, so that not everything could be verified',
  130: 'interrupted; run again to resume',
};

/** By the stable code of our error classes: one line for each class in `src/core/errors/`, asserted by a test. */
const BY_ERROR_CODE: Readonly<Record<string, ExitCode>> = {
  'recipe-invalid': EXIT.usage,
  'workspace-locked': EXIT.usage,
  'source-unreadable': EXIT.usage,
  'query-failed': EXIT.usage,
  'credential-missing': EXIT.missing,
  'dependency-missing': EXIT.missing,
  'limit-reached': EXIT.stopped,
  'model-unavailable': EXIT.stopped,
  'rate-limited': EXIT.stopped,
  'hub-failed': EXIT.stopped,
  cancelled: EXIT.interrupted,
  'material-altered': EXIT.disproved,
  'material-absent': EXIT.absent,
  // These reject one item and never leave a run: out here they are a bug.
  'item-rejected': EXIT.bug,
  'model-refusal': EXIT.bug,
  'output-unparsable': EXIT.bug,
};

/** What the machine itself refused: neither a bug nor a wrong recipe. */
const BY_SYSTEM_CODE: Readonly<Record<string, { exit: ExitCode; hint: string }>> = {
  ENOSPC: {
    exit: EXIT.stopped,
    hint: 'free some space on that disk and run again: it resumes',
  },
  EDQUOT: {
    exit: EXIT.stopped,
    hint: 'the quota of that disk is used up: free some space and run again: it resumes',
  },
  EFBIG: {
    exit: EXIT.stopped,
    hint: 'a file grew past the limit that is set for this user: raise `ulimit -f` and run again: it resumes',
  },
  EMFILE: {
    exit: EXIT.stopped,
    hint: 'too many open files: raise `ulimit -n` or lower --concurrency, and run again',
  },
  EACCES: { exit: EXIT.usage, hint: 'give this user the right to that path, or name another one' },
  EPERM: { exit: EXIT.usage, hint: 'give this user the right to that path, or name another one' },
  EROFS: { exit: EXIT.usage, hint: 'that disk is read-only: name another path' },
  ENOENT: { exit: EXIT.usage, hint: 'check the path' },
  ENOTDIR: { exit: EXIT.usage, hint: 'check the path: a part of it is a file' },
  EISDIR: { exit: EXIT.usage, hint: 'check the path: it is a folder' },
};

/** How SQLite says that its disk is full. */
const SQLITE_FULL = 13;

/** An error as a command reports it. */
export interface ErrorReport {
  code: string;
  message: string;
  hint: string | null;
}

/** Sorts any thrown value: whose fault it is, what it is called, and what mends it. */
export function describeFailure(error: unknown): ErrorReport & { exit: ExitCode } {
  const { code, hint, message } = (error ?? {}) as {
    code?: unknown;
    hint?: unknown;
    message?: unknown;
  };
  const text = typeof message === 'string' ? message : String(error);
  if (typeof code === 'string' && Symbol.for('wellspring.error') in (error as object)) {
    return {
      code,
      message: text,
      hint: typeof hint === 'string' ? hint : null,
      exit: BY_ERROR_CODE[code] ?? EXIT.bug,
    };
  }
  const refused =
    (error as { errcode?: unknown } | null)?.errcode === SQLITE_FULL ? 'ENOSPC' : code;
  const system = typeof refused === 'string' ? BY_SYSTEM_CODE[refused] : undefined;
  if (system !== undefined) {
    return { code: refused as string, message: text, hint: system.hint, exit: system.exit };
  }
  return {
    code: 'bug',
    message: text,
    hint: 'this is a bug in Wellspring: please report it, with the command and the lines above',
    exit: EXIT.bug,
  };
}
