import { expect, it } from 'vitest';
import { stemWord } from './stem-word.ts';

// The examples of Porter's paper, by its steps.
it.each(
  `caresses caress|ponies poni|ties ti|cats cat|feed feed|agreed agre|plastered plaster|bled bled|motoring motor|sing sing|
  conflated conflat|troubled troubl|sized size|hopping hop|tanned tan|falling fall|hissing hiss|fizzed fizz|failing fail|
  filing file|happy happi|sky sky|relational relat|conditional condit|rational ration|valenci valenc|digitizer digit|
  conformabli conform|radicalli radic|differentli differ|vileli vile|analogousli analog|vietnamization vietnam|
  predication predic|operator oper|feudalism feudal|decisiveness decis|hopefulness hope|callousness callous|formaliti formal|
  sensitiviti sensit|sensibiliti sensibl|triplicate triplic|formative form|formalize formal|electriciti electr|
  electrical electr|hopeful hope|goodness good|revival reviv|allowance allow|inference infer|airliner airlin|
  gyroscopic gyroscop|adjustable adjust|defensible defens|irritant irrit|replacement replac|adjustment adjust|
  dependent depend|adoption adopt|communism commun|activate activ|angulariti angular|homologous homolog|effective effect|
  bowdlerize bowdler|probate probat|rate rate|cease ceas|controll control|roll roll|is is|straße straße|1963 1963`
    .split('|')
    .map((pair) => pair.trim().split(' ') as [string, string]),
)('%s becomes %s', (word, stem) => expect(stemWord(word)).toBe(stem));
