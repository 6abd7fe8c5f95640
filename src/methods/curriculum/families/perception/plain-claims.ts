import { type Claims, readClaims } from '../answer-text.ts';
import { deniesItself } from '../number-answer.ts';

/** The claims of a response; one that calls an answer wrong has none, and what "can't be" or "is never" is denied. */
export function plainClaims(response: string): Claims {
  if (deniesItself(response)) return { refused: 'denied' };
  return readClaims(
    response
      .replaceAll('\u2019', "'")
      .replaceAll(/\b(?:can't|cannot|can not|could not|couldn't|won't)\s+be\b/gi, 'is not')
      .replaceAll(/\bnever\b/gi, 'not'),
  );
}
