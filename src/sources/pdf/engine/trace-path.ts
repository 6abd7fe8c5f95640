import type { Box } from '../../../core/records/index.ts';

export const DEFAULTS = {
  /** A filled rectangle thinner than this, in points, is a line. */
  thinnestArea: 3,
  /** How far the ends of a piece may differ across its axis, in points, and as a share of its length. */
  slantPoints: 0.3,
  slantShare: 0.005,
};

/** Follows a path in shown coordinates: its box (with the true bulge of its curves) and its straight pieces along an axis. */
export class PathTracer {
  readonly #stroked: boolean;
  readonly #rules: number[] = [];
  /** Corners of the part since the last move: x, y each. */
  #part: number[] = [];
  #partHasCurve = false;
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;
  #x0 = Infinity;
  #y0 = Infinity;
  #x1 = -Infinity;
  #y1 = -Infinity;

  constructor(stroked: boolean) {
    this.#stroked = stroked;
  }

  moveTo(x: number, y: number): void {
    this.#endPart();
    this.#x = this.#startX = x;
    this.#y = this.#startY = y;
  }

  lineTo(x: number, y: number): void {
    if (this.#part.length === 0) this.#part.push(this.#x, this.#y);
    this.#include(this.#x, this.#y);
    this.#include(x, y);
    this.#part.push(x, y);
    this.#x = x;
    this.#y = y;
  }

  curveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.#partHasCurve = true;
    this.#include(this.#x, this.#y);
    this.#include(x, y);
    for (const t of extremes(this.#x, ax, bx, x))
      this.#include(cubic(this.#x, ax, bx, x, t), this.#y);
    for (const t of extremes(this.#y, ay, by, y))
      this.#include(this.#x, cubic(this.#y, ay, by, y, t));
    // A curve breaks the run of straight pieces: what was collected counts, what follows starts anew.
    if (this.#stroked) this.#addPieces(this.#part);
    this.#part = [];
    this.#x = x;
    this.#y = y;
  }

  close(): void {
    if (this.#x !== this.#startX || this.#y !== this.#startY)
      this.lineTo(this.#startX, this.#startY);
  }

  /** Null for a path without extent. `margin`: how far the stroke reaches over the outline. */
  finish(margin: number): { box: Box; rules: number[] } | null {
    this.#endPart();
    if (this.#x1 < this.#x0 || !Number.isFinite(this.#x1 - this.#x0 + this.#y1 - this.#y0))
      return null;
    return {
      box: {
        x: this.#x0 - margin,
        y: this.#y0 - margin,
        width: this.#x1 - this.#x0 + 2 * margin,
        height: this.#y1 - this.#y0 + 2 * margin,
      },
      rules: this.#rules,
    };
  }

  #endPart(): void {
    const part = this.#part;
    if (part.length >= 4 && !this.#addThinArea(part) && this.#stroked) this.#addPieces(part);
    this.#part = [];
    this.#partHasCurve = false;
  }

  /** A closed outline of straight pieces that is so thin that it looks like a line: its axis. */
  #addThinArea(part: number[]): boolean {
    if (this.#partHasCurve || part.length < 8) return false;
    let x0 = Infinity;
    let y0 = Infinity;
    let x1 = -Infinity;
    let y1 = -Infinity;
    for (let at = 0; at < part.length; at += 2) {
      x0 = Math.min(x0, part[at]!);
      x1 = Math.max(x1, part[at]!);
      y0 = Math.min(y0, part[at + 1]!);
      y1 = Math.max(y1, part[at + 1]!);
    }
    if (!isUpright(part)) return false;
    const width = x1 - x0;
    const height = y1 - y0;
    if (Math.min(width, height) >= DEFAULTS.thinnestArea || width === height) return false;
    if (width > height) this.#rules.push(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2);
    else this.#rules.push((x0 + x1) / 2, y0, (x0 + x1) / 2, y1);
    return true;
  }

  #addPieces(part: number[]): void {
    for (let at = 2; at < part.length; at += 2) {
      const ax = part[at - 2]!;
      const ay = part[at - 1]!;
      const bx = part[at]!;
      const by = part[at + 1]!;
      const direction = axisOf(ax, ay, bx, by);
      if (direction === 'x') {
        this.#rules.push(Math.min(ax, bx), (ay + by) / 2, Math.max(ax, bx), (ay + by) / 2);
      } else if (direction === 'y') {
        this.#rules.push((ax + bx) / 2, Math.min(ay, by), (ax + bx) / 2, Math.max(ay, by));
      }
    }
  }

  #include(x: number, y: number): void {
    if (x < this.#x0) this.#x0 = x;
    if (x > this.#x1) this.#x1 = x;
    if (y < this.#y0) this.#y0 = y;
    if (y > this.#y1) this.#y1 = y;
  }
}

function isUpright(part: number[]): boolean {
  for (let at = 2; at < part.length; at += 2) {
    const same = part[at] === part[at - 2] && part[at + 1] === part[at - 1];
    if (!same && axisOf(part[at - 2]!, part[at - 1]!, part[at]!, part[at + 1]!) === null)
      return false;
  }
  return true;
}

function axisOf(ax: number, ay: number, bx: number, by: number): 'x' | 'y' | null {
  const dx = Math.abs(bx - ax);
  const dy = Math.abs(by - ay);
  if (dx === 0 && dy === 0) return null;
  if (dx >= dy)
    return dy <= Math.min(DEFAULTS.slantPoints, Math.max(0.01, dx * DEFAULTS.slantShare))
      ? 'x'
      : null;
  return dx <= Math.min(DEFAULTS.slantPoints, Math.max(0.01, dy * DEFAULTS.slantShare))
    ? 'y'
    : null;
}

function cubic(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const u = 1 - t;
  return u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3;
}

/** Parameters between 0 and 1 at which one coordinate of a cubic Bézier curve turns: roots of its derivative. */
function extremes(p0: number, p1: number, p2: number, p3: number): number[] {
  const a = -p0 + 3 * p1 - 3 * p2 + p3;
  const b = 2 * (p0 - 2 * p1 + p2);
  const c = p1 - p0;
  const roots: number[] = [];
  if (Math.abs(a) < 1e-9) {
    if (Math.abs(b) > 1e-9) roots.push(-c / b);
  } else {
    const inner = b * b - 4 * a * c;
    if (inner >= 0) {
      const root = Math.sqrt(inner);
      roots.push((-b + root) / (2 * a), (-b - root) / (2 * a));
    }
  }
  return roots.filter((t) => t > 0 && t < 1);
}
