import { describe, expect, it } from 'vitest';
import { EventStreamParser } from './event-stream.ts';

function parse(bytes: Buffer, cuts: number[]): { data: string[]; comments: number } {
  const data: string[] = [];
  let comments = 0;
  const parser = new EventStreamParser(
    (one) => data.push(one),
    () => comments++,
  );
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    parser.push(bytes.subarray(from, cut));
    from = cut;
  }
  parser.end();
  return { data, comments };
}

const stream = Buffer.from(
  ': hello\n\nevent: x\r\nid: 3\r\ndata: {"a":"ü日👩"}\r\n\r\ndata:no blank\ndata: second line\n\ndatabase: no\ndata\n\n\n\ndata: last',
);
const expected = ['{"a":"ü日👩"}', 'no blank\nsecond line', '', 'last'];

describe('EventStreamParser', () => {
  it('gives the data of each event, and counts comments', () => {
    expect(parse(stream, [])).toEqual({ data: expected, comments: 1 });
  });

  it('gives the same wherever the bytes are cut', () => {
    for (let cut = 1; cut < stream.length; cut++)
      expect(parse(stream, [cut]).data, `cut at ${cut}`).toEqual(expected);
    expect(
      parse(
        stream,
        Array.from({ length: stream.length - 1 }, (_, i) => i + 1),
      ).data,
    ).toEqual(expected);
  });

  it('takes a line of many pieces in linear time', () => {
    const piece = Buffer.alloc(1_000, 'x');
    const parser = new EventStreamParser(
      (data) => (length = data.length),
      () => {},
    );
    let length = 0;
    const begun = performance.now();
    parser.push(Buffer.from('data: '));
    for (let i = 0; i < 20_000; i++) parser.push(piece);
    parser.push(Buffer.from('\n\n'));
    expect(length).toBe(20_000_000);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
