export type Point = readonly [x: number, y: number];
/** One closed line with no break, which may enclose holes. */
export type Outline = readonly Point[];

/**
 * Outlines in a box of 100 by 100, all in whole numbers, so that no machine rounds them otherwise. What lies inside is
 * told by the non-zero rule.
 */
export const OUTLINES: Readonly<Record<string, Outline>> = {
  square: pairs('10,10 90,10 90,90 10,90'),
  triangle: pairs('50,8 94,90 6,90'),
  star: pairs('50,4 61,38 97,38 68,59 79,94 50,73 21,94 32,59 3,38 39,38'),
  cross: pairs('36,6 64,6 64,36 94,36 94,64 64,64 64,94 36,94 36,64 6,64 6,36 36,36'),
  heart: pairs('50,92 14,56 6,40 8,24 20,12 34,11 46,20 50,28 54,20 66,11 80,12 92,24 94,40 86,56'),
  moon: pairs('62,6 44,10 28,22 20,40 20,60 28,78 44,90 62,94 50,82 44,66 43,50 44,34 50,18'),
  diamond: pairs('50,4 86,50 50,96 14,50'),
  arrow: pairs('6,38 56,38 56,14 96,50 56,86 56,62 6,62'),
  pentagon: pairs('50,5 95,39 78,93 22,93 5,39'),
  hexagon: pairs('27,8 73,8 96,50 73,92 27,92 4,50'),
  ring: joined([oval(50, 50, 44, 44)], [oval(50, 50, 24, 24)]),
  flower: joined([
    oval(50, 50, 14, 14),
    oval(50, 17, 14, 14),
    oval(79, 33, 14, 14),
    oval(79, 67, 14, 14),
    oval(50, 83, 14, 14),
    oval(21, 67, 14, 14),
    oval(21, 33, 14, 14),
  ]),
  leaf: joined(
    [pairs('50,4 72,22 80,44 72,66 54,80 54,96 46,96 46,80 28,66 20,44 28,22')],
    [pairs('48,26 52,26 52,70 48,70')],
  ),
  ball: joined(
    [oval(50, 50, 44, 44)],
    [
      pairs('22,16 36,34 40,50 36,66 22,84 18,80 31,64 34,50 31,36 18,20'),
      pairs('78,16 64,34 60,50 64,66 78,84 82,80 69,64 66,50 69,36 82,20'),
    ],
  ),
  cup: joined([
    pairs('12,22 68,22 62,88 18,88'),
    pairs('66,32 94,32 94,70 62,70 63,60 84,60 84,42 66,42'),
  ]),
  hat: joined([
    pairs('28,18 72,18 75,52 25,52'),
    pairs('24,58 76,58 76,72 96,72 96,84 4,84 4,72 24,72'),
  ]),
  shoe: joined([
    pairs('8,26 36,26 40,42 60,52 84,56 95,68 95,78 8,78'),
    pairs('6,83 95,83 95,92 6,92'),
  ]),
  book: joined([pairs('6,16 47,26 47,88 6,78'), pairs('53,26 94,16 94,78 53,88')]),
  car: joined(
    [
      pairs('4,52 18,49 30,26 70,26 82,49 96,54 96,74 4,74'),
      oval(26, 76, 13, 13),
      oval(74, 76, 13, 13),
    ],
    [pairs('34,32 48,32 48,49 26,49'), pairs('53,32 67,32 75,49 53,49')],
  ),
  boat: joined([
    pairs('5,64 95,64 78,90 22,90'),
    pairs('47,6 47,58 10,58'),
    pairs('53,16 53,58 86,58'),
  ]),
  spoon: joined([oval(50, 26, 19, 23), pairs('46,46 54,46 57,96 43,96')]),
  sock: joined([
    pairs('32,4 68,4 68,18 32,18'),
    pairs('33,23 67,23 67,52 88,70 93,82 84,93 68,93 34,70'),
  ]),
  block: joined([
    pairs('50,5 92,25 50,45 8,25'),
    pairs('7,31 47,50 47,95 7,75'),
    pairs('93,31 53,50 53,95 93,75'),
  ]),
  chair: joined([
    pairs('20,6 32,6 32,94 20,94'),
    pairs('20,50 80,50 80,62 20,62'),
    pairs('68,50 80,50 80,94 68,94'),
  ]),
  bike: joined(
    [
      oval(25, 66, 21, 21),
      oval(75, 66, 21, 21),
      pairs('21,66 29,66 46,38 38,38'),
      pairs('38,36 70,36 70,44 38,44'),
      pairs('62,38 70,38 54,68 46,68'),
      pairs('25,62 50,62 50,70 25,70'),
      pairs('64,24 72,24 79,66 71,66'),
      pairs('56,20 76,20 76,27 56,27'),
      pairs('30,28 50,28 50,36 30,36'),
    ],
    [oval(25, 66, 14, 14), oval(75, 66, 14, 14)],
  ),
  bed: joined([
    pairs('4,22 14,22 14,88 4,88'),
    pairs('14,56 96,56 96,74 14,74'),
    pairs('86,42 96,42 96,88 86,88'),
    pairs('18,40 42,40 42,51 18,51'),
  ]),
  clock: joined(
    [oval(50, 50, 44, 44), pairs('47,20 53,20 53,53 47,53'), pairs('47,47 74,47 74,53 47,53')],
    [oval(50, 50, 35, 35)],
  ),
  coat: joined([
    pairs('32,10 43,8 48,22 48,94 22,94 29,46 24,66 8,60 17,24'),
    pairs('68,10 57,8 52,22 52,94 78,94 71,46 76,66 92,60 83,24'),
  ]),
  phone: joined(
    [pairs('27,5 73,5 73,95 27,95')],
    [pairs('34,16 66,16 66,76 34,76'), oval(50, 86, 5, 5)],
  ),
  toy: joined(
    [
      oval(50, 32, 23, 22),
      oval(30, 14, 10, 10),
      oval(70, 14, 10, 10),
      oval(50, 70, 24, 22),
      oval(22, 62, 10, 10),
      oval(78, 62, 10, 10),
      oval(32, 88, 11, 9),
      oval(68, 88, 11, 9),
    ],
    [oval(42, 28, 3, 3), oval(58, 28, 3, 3), oval(50, 38, 4, 3)],
  ),
  train: joined(
    [
      pairs('8,40 60,40 60,72 8,72'),
      pairs('60,16 95,16 95,72 60,72'),
      pairs('16,18 30,18 30,40 16,40'),
      oval(20, 82, 11, 11),
      oval(48, 82, 11, 11),
      oval(80, 82, 11, 11),
    ],
    [pairs('68,26 87,26 87,46 68,46')],
  ),
  truck: joined(
    [
      pairs('4,22 60,22 60,74 4,74'),
      pairs('64,36 82,36 96,56 96,74 64,74'),
      pairs('60,66 64,66 64,74 60,74'),
      oval(22, 78, 12, 12),
      oval(78, 78, 12, 12),
    ],
    [pairs('70,42 80,42 88,56 70,56')],
  ),
  cake: joined([
    pairs('8,60 92,60 92,92 8,92'),
    pairs('22,36 78,36 78,56 22,56'),
    pairs('47,16 53,16 53,36 47,36'),
    pairs('50,2 56,9 50,14 44,9'),
  ]),
};

function pairs(text: string): Outline {
  return text.split(' ').map((pair) => pair.split(',').map(Number) as [number, number]);
}

/** Sixteen corners of an upright oval, rounded to whole numbers. */
function oval(x: number, y: number, wide: number, high: number): Outline {
  /** Cosines of the corners of a quarter, in thousandths. */
  const quarter = [1000, 924, 707, 383];
  return Array.from({ length: 16 }, (_, corner): Point => {
    const [across, down] = [cosine(corner), cosine(corner + 12)];
    return [x + Math.round((wide * across) / 1000), y + Math.round((high * down) / 1000)];
  });
  function cosine(corner: number): number {
    const [turn, part] = [(corner >> 2) % 4, corner % 4];
    const rising = part === 0 ? 0 : quarter[4 - part]!;
    return [quarter[part]!, -rising, -quarter[part]!, rising][turn]!;
  }
}

/** Parts, and holes in them, as one line: seams without width lead from the box's corner to each and back. */
export function joined(parts: readonly Outline[], holes: readonly Outline[] = []): Outline {
  const rings = [
    ...parts.map((part) => turnedBy(part, 1)),
    ...holes.map((part) => turnedBy(part, -1)),
  ];
  return rings.flatMap((ring) => {
    const [x, y] = ring[0]!;
    return [[0, 0], [0, y], ...ring, [x, y], [0, y], [0, 0]] satisfies Outline;
  });
}

/** The line in the sense that makes its area positive or negative. */
function turnedBy(ring: Outline, sign: 1 | -1): Outline {
  const area = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return area * sign > 0 ? ring : ring.toReversed();
}
