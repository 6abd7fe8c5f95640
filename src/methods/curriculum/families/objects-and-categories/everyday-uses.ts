import { type Pool, words } from '../family.ts';

/** What people do with a thing of the name. */
export interface UseOf {
  /** As in "You want to sleep." */
  use: string;
  /** Made for it, or what everybody would take for it. */
  good: readonly string[];
  /** One could do it with these too: no scene that asks for the use shows them. All other things of the pool are no good for it. */
  arguable: readonly string[];
}

export const TOOLS: Readonly<Record<Pool, readonly string[]>> = {
  training: words(
    'broom bed book phone car cup chair spoon towel hat ball shoe egg tree sock rock apple truck block',
  ),
  exam: words(
    'comb lamp toothbrush plane mirror boat blanket fork drum box bus flower balloon pillow cookie hammer bag',
  ),
};

export const USES: Readonly<Record<Pool, readonly UseOf[]>> = {
  training: uses([
    'sweep: broom',
    'sleep: bed / chair book car truck',
    'read: book / phone block cup hat',
    'call mom: phone',
    'drive: car truck',
    'drink milk: cup / spoon shoe hat',
    'eat soup: spoon / cup shoe hat',
    'dry your hands: towel / hat sock broom',
    'climb up: tree / chair rock car truck bed block',
  ]),
  exam: uses([
    'comb your hair: comb / toothbrush fork',
    'have light: lamp / plane boat bus mirror',
    'clean your teeth: toothbrush / comb fork',
    'fly up high: plane / balloon',
    'see your face: mirror / lamp box plane boat bus balloon',
    'go over water: boat / plane bus',
    'eat cake: fork / cookie comb toothbrush',
    'smell something nice: flower / cookie fork pillow blanket bag box',
    'cover a bed: blanket / pillow bag',
  ]),
};

function uses(rows: readonly string[]): UseOf[] {
  return rows.map((row) => {
    const [, use, good, arguable = ''] = /^([\w ]+): ([\w ]+?)(?: \/ ([\w ]+))?$/.exec(row)!;
    return { use: use!, good: words(good!), arguable: words(arguable) };
  });
}
