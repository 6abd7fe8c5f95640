import type { PictureForm } from '../family.ts';
import { readThings } from './read-things.ts';
import { keyOf, thingPicture } from './thing-picture.ts';
import { capitalised, shownBy, type Thing } from './things.ts';

export const sameDifferentPicture: PictureForm<{
  relation: 'same' | 'different';
  objects: readonly Thing[];
  pair: readonly [number, number];
}> = {
  draw: ({ objects }) => thingPicture(objects, true),
  text: ({ relation, objects, pair }) =>
    [
      `Look at ${pair[0] + 1}. Look at ${pair[1] + 1}.`,
      `${capitalised(shownBy(objects).join(', '))}?`,
      `One is ${relation === 'same' ? 'the same' : 'different'}. No more.`,
      ...keyOf(objects),
    ].join('\n'),
  /** Finds the two by the numbers over them. */
  read(svg, prompt) {
    const asked = /^Look at (\d+)\. Look at (\d+)\.$/m.exec(prompt);
    const choice = /^([A-Z][a-z, ]+)\?\nOne is (the same|different)\. No more\.$/m.exec(prompt);
    if (asked === null || choice === null) return [];
    const things = readThings(svg, prompt);
    const one = things.find(({ number }) => number === asked[1]);
    const other = things.find(({ number }) => number === asked[2]);
    if (one === undefined || other === undefined) return [];
    return choice[1]!
      .toLowerCase()
      .split(', ')
      .filter((name) => {
        const key = name as 'colour' | 'kind' | 'size' | 'pattern';
        return (one[key] === other[key]) === (choice[2] === 'the same');
      });
  },
};
