import { describe, expect, it } from 'vitest';
import * as errors from '../core/errors/index.ts';
import { describeFailure, EXIT, EXIT_MEANINGS } from './exit-codes.ts';

/** Every class in core/errors, thrown as adapters throw it, and the code that a command then ends with. */
const CASES: Record<string, [error: Error, exit: number]> = {
  CancelledError: [new errors.CancelledError('x'), 130],
  CredentialError: [new errors.CredentialError('x'), 5],
  HubError: [new errors.HubError('x', 500), 4],
  ItemRejectedError: [new errors.ItemRejectedError('too-long', 'x'), 1],
  LimitReachedError: [new errors.LimitReachedError('maxCalls', 'x'), 4],
  MaterialAbsentError: [new errors.MaterialAbsentError('x'), 7],
  MaterialAlteredError: [new errors.MaterialAlteredError('x'), 6],
  MissingDependencyError: [new errors.MissingDependencyError('x'), 5],
  ModelRefusalError: [new errors.ModelRefusalError('x'), 1],
  ModelUnavailableError: [new errors.ModelUnavailableError('x'), 4],
  OutputParseError: [new errors.OutputParseError('schema-mismatch', '{', 'x'), 1],
  QueryError: [new errors.QueryError('x'), 2],
  RateLimitError: [new errors.RateLimitError('x'), 4],
  RecipeError: [new errors.RecipeError('x'), 2],
  SourceError: [new errors.SourceError('x'), 2],
  WorkspaceLockedError: [new errors.WorkspaceLockedError('x'), 2],
};

describe('describeFailure', () => {
  it('knows every error class that core exports', () => {
    const classes = Object.keys(errors).filter(
      (name) => name.endsWith('Error') && !['WellspringError', 'isWellspringError'].includes(name),
    );
    expect(Object.keys(CASES).toSorted()).toEqual(classes.toSorted());
  });

  it.each(Object.entries(CASES))('%s', (_name, [error, exit]) => {
    const found = describeFailure(error);
    expect(found.exit).toBe(exit);
    expect(found.code).toBe((error as errors.WellspringError).code);
  });

  it('keeps the hint of an error of ours', () => {
    const { hint, message } = describeFailure(new errors.RecipeError('no', { hint: 'mend it' }));
    expect({ hint, message }).toEqual({ hint: 'mend it', message: 'no' });
  });

  it('takes a full disk for a limit, a forbidden path for usage, and names the mend', () => {
    const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    expect(describeFailure(full)).toMatchObject({ exit: EXIT.stopped, code: 'ENOSPC' });
    const filled = Object.assign(new Error('database or disk is full'), { errcode: 13 });
    expect(describeFailure(filled)).toMatchObject({ exit: EXIT.stopped, code: 'ENOSPC' });
    const denied = Object.assign(new Error('EACCES'), { code: 'EACCES' });
    expect(describeFailure(denied).exit).toBe(EXIT.usage);
    expect(describeFailure(denied).hint).not.toBeNull();
  });

  it.each([new TypeError('x is undefined'), 'a text', undefined, null, { code: 'recipe-invalid' }])(
    'takes anything else for a bug: %s',
    (thrown) => {
      expect(describeFailure(thrown)).toMatchObject({ exit: EXIT.bug, code: 'bug' });
      expect(describeFailure(thrown).hint).toContain('report');
    },
  );

  it('gives every code a meaning', () => {
    expect(Object.keys(EXIT_MEANINGS).map(Number)).toEqual(Object.values(EXIT));
  });
});
