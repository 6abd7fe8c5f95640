import { soundsLikeInstruction } from './instruction-phrases.ts';

const STRANGE = /https?:|www\.|\S@\S+\.\S|[{}<>|`\\]|\p{Cc}|\p{Co}|\p{Zl}|\p{Zp}/u;
/** What no reader sees, and a comparison of words passes over; two of them shape letters in some scripts, behind a letter. */
const UNSEEN =
  /(?!\u200C|\u200D)\p{Default_Ignorable_Code_Point}|(?<![\p{Script=Arabic}\p{Script=Devanagari}]\p{M}?)[\u200C\u200D]/u;

/**
 * Why messages may have followed or passed on what a page says to models, or undefined. What a model wrote has no address, markup
 * or control characters besides; programs write none but line breaks.
 */
export function faultOfData(
  messages: readonly string[],
  written: readonly string[],
): string | undefined {
  const speaking = messages.find(soundsLikeInstruction);
  if (speaking !== undefined) return `“${speaking.slice(0, 80)}” speaks to a language model`;
  const strange = written.find((text) => STRANGE.test(text));
  if (strange !== undefined) return `“${strange.slice(0, 80)}” has an address or markup in it`;
  const unseen = written.find((text) => UNSEEN.test(text));
  return unseen && `“${unseen.slice(0, 80)}” has characters in it that nobody sees`;
}
