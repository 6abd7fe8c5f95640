import { soundsLikeInstruction } from './instruction-phrases.ts';

const STRANGE = /https?:|www\.|\S@\S+\.\S|[{}<>|`\\]|\p{Cc}/u;

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
  return strange === undefined
    ? undefined
    : `“${strange.slice(0, 80)}” has an address or markup in it`;
}
