/** Personas that exist: 2^52, about 4.5 × 10^15. */
export const HUB_SIZE = 2 ** 52;
