/** Number of ordered choices of `length` out of `count`. */
export function arrangements(count: number, length: number): number {
  let product = 1;
  for (let taken = 0; taken < length; taken++) product *= count - taken;
  return product;
}

/** The ordered choice with number `rank`, from 0. */
export function arrangement(count: number, length: number, rank: number): number[] {
  const left = Array.from({ length: count }, (_, index) => index);
  const chosen: number[] = [];
  let rest = rank;
  for (let taken = 0; taken < length; taken++) {
    const [next] = left.splice(rest % left.length, 1);
    rest = Math.floor(rest / (left.length + 1));
    chosen.push(next!);
  }
  return chosen;
}
