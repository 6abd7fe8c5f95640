import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { createHash } from 'node:crypto';
import { SourceError } from '../../core/errors/index.ts';
import type { Hash } from '../../core/hash.ts';
import type { FoundFile } from './list-files.ts';

/** An open regular file inside its folder. */
export interface OpenFile {
  sizeBytes: number;
  /** Its bytes from the start; may be asked for again. */
  chunks(): AsyncGenerator<Buffer>;
  /** SHA-256 of all its bytes. */
  hash(): Promise<Hash>;
  /** Raises SourceError (`changed-while-read`) where the file is no longer as it was opened. */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
}

const CHUNK_BYTES = 64 * 1024;

/**
 * Opens a file that was found, refusing what it may have become since: a link, a pipe or device (without waiting on it),
 * a path that leaves the folder. Raises SourceError.
 */
export async function openFile(file: FoundFile): Promise<OpenFile> {
  const handle = await openRegular(file);
  const before = await handle.stat();
  if (!before.isFile()) {
    await handle.close();
    throw new SourceError('It is a device, pipe or socket, not a file.', {
      reason: 'special-file',
      hint: 'Store its content as a file.',
    });
  }
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let position = 0; ;) {
      const { bytesRead, buffer } = await handle.read(
        Buffer.allocUnsafe(CHUNK_BYTES),
        0,
        CHUNK_BYTES,
        position,
      );
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
  return {
    sizeBytes: before.size,
    chunks,
    async hash() {
      const hash = createHash('sha256');
      for await (const chunk of chunks()) hash.update(chunk);
      return hash.digest('hex');
    },
    async assertUnchanged() {
      const after = await handle.stat();
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
        throw new SourceError('The file changed while it was read.', {
          reason: 'changed-while-read',
          hint: 'Run again when nothing writes to it.',
        });
      }
    },
    close: () => handle.close(),
  };
}

async function openRegular({ path, root }: FoundFile): Promise<FileHandle> {
  try {
    const real = await realpath(path);
    const folder = root.endsWith(sep) ? root : root + sep;
    if (!real.startsWith(folder)) {
      throw new SourceError('It lies outside the folder of the source.', {
        reason: 'outside-folder',
        hint: 'Copy it into the folder, or name its own folder as a source.',
      });
    }
    // O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    return await open(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ELOOP') {
      throw new SourceError('It is a symbolic link.', {
        reason: 'symbolic-link',
        hint: 'Copy the file itself.',
        cause,
      });
    }
    throw new SourceError(`It cannot be opened (${code ?? String(cause)}).`, {
      hint: 'Check its permissions.',
      cause,
    });
  }
}
