import { describe, expect, it } from 'vitest';
import { readDirectives, whyNofollow, whyReserved } from './page-directives.ts';
import { judgeTdm, parseTdmrep } from './parse-tdmrep.ts';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const judge = (fields: [string, string][], html?: string) => {
  const said = readDirectives({ fields, ...(html !== undefined && { html }) }, 'wellspring');
  return { reserved: whyReserved(said, NOW), nofollow: whyNofollow(said) };
};
type Judged = ReturnType<typeof judge>;
const tag = (value: string): [string, string][] => [['X-Robots-Tag', value]];
const meta = (name: string, content: string): string =>
  `<!doctype html><title>x</title><META NAME="${name}" content='${content}'><p>text`;

describe('X-Robots-Tag', () => {
  it.each<[string, reserved: boolean, nofollow: boolean]>([
    ['', false, false],
    ['all', false, false],
    ['noindex', true, false],
    ['NOINDEX', true, false],
    ['nofollow', false, true],
    ['noindex, nofollow', true, true],
    ['none', true, true],
    ['noai', true, false],
    ['noimageai', false, false],
    ['noarchive, max-snippet: 50', false, false],
    ['max-snippet:-1, noindex', true, false],
    ['otherbot: noindex', false, false],
    ['otherbot: noindex, nofollow', false, false],
    ['wellspring: noindex', true, false],
    ['Wellspring: noai, nofollow', true, true],
    ['otherbot: noindex, wellspring: nofollow', false, true],
    ['unavailable_after: 25 Jun 2025 15:00:00 GMT', true, false],
    ['unavailable_after: Wed, 25 Jun 2027 15:00:00 GMT', false, false],
    ['unavailable_after: 25 Jun 2027 15:00:00 GMT, nofollow', false, true],
    ['otherbot: unavailable_after: 25 Jun 2025 15:00:00 GMT', false, false],
    ['unavailable_after: some day', false, false],
  ])('%s', (value, reserved, nofollow) => {
    const said = judge(tag(value));
    expect([said.reserved !== null, said.nofollow !== null]).toEqual([reserved, nofollow]);
  });

  it('is read line by line: a directive for another agent binds no line but its own', () => {
    expect(judge([...tag('otherbot: nofollow'), ...tag('noindex')]).reserved).toContain('noindex');
  });
});

describe('meta', () => {
  it.each<[name: string, content: string, reserved: boolean, nofollow: boolean]>([
    ['robots', 'noindex,nofollow', true, true],
    ['Robots', 'NoAI, NoImageAI', true, false],
    ['robots', 'index follow', false, false],
    ['robots', 'noindex nofollow', true, true],
    ['wellspring', 'none', true, true],
    ['googlebot', 'noindex', false, false],
    ['tdm-reservation', '1', true, false],
    ['tdm-reservation', '0', false, false],
    ['description', 'noindex', false, false],
  ])('%s: %s', (name, content, reserved, nofollow) => {
    const said = judge([], meta(name, content));
    expect([said.reserved !== null, said.nofollow !== null]).toEqual([reserved, nofollow]);
  });

  it('takes no longer where tags are nested without end', () => {
    const started = performance.now();
    expect(
      judge([], `${'<div>'.repeat(500_000)}<meta name=robots content=noindex>`).reserved,
    ).not.toBeNull();
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('counts wherever it stands, but not in a comment or a script', () => {
    expect(judge([], '<body><div><meta name=robots content=noindex>').reserved).not.toBeNull();
    expect(judge([], '<!-- <meta name=robots content=noindex> -->').reserved).toBeNull();
    expect(judge([], '<script>"<meta name=robots content=noindex>"</script>').reserved).toBeNull();
  });
});

describe('reservations of text and data mining', () => {
  it.each<[fields: [string, string][], html: string | undefined, reserved: boolean]>([
    [[['TDM-Reservation', '1']], undefined, true],
    [[['tdm-reservation', '0']], undefined, false],
    [[['tdm-reservation', 'yes']], undefined, false],
    [[['tdm-reservation', '0']], meta('tdm-reservation', '1'), true],
    [[['tdm-reservation', '1']], meta('tdm-reservation', '0'), false],
    [[['Content-Usage', 'train-ai=n']], undefined, true],
    [[['Content-Usage', 'train-ai=y']], undefined, false],
  ])('%j %s: %s', (fields, html, reserved) => {
    expect(judge(fields, html).reserved !== null).toBe(reserved);
  });

  it('names the policy', () => {
    const fields: [string, string][] = [
      ['tdm-reservation', '1'],
      ['tdm-policy', 'https://e.org/policy.json'],
    ];
    expect(judge(fields).reserved).toContain('https://e.org/policy.json');
  });

  it('tdmrep.json reserves by location, the longest first', () => {
    const rules = parseTdmrep(
      JSON.stringify([
        { location: '/', 'tdm-reservation': 1, 'tdm-policy': 'https://e.org/p' },
        { location: '/open/*', 'tdm-reservation': 0 },
        { location: '/open/*.pdf$', 'tdm-reservation': '1' },
        { location: 7, 'tdm-reservation': 1 },
        null,
      ]),
    );
    const reserved = (path: string) => judgeTdm(rules, `https://e.org${path}`)?.reserved;
    expect(reserved('/a')).toBe(true);
    expect(reserved('/open/a')).toBe(false);
    expect(reserved('/open/a.pdf')).toBe(true);
    expect(judgeTdm(rules, 'https://e.org/a')?.policy).toBe('https://e.org/p');
  });

  it.each(['', '<html>', '{}', '[1,"x"]', '[{"location":"/"}]'])('%j says nothing', (text) => {
    expect(parseTdmrep(text)).toEqual([]);
  });
});

describe('directives of great length', () => {
  it.each([
    ['letters', true, (): Judged => judge([], meta('robots', `${'a'.repeat(500_000)}, noindex`))],
    ['colons', false, (): Judged => judge([], meta('robots', `${'ab:'.repeat(100_000)}, noindex`))],
    ['white space in a field', false, (): Judged => judge(tag(`a${' '.repeat(400_000)}b`))],
  ])(
    'take time that grows with them: %s',
    (_, isReserved, read) => expect(read().reserved !== null).toBe(isReserved),
    10_000,
  );

  it('count to their end', () => {
    expect(judge([], meta('robots', `${'a'.repeat(100_000)}, noindex`)).reserved).not.toBeNull();
  });
});
