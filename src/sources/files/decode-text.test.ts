import { describe, expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const FRENCH =
  "L'été dernier, où la forêt brûlait, les élèves français étaient déjà rentrés à l'école. Ça a été très dur.";
const JAPANESE =
  '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で泣いていた事だけは記憶している。';
const CHINESE =
  '潮汐是海水在月球和太阳的引力作用下周期性的涨落现象。每天通常有两次高潮和两次低潮,人们利用它来发电和航行。';

/** Windows-1252 and Latin-1 agree on these letters. */
const latin1 = (text: string) => Buffer.from(text, 'latin1');
describe('what the bytes say', () => {
  test('byte order marks', async () => {
    expect(await decodeText(Buffer.from('\uFEFFné', 'utf8'))).toBe('né');
    expect(await decodeText(Buffer.from('\uFEFFné 🌊', 'utf16le'))).toBe('né 🌊');
    expect(await decodeText(Buffer.from('\uFEFFné 🌊', 'utf16le').swap16())).toBe('né 🌊');
  });

  test('declarations of markup, unless they are untrue', async () => {
    const declared = latin1('<html><meta charset="iso-8859-1"><p>é “');
    expect(
      await decodeText(latin1('<meta charset=windows-1252>\x93\xe9\x94'), { markup: true }),
    ).toContain('“é”');
    expect(await decodeText(declared.subarray(0, -1), { markup: true })).toContain('<p>é');
    expect(
      await decodeText(Buffer.from('<?xml version="1.0" encoding="utf-16"?><p>é'), {
        markup: true,
      }),
    ).toContain('<p>é');
    expect(
      await decodeText(Buffer.from('<meta charset="us-nonsense"><p>é'), { markup: true }),
    ).toContain('<p>é');
    const shiftJis = Buffer.from([0x3c, 0x70, 0x3e, 0x83, 0x65, 0x83, 0x58, 0x83, 0x67]);
    const page = Buffer.concat([
      Buffer.from('<meta http-equiv=Content-Type content="text/html; charset=Shift_JIS">'),
      shiftJis,
    ]);
    expect(await decodeText(page, { markup: true })).toContain('<p>テスト');
  });
});

describe('detection', () => {
  test('windows-1252', async () => {
    expect(await decodeText(latin1(FRENCH))).toBe(FRENCH);
  });

  test.each([
    [
      'shift_jis',
      JAPANESE,
      'jOGUeYLNlEyCxYKggumBQpa8kU+CzYLcgr6Ws4KigUKCx4KxgsWQtoLqgr2CqYLGgvGCxoypk5aCqoLCgqmCyoFCib2CxYLglJaIw4KigraC34K2gt+CtYK9j4qCxYuDgqKCxIKigr2OloK+gq+CzYtMia+CtYLEgqKC6YFC',
    ],
    [
      'euc_jp',
      JAPANESE,
      'uOPH2qTPx62kx6SipOuho8y+wbCkz6TepMDMtaSkoaOkyaSzpMfAuKTspL+kq6TIpPOkyLirxfakrKTEpKukzKGjsr+kx6Tix/awxaSkpLik4aS4pOGkt6S/veqkx7XjpKSkxqSkpL+79qTApLGkz7WtsrGkt6TGpKSk66Gj',
    ],
    [
      'gb18030',
      CHINESE,
      's7HPq8rHuqPLrtTa1MLH8rrNzKvR9LXE0v3Bptf308PPwtbcxtrQ1LXE1cfC5M/Wz/Oho8O/zOzNqLOj09DBvbTOuN+zsbrNwb20zrXNs7EsyMvDx8D708PL/MC0t6K157rNur3Q0KGj',
    ],
  ])('%s', async (_encoding, text, bytes) => {
    expect(await decodeText(Buffer.from(bytes, 'base64'))).toBe(text);
  });
});

describe('refusals', () => {
  test('NUL bytes, with the mend for UTF-16', async () => {
    await expect(decodeText(Buffer.from('a\0b'))).rejects.toMatchObject({
      reason: 'binary',
      hint: expect.stringContaining('utf-16le'),
    });
    expect(await decodeText(Buffer.from('né', 'utf16le'), { encoding: 'utf-16le' })).toBe('né');
  });

  test('binary content under a text name', async () => {
    await expect(decodeText(Buffer.from('%PDF-1.7\nabc'))).rejects.toMatchObject({
      reason: 'binary',
    });
    await expect(decodeText(Buffer.from('\x01\x02\x03\x04abc'))).rejects.toMatchObject({
      reason: 'binary',
    });
  });

  test('damaged UTF-8 is not turned into another encoding', async () => {
    const damaged = Buffer.concat([
      Buffer.from('Été où naître '.repeat(20)),
      Buffer.from([0xc3, 0x28]),
      Buffer.from(' déjà'),
    ]);
    await expect(decodeText(damaged)).rejects.toMatchObject({
      reason: 'undecodable',
      hint: expect.stringContaining('encoding'),
    });
  });

  test('bytes that are not what the recipe or their mark says', async () => {
    await expect(decodeText(latin1('é'), { encoding: 'utf-8' })).rejects.toMatchObject({
      reason: 'undecodable',
    });
    await expect(decodeText(Buffer.from([0xff, 0xfe, 0x00, 0xd8]))).rejects.toMatchObject({
      reason: 'undecodable',
    });
  });
});
