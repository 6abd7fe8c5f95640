import type { Candidate, Check, Rejection } from '../records/index.ts';

/** The reason of a check that did not pass: the gate's name, without its version. */
export function reasonOf(check: Check): string {
  const name = check.name.slice(0, check.name.indexOf('@'));
  return check.verdict === 'unknown' ? `${name}-unknown` : name;
}

export function describe(check: Check): string {
  return check.detail === undefined ? check.verdict : JSON.stringify(check.detail);
}

export function rejectionOf(
  at: { id: string; part: string },
  candidate: number | null,
  reason: string,
  message: string,
  content?: Candidate,
): Rejection {
  return {
    assignment: at.id,
    part: at.part,
    candidate,
    reason,
    message,
    ...(content && { content }),
  };
}
