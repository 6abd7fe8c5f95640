/** A line of text on a picture, in pixels. */
export interface TextBox {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Mean probability of its pixels. */
  score: number;
}

export const BOX_DEFAULTS = {
  /** Pixels above this probability belong to text, and boxes below the mean score are dropped (as PP-OCR's own settings). */
  threshold: 0.3,
  leastScore: 0.55,
  /** The network marks the core of a line: a box grows by area × this / perimeter on each side (Liao et al. 2020, DB). */
  unclip: 1.6,
  leastSide: 3,
} as const;

/**
 * Upright boxes around connected pixels of a probability map of `height` rows of `width`. Pages are upright: turned text is
 * found, but its box is not turned.
 */
export function findTextBoxes(map: Float32Array, width: number, height: number): TextBox[] {
  const { threshold, leastScore, unclip, leastSide } = BOX_DEFAULTS;
  const seen = new Uint8Array(width * height);
  const stack = new Int32Array(width * height);
  const boxes: TextBox[] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] === 1 || map[start]! <= threshold) continue;
    let top = 0;
    stack[top++] = start;
    seen[start] = 1;
    let [x0, y0, x1, y1, sum, count] = [width, height, 0, 0, 0, 0];
    while (top > 0) {
      const at = stack[--top]!;
      const x = at % width;
      const y = (at - x) / width;
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
      sum += map[at]!;
      count++;
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const [nx, ny] = [x + dx, y + dy];
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
        const next = ny * width + nx;
        if (seen[next] === 1 || map[next]! <= threshold) continue;
        seen[next] = 1;
        stack[top++] = next;
      }
    }
    const w = x1 - x0 + 1;
    const h = y1 - y0 + 1;
    if (Math.min(w, h) < leastSide || sum / count < leastScore) continue;
    const grow = (w * h * unclip) / (2 * (w + h));
    const left = Math.max(0, x0 - grow);
    const above = Math.max(0, y0 - grow);
    boxes.push({
      x: left,
      y: above,
      width: Math.min(width, x1 + 1 + grow) - left,
      height: Math.min(height, y1 + 1 + grow) - above,
      score: sum / count,
    });
  }
  return boxes;
}
