import { describe, expect, it } from 'vitest';
import { beliefEmotion } from './belief-emotion.ts';
import { changedLocation } from './changed-location.ts';
import { diverseDesires } from './diverse-desires.ts';
import { fairShare } from './fair-share.ts';
import { lieOrMistake } from './lie-or-mistake.ts';
import { nestedBelief } from './nested-belief.ts';
import { seeingKnowing } from './seeing-knowing.ts';
import { trustedInformant } from './trusted-informant.ts';
import { unexpectedContents } from './unexpected-contents.ts';

/** Written after the published descriptions, with their answers; nothing here comes from our programs. */
describe('published tasks', () => {
  it('Sally and Anne (Baron-Cohen, Leslie and Frith 1985): Sally looks where she left it', () => {
    const told =
      'Sally and Anne are in the room. There are a basket and a box in the room. Sally puts the marble in the basket. ' +
      'Sally leaves the room. Anne moves the marble to the box. Sally comes into the room.';
    expect(
      changedLocation.solvePrompt(`${told}\n\nWhere will Sally look for the marble first?`),
    ).toEqual(['basket']);
    const seen = told.replace(' Sally leaves the room.', '');
    expect(
      changedLocation.solvePrompt(`${seen}\n\nWhere will Sally look for the marble first?`),
    ).toEqual(['box']);
  });

  it('ToMi (Le, Boureau and Nickel 2019), second order: one does not know that the other knows', () => {
    const told =
      'Oliver and Emma are in the garden. There are a bucket and a crate in the garden. Emma puts the hat in the bucket. ' +
      'Emma leaves the garden. Oliver moves the hat to the crate.';
    const ask = (question: string): string[] => nestedBelief.solvePrompt(`${told}\n\n${question}`);
    expect(ask('Where does Oliver think Emma will look for the hat?')).toEqual(['bucket']);
    expect(ask('Where does Emma think Oliver will look for the hat?')).toEqual(['bucket']);
    const back = told.replace(
      'Emma leaves the garden.',
      'Emma leaves the garden. Emma comes into the garden.',
    );
    expect(
      nestedBelief.solvePrompt(`${back}\n\nWhere does Oliver think Emma will look for the hat?`),
    ).toEqual(['crate']);
  });

  it('Smarties (Perner, Leekam and Wimmer 1987): a friend who has not looked trusts the box', () => {
    const told =
      'Lisa and Mark are in the room. There is a tube in the room. The label of the tube says “sweets.” ' +
      'The tube has pencils in it. Nobody has seen inside yet. Mark leaves the room. Lisa opens the tube and looks inside.';
    const ask = (question: string): string[] =>
      unexpectedContents.solvePrompt(`${told}\n\n${question}`);
    expect(ask('So, what does Mark think is in the tube?')).toEqual(['sweets']);
    expect(ask('So, what does Lisa think is in the tube?')).toEqual(['pencils']);
    expect(ask('So, what does Lisa think Mark thinks is in the tube?')).toEqual(['sweets']);
  });

  it('diverse desires (Wellman and Liu 2004): Mr Jones likes cookies, you like the carrot', () => {
    const scene = {
      foods: ['carrot', 'cookie'],
      gone: [],
      turns: [{ who: 'Jones', likes: ['cookie', 'carrot'] }],
      told: [0],
      own: 'carrot',
      asked: 'Jones',
    };
    expect(diverseDesires.solve(scene)).toEqual(['cookie']);
    expect(diverseDesires.solve({ ...scene, own: 'cookie' })).toEqual(['cookie']);
  });

  it('knowledge access (Wellman and Liu 2004): Polly never looked into the drawer', () => {
    const told =
      'Polly, Lisa and Mark are in the room. There is a drawer in the room. The drawer has dogs in it. Nobody has seen inside yet. ' +
      'Lisa opens the drawer and looks inside. Polly touches the drawer. Mark opens the drawer and looks inside.';
    expect(
      seeingKnowing.solvePrompt(`${told}\n\nWho does not know what is in the drawer?`),
    ).toEqual(['Polly']);
    const one = told.replace(' Mark opens the drawer and looks inside.', '');
    expect(seeingKnowing.solvePrompt(`${one}\n\nWho knows what is in the drawer?`)).toEqual([
      'Lisa',
    ]);
  });

  it('explicit false belief (Wellman and Liu 2004): Scott looks where he thinks his mittens are', () => {
    const told =
      'Scott and Lisa are in the room. There are a backpack and a closet in the room. Scott puts the mitten in the closet. ' +
      'Scott leaves the room. Lisa moves the mitten to the backpack.';
    expect(
      changedLocation.solvePrompt(`Where will Scott look for the mitten first?\n\n${told}`),
    ).toEqual(['closet']);
  });

  it('belief and emotion (Wellman and Liu 2004): Teddy is happy with the box until he opens it', () => {
    expect(beliefEmotion.solve(teddy(false, 'happy'))).toEqual(['Teddy']);
    expect(beliefEmotion.solve(teddy(true, 'happy'))).toEqual([]);
    expect(beliefEmotion.solve(teddy(true, 'sad'))).toEqual(['Teddy']);
  });

  it('lie and mistake (Wimmer, Gruber and Perner 1984): false words in good faith are no lie', () => {
    const told =
      'Tim, Eve and Kay are in the room. There are a bin and a bag in the room. Tim puts the toy in the bin. Tim leaves the room. ' +
      'Eve moves the toy to the bag.\nLater, each is asked alone. Tim says: “The toy is in the bin.” Eve says: “The toy is in the bin.” ' +
      'Kay says: “The toy is in the bag.”';
    expect(lieOrMistake.solvePrompt(`Who lies?\n\n${told}`)).toEqual(['Eve']);
    expect(lieOrMistake.solvePrompt(`Who makes a mistake?\n\n${told}`)).toEqual(['Tim']);
    expect(lieOrMistake.solvePrompt(`Who tells the truth?\n\n${told}`)).toEqual(['Kay']);
  });

  it('selective trust (Koenig and Harris 2005): the one who named things rightly is believed', () => {
    const told =
      'Where was the cup? Pat said the bin. Ron said the bag. It was in the bag.\n' +
      'Where was the shoe? Pat said the bag. Ron said the bin. It was in the bin.\n' +
      'Now the ball is lost. Pat says it is in the bin. Ron says it is in the bag.';
    expect(trustedInformant.solvePrompt(`Where should you look for the ball?\n\n${told}`)).toEqual([
      'bag',
    ]);
  });

  it('fair shares (Damon 1975): the same, by work, by need', () => {
    expect(pat('All get the same number now.')).toEqual(['6']);
    expect(pat('Each hour of work is paid the same.')).toEqual(['4']);
    expect(pat('In the end, all have the same number, with those at home.')).toEqual(['7']);
  });
});

const teddy = (
  opened: boolean,
  feeling: 'happy' | 'sad',
): Parameters<typeof beliefEmotion.solve>[0] => ({
  story: {
    room: 'room',
    inside: ['Teddy'],
    outside: [],
    containers: ['box'],
    events: opened ? [{ do: 'open', who: 'Teddy', what: 'box' }] : [],
  },
  labels: { box: 'crisps' },
  facts: { box: 'rocks' },
  what: 'box',
  likes: { Teddy: 'crisps' },
  feeling,
});

const sweets = (rule: string): string =>
  `Pat and Ron share 12 sweets.\nPat worked for 1 hour. Pat has 0 sweets at home.\n` +
  `Ron worked for 2 hours. Ron has 2 sweets at home.\nThey share like this. ${rule}\nNothing is left over.`;

const pat = (rule: string): string[] =>
  fairShare.solvePrompt(`${sweets(rule)}\n\nHow many sweets does Pat get?`);
