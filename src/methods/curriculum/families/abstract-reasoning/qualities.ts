import { words } from '../family.ts';

/** More and less of each quality, as comparatives and superlatives. */
export const QUALITIES = {
  tall: ['taller', 'shorter', 'tallest', 'shortest'],
  old: ['older', 'younger', 'oldest', 'youngest'],
  fast: ['faster', 'slower', 'fastest', 'slowest'],
  heavy: ['heavier', 'lighter', 'heaviest', 'lightest'],
  strong: ['stronger', 'weaker', 'strongest', 'weakest'],
  rich: ['richer', 'poorer', 'richest', 'poorest'],
  loud: ['louder', 'quieter', 'loudest', 'quietest'],
  happy: ['happier', 'sadder', 'happiest', 'saddest'],
} as const;

/** Places in an order, from the first on. */
export const ORDINALS = words(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth',
);
