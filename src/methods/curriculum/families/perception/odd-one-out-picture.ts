import type { PictureForm } from '../family.ts';
import { readThings } from './read-things.ts';
import { keyOf, thingPicture } from './thing-picture.ts';
import { capitalised, shownBy, type Thing } from './things.ts';

export const oddOneOutPicture: PictureForm<{ objects: readonly Thing[] }> = {
  draw: ({ objects }) => thingPicture(objects),
  text: ({ objects }) =>
    [
      `${capitalised(shownBy(objects).join(', '))}: they come again. One does not. That thing is odd.`,
      ...keyOf(objects),
    ].join('\n'),
  /** Looks at every two things and marks in each what the other has too; the odd thing keeps something unmarked. */
  read(svg, prompt) {
    const rule = /^([A-Z][a-z, ]+): they come again\./m
      .exec(prompt)?.[1]
      ?.toLowerCase()
      .split(', ');
    if (rule === undefined) return [];
    const names = (['colour', 'size', 'pattern', 'kind'] as const).filter((name) =>
      rule.includes(name),
    );
    const things = readThings(svg, prompt);
    const alone = things.filter((thing) =>
      names.some((name) => things.every((other) => other === thing || other[name] !== thing[name])),
    );
    const phrases = alone.map((thing) => {
      const [first, ...rest] = names.filter((name) => name !== 'kind').map((name) => thing[name]);
      return [`${first} ${thing.kind}`, ...rest].join(', ');
    });
    return [...new Set(phrases)];
  },
};
