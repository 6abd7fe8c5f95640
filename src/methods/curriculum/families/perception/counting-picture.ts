import type { PictureForm } from '../family.ts';
import { readThings } from './read-things.ts';
import { keyOf, thingPicture } from './thing-picture.ts';
import { nameOf, type Thing } from './things.ts';

export const countingPicture: PictureForm<{ objects: readonly Thing[]; wanted: Thing }> = {
  draw: ({ objects }) => thingPicture(objects),
  text: ({ objects, wanted }) =>
    [`Count these: ${nameOf(wanted, 2)}.`, ...keyOf(objects)].join('\n'),
  /** Crosses out, word by word of the rule, what does not have it. */
  read(svg, prompt) {
    const rule = /^Count these: ([a-z, ]+)\.$/m.exec(prompt)?.[1];
    if (rule === undefined) return [];
    let left = readThings(svg, prompt);
    for (const word of rule.split(/,? /)) {
      if (word === 'things') continue;
      left = left.filter(({ kind, colour, size, pattern }) =>
        [`${kind}s`, colour, size, pattern].includes(word),
      );
    }
    return [String(left.length)];
  },
};
