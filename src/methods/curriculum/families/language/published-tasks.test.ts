import { describe, expect, it } from 'vitest';
import { activePassive } from './active-passive.ts';
import { commandActions } from './command-actions.ts';
import { eventQuestions } from './event-questions.ts';
import { logicalForm } from './logical-form.ts';
import { pronounReference } from './pronoun-reference.ts';
import { relativeClauses } from './relative-clauses.ts';
import { wordForms } from './word-forms.ts';

const RULES = `A robot hears commands and writes signs.
walk: W
look: L
run: R
jump: J
The commands:
`;

describe('published tasks', () => {
  it.each([
    ['jump', 'J'],
    ['jump left', '< J'],
    ['jump around right', '> J > J > J > J'],
    ['turn left twice', '< <'],
    ['jump three times', 'J J J'],
    ['jump opposite left and walk three times', '< < J W W W'],
    ['jump opposite left after walk around left', '< W < W < W < W < < J'],
  ])('SCAN (Lake and Baroni 2018, figure 1): %s', (command, signs) => {
    expect(commandActions.solvePrompt(`${RULES}${command}.\n\nWhat does the robot write?`)).toEqual(
      [signs],
    );
  });

  it.each([
    ['One gwug. Two gwugs.\nOne zwax. Two zwaxes.\nOne vlug. Two ___.', 'vlugs'],
    ['One gwug. Two gwugs.\nOne zwass. Two zwasses.\nOne kless. Two ___.', 'klesses'],
    [
      'I gwod now. Before, I gwodded.\nI zwink now. Before, I zwinked.\nI klob now. Before, I ___.',
      'klobbed',
    ],
    [
      'I can gwib. Now I am gwibbing.\nI can zwunk. Now I am zwunking.\nI can klib. Now I am ___.',
      'klibbing',
    ],
  ])('the wug test (Berko 1958): %j', (lines, form) => {
    expect(
      wordForms.solvePrompt(`Here are some new words.\n${lines}\n\nWhat is the missing word?`),
    ).toEqual([form]);
  });

  it('bAbI 5, three-argument relations: who gave, what, and to whom', () => {
    const story =
      'Ida gave the cake to Felix.\nFelix gave the cake to Karl.\nIda gave Karl the shoe.';
    const ask = (question: string): string[] =>
      eventQuestions.solvePrompt(`${story}\n\n${question}`);
    expect(ask('Who gave the cake to Felix?')).toEqual(['Ida']);
    expect(ask('What did Ida give to Felix?')).toEqual(['cake']);
    expect(ask('Who did Felix give the cake to?')).toEqual(['Karl']);
    expect(ask('Who gave Karl the shoe?')).toEqual(['Ida']);
  });

  it('bAbI 11 and 13, coreference of one and of two', () => {
    const story =
      'Daniel saw nobody.\nVictor met Sara. Then it rained.\nVictor helped Sara. He slept. They danced.';
    expect(pronounReference.solvePrompt(`${story}\n\nWho slept?`)).toEqual(['Victor']);
    expect(pronounReference.solvePrompt(`${story}\n\nWho danced?`)).toEqual(['Victor and Sara']);
  });

  it('reversible passives (Slobin 1966)', () => {
    const story = 'Ben was chased by Anna.\nBen chased Cara.';
    expect(activePassive.solvePrompt(`${story}\n\nWho chased Ben?`)).toEqual(['Anna']);
    expect(activePassive.solvePrompt(`${story}\n\nWho was chased by Ben?`)).toEqual(['Cara']);
  });

  it.each([
    ['The dog that chased the cat ran.', 'What ran?', 'dog'],
    ['The dog that the cat chased ran.', 'What ran?', 'dog'],
    ['The dog that the cat chased ran.', 'What chased the dog?', 'cat'],
    ['The dog chased the cat that ran.', 'What ran?', 'cat'],
    ['The dog chased the cat that the hen saw.', 'What did the hen see?', 'cat'],
  ])('the four kinds of relative clause (Sheldon 1974): %s %s', (sentence, question, answer) => {
    expect(relativeClauses.solvePrompt(`${sentence}\n\n${question}`)).toEqual([answer]);
  });

  it.each([
    ['The cat was seen by Emma.', 'see(Emma, cat)'],
    ['Emma gave the cake to the cat.', 'give(Emma, cake, cat)'],
    ['Emma gave the cat the cake.', 'give(Emma, cake, cat)'],
    ['Emma saw the cat on the box.', 'see(Emma, cat/on/box)'],
    ['The cat on the box saw Emma.', 'see(cat/on/box, Emma)'],
    ['Emma said that Noah heard that the cat slept.', 'say(Emma, hear(Noah, sleep(cat)))'],
  ])(
    'COGS (Kim and Linzen 2020): alternations, objects turned subjects, deeper clauses: %s',
    (sentence, form) => {
      const prompt = `Next: the doer, what it is done to, who gets it.\nThe new sentence:\n${sentence}\n\nWhat is the short form of the new sentence?`;
      expect(logicalForm.solvePrompt(prompt)).toEqual([form]);
    },
  );
});
