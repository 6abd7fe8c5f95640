import { type Pool, words } from '../family.ts';

/** Colours that tell balls and jugs apart. */
export const COLOURS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('red blue green yellow black white orange purple'),
  exam: words('brown pink gray gold silver tan rose dark bright'),
};
