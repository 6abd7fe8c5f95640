import {
  isWellspringError,
  MissingDependencyError,
  SourceError,
} from '../../../core/errors/index.ts';
import type { CarriedError } from './worker-protocol.ts';

/** Takes an error apart for the way to another thread. */
export function carryError(error: unknown): CarriedError {
  const known = error instanceof Error ? error : new Error(String(error));
  return {
    name: known.name,
    code: isWellspringError(error) ? error.code : null,
    message: known.message,
    hint: isWellspringError(error) ? (error.hint ?? null) : null,
    reason: error instanceof SourceError ? error.reason : null,
    stack: known.stack ?? null,
  };
}

/** Puts it together again. What is none of ours is a bug of the task and comes as an Error with the worker's stack. */
export function restoreError(carried: CarriedError): Error {
  const { message, hint, reason, code, stack, name } = carried;
  if (code === 'source-unreadable') {
    return new SourceError(message, { hint: hint ?? undefined, reason: reason ?? 'unreadable' });
  }
  if (code === 'dependency-missing') {
    return new MissingDependencyError(message, { hint: hint ?? undefined });
  }
  const error = new Error(`${name} in a worker: ${message}`);
  if (stack !== null) error.stack = stack;
  return error;
}
