import { describe, expect, it } from 'vitest';
import { PathTracer } from './trace-path.ts';

function rectangle(stroked: boolean, height: number): number[] {
  const tracer = new PathTracer(stroked);
  tracer.moveTo(10, 10);
  tracer.lineTo(90, 10);
  tracer.lineTo(90, 10 + height);
  tracer.lineTo(10, 10 + height);
  tracer.close();
  return tracer.finish(0)!.rules;
}

function slanted(dy: number): number[] {
  const tracer = new PathTracer(true);
  tracer.moveTo(0, 0);
  tracer.lineTo(200, dy);
  return tracer.finish(0)!.rules;
}

describe('a traced path', () => {
  it('has the box of its curve, not of the points that pull it', () => {
    const tracer = new PathTracer(true);
    tracer.moveTo(0, 0);
    tracer.curveTo(0, 40, 30, 40, 30, 0);
    const { box, rules } = tracer.finish(0)!;
    expect(box).toEqual({ x: 0, y: 0, width: 30, height: 30 });
    expect(rules).toEqual([]);
  });

  it('contains every point of random curves, and no more than a hair beyond', () => {
    let seed = 1;
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let round = 0; round < 200; round++) {
      const p = Array.from({ length: 8 }, () => next() * 100);
      const tracer = new PathTracer(false);
      tracer.moveTo(p[0]!, p[1]!);
      tracer.curveTo(p[2]!, p[3]!, p[4]!, p[5]!, p[6]!, p[7]!);
      const { box } = tracer.finish(0)!;
      const xs: number[] = [];
      const ys: number[] = [];
      for (let step = 0; step <= 500; step++) {
        const t = step / 500;
        const w = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
        xs.push(w[0]! * p[0]! + w[1]! * p[2]! + w[2]! * p[4]! + w[3]! * p[6]!);
        ys.push(w[0]! * p[1]! + w[1]! * p[3]! + w[2]! * p[5]! + w[3]! * p[7]!);
      }
      expect(box.x).toBeCloseTo(Math.min(...xs), 2);
      expect(box.y).toBeCloseTo(Math.min(...ys), 2);
      expect(box.x + box.width).toBeCloseTo(Math.max(...xs), 2);
      expect(box.y + box.height).toBeCloseTo(Math.max(...ys), 2);
    }
  });

  it('gives four rules for a stroked rectangle, one for a thin one, none for a filled one', () => {
    expect(rectangle(true, 20)).toHaveLength(16);
    expect(rectangle(false, 20)).toEqual([]);
    expect(rectangle(false, 1)).toEqual([10, 10.5, 90, 10.5]);
    expect(rectangle(true, 1)).toEqual([10, 10.5, 90, 10.5]);
  });

  it('takes a hair of a slant for straight, and no more', () => {
    expect([0, 0.2, 2].map((dy) => slanted(dy).length)).toEqual([4, 4, 0]);
  });

  it('without extent is nothing', () => {
    const tracer = new PathTracer(true);
    tracer.moveTo(5, 5);
    expect(tracer.finish(1)).toBeNull();
  });
});
