import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { COLOURS, figure, FIGURES, type Picture, rectangle } from './picture.ts';
import { rasterise } from './rasterise.ts';
import { toPng } from './to-png.ts';
import { toSvg } from './to-svg.ts';

const pixel = (picture: Picture, x: number, y: number): number[] => {
  const at = (y * picture.width + x) * 4;
  return [...rasterise(picture).subarray(at, at + 3)];
};
const RED = [0xd6, 0x28, 0x28];

describe('a picture', () => {
  it('fills what lies inside and leaves the ground white', () => {
    const picture = { width: 40, height: 30, shapes: [rectangle(10, 5, 20, 10, COLOURS['red']!)] };
    expect(pixel(picture, 15, 8)).toEqual(RED);
    expect(pixel(picture, 29, 14)).toEqual(RED);
    for (const [x, y] of [
      [9, 8],
      [30, 8],
      [15, 4],
      [15, 15],
    ] as const) {
      expect(pixel(picture, x, y)).toEqual([255, 255, 255]);
    }
  });

  it('covers an edge in part, and paints later shapes over earlier ones', () => {
    const half = { width: 4, height: 4, shapes: [rectangle(0, 0, 1.5, 4, '#000000')] };
    expect(pixel(half, 1, 1)).toEqual([170, 170, 170]);
    const both = {
      width: 4,
      height: 4,
      shapes: [rectangle(0, 0, 4, 4, '#000000'), rectangle(0, 0, 2, 4, COLOURS['red']!)],
    };
    expect(pixel(both, 0, 0)).toEqual(RED);
    expect(pixel(both, 3, 3)).toEqual([0, 0, 0]);
  });

  it('draws lines of a width, and lets patterns show the ground', () => {
    const line = {
      width: 20,
      height: 20,
      shapes: [{ kind: 'line', from: [2, 10], to: [18, 10], width: 4, fill: '#000000' } as const],
    };
    expect([pixel(line, 10, 9), pixel(line, 10, 12), pixel(line, 1, 10)]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
      [255, 255, 255],
    ]);
    const striped = {
      width: 16,
      height: 16,
      shapes: [rectangle(0, 0, 16, 16, '#000000', 'striped')],
    };
    expect([pixel(striped, 3, 1), pixel(striped, 3, 6)]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ]);
  });

  it.each(FIGURES)('has the figure %s, within its box', (name) => {
    const picture = { width: 60, height: 60, shapes: [figure(name, 10, 10, 40, '#000000')] };
    const pixels = rasterise(picture);
    let dark = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      if (pixels[at]! > 127) continue;
      dark++;
      const [x, y] = [(at / 4) % 60, Math.floor(at / 4 / 60)];
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(10);
      expect(Math.max(x, y)).toBeLessThan(50);
    }
    expect(dark).toBeGreaterThan(250);
  });

  it('clips what lies outside, and refuses a figure that it does not know', () => {
    const outside = { width: 5, height: 5, shapes: [rectangle(-9, -9, 99, 99, '#000000')] };
    expect(pixel(outside, 4, 4)).toEqual([0, 0, 0]);
    expect(() => figure('blob', 0, 0, 1, '#000000')).toThrow(RangeError);
  });

  it('is the same as PNG, byte for byte, each time', () => {
    const picture = { width: 33, height: 21, shapes: [figure('star', 2, 2, 18, COLOURS['blue']!)] };
    const png = toPng(picture);
    const { width, height, data } = decode(png);
    expect([width, height]).toEqual([33, 21]);
    expect([...data]).toEqual([...rasterise(picture)]);
    expect(Buffer.from(toPng(picture)).equals(png)).toBe(true);
  });

  it('is SVG that names every shape once', () => {
    const shapes = [
      figure('circle', 0, 0, 10, COLOURS['red']!),
      figure('heart', 10, 0, 10, COLOURS['blue']!, 'dotted'),
      figure('moon', 20, 0, 10, COLOURS['blue']!, 'dotted'),
    ];
    const svg = toSvg({ width: 30, height: 10, shapes });
    expect(svg.match(/<circle [^>]*fill="#d62828"/g)).toHaveLength(1);
    expect(svg.match(/<polygon/g)).toHaveLength(2);
    expect(svg.match(/<pattern/g)).toHaveLength(1);
  });
});
