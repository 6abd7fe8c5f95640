import type { Step } from './program-trace.ts';

/** The line of a step, without what stands inside it. */
export function lineOf(step: Step): string {
  if (step.type === 'assign') {
    const tail = step.sign === undefined ? '' : ` ${step.sign} ${step.right}`;
    return `${step.to} = ${step.left}${tail}`;
  }
  if (step.type === 'if') return `if ${step.left} ${step.test} ${step.right}:`;
  return `for ${step.counter} in range(${step.turns}):`;
}

/** A program in Python. */
export function linesOf(steps: readonly Step[], indent = ''): string[] {
  return steps.flatMap((step) => {
    const head = `${indent}${lineOf(step)}`;
    if (step.type === 'assign') return [head];
    const deeper = `${indent}    `;
    if (step.type === 'loop') return [head, ...linesOf(step.body, deeper)];
    const otherwise = step.no.length === 0 ? [] : [`${indent}else:`, ...linesOf(step.no, deeper)];
    return [head, ...linesOf(step.yes, deeper), ...otherwise];
  });
}

/**
 * What the program in a text prints. Knows nothing of steps: goes from line to line with a pointer, which jumps over
 * what is deeper than a false condition, and back to the top of a loop.
 */
export function runLines(prompt: string): string[] {
  const program = prompt
    .split('\n')
    .map((line) => ({ depth: /^ */.exec(line)![0].length, text: line.trim() }))
    .filter(({ text }) => /^(?:\w = .*|if .*:|else:|for .*:|print\(\w\))$/.test(text));
  const memory: Record<string, number> = {};
  const loops: { at: number; left: number; counter: string; depth: number }[] = [];
  const printed: string[] = [];
  const read = (word: string): number =>
    /^-?\d+$/.test(word) ? Number(word) : (memory[word] ?? Number.NaN);
  const taken = new Map<number, boolean>();
  const pastBlock = (from: number): number => {
    let at = from + 1;
    while (at < program.length && program[at]!.depth > program[from]!.depth) at++;
    return at;
  };
  let at = 0;
  for (let budget = 10_000; budget > 0; budget--) {
    const top = loops.at(-1);
    if (top !== undefined && (at >= program.length || program[at]!.depth <= top.depth)) {
      if (top.left > 0) {
        top.left--;
        memory[top.counter]!++;
        at = top.at + 1;
      } else loops.pop();
      continue;
    }
    if (at >= program.length) return printed;
    const { text, depth } = program[at]!;
    const tokens = text.replace(/[():]/g, ' ').trim().split(/\s+/);
    if (tokens[0] === 'print') printed.push(String(read(tokens[1]!)));
    else if (tokens[0] === 'for') {
      memory[tokens[1]!] = 0;
      loops.push({ at, left: Number(tokens[4]) - 1, counter: tokens[1]!, depth });
    } else if (tokens[0] === 'if' || tokens[0] === 'else') {
      const gap = read(tokens[1]!) - read(tokens[3]!);
      const holds =
        tokens[0] === 'else'
          ? !taken.get(depth)
          : { '<': gap < 0, '>': gap > 0, '==': gap === 0 }[tokens[2]!];
      taken.set(depth, holds === true);
      if (holds !== true) {
        at = pastBlock(at);
        continue;
      }
    } else {
      const [to, , left, sign, right] = tokens as [string, string, string, string?, string?];
      const [a, b] = [read(left), read(right ?? '0')];
      memory[to] = sign === undefined ? a : { '+': a + b, '-': a - b, '*': a * b }[sign]!;
    }
    at++;
  }
  return [];
}
