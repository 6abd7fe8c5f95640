import { type Pool, words } from '../family.ts';

/** What a thing of the name has. */
export interface PartOf {
  part: string;
  /** Every whole and typical one has it. */
  has: readonly string[];
  /** Of these one could argue: no scene that asks for the part shows them. All other things of the pool lack it. */
  arguable: readonly string[];
}

export const WHOLES: Readonly<Record<Pool, readonly string[]>> = {
  training: words(
    'car wagon bike dog horse lion monkey tree plant book house coat jacket egg cup sock spoon ball block',
  ),
  exam: words(
    'truck bus train cat cow owl duck table chair flower shirt hat box plate comb bowl bee apple',
  ),
};

export const PARTS: Readonly<Record<Pool, readonly PartOf[]>> = {
  training: parts([
    'wheel: car wagon bike / horse block',
    'tail: dog horse lion monkey / coat jacket',
    'leaf: tree plant / book house',
    'page: book',
    'door: house car / wagon block',
    'roof: house car / wagon',
    'sleeve: coat jacket / book',
    'shell: egg',
    'paw: dog lion / monkey horse',
    'ear: dog horse lion monkey / cup',
    'seat: car bike / wagon house horse coat jacket',
  ]),
  exam: parts([
    'window: truck bus train / box',
    'wing: owl duck bee / chair',
    'leg: table chair cat cow owl duck bee',
    'beak: owl duck',
    'feather: owl duck / hat',
    'nose: cat cow / owl duck bee train truck bus',
    'tooth: cat cow / comb owl duck bee',
    'collar: shirt / cat cow hat',
  ]),
};

function parts(rows: readonly string[]): PartOf[] {
  return rows.map((row) => {
    const [, part, has, arguable = ''] = /^(\w+): ([\w ]+?)(?: \/ ([\w ]+))?$/.exec(row)!;
    return { part: part!, has: words(has!), arguable: words(arguable) };
  });
}
