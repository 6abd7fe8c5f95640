import { describe, expect, it } from 'vitest';
import { MaterialAbsentError } from '../core/errors/index.ts';
import { documentId, type Evidence } from '../core/records/index.ts';
import {
  checkItem,
  makeAnswer,
  makeContext,
  makeDraft,
  replayCheck,
} from '../../test/fixtures/draft.ts';
import { createMemoryStore } from '../../test/fixtures/memory-store.ts';
import { findPersonalData, PERSONAL_DATA_KINDS } from './personal-data/detectors.ts';
import { personalData } from './personal-data.ts';

const kindsIn = (text: string) =>
  [...findPersonalData(text, PERSONAL_DATA_KINDS)].map(({ kind }) => kind);
// Put together here, so that no scanner takes this file for a leak.
const token = (...parts: string[]) => parts.join('');
const ALPHANUMERIC = 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY3zA5';

describe('findPersonalData', () => {
  it.each([
    ['Write to jane.doe@acme-mail.co.uk today', ['email']],
    ['jürgen@müller-post.de', ['email']],
    ['Call +49 30 901820 or', ['phone']],
    ['call (212) 736-5000.', ['phone']],
    ['212-736-5000', ['phone']],
    ['+1 212 736 5000', ['phone']],
    ['0049 30 901820', ['phone']],
    ['Tel.: 030 901820', ['phone']],
    ['电话：010 6552 9988', ['phone']],
    ['card 4539 1488 0343 6467 exp', ['credit-card']],
    ['5425233430109903', ['credit-card']],
    ['pay to DE75 5121 0800 1245 1261 99 now', ['iban']],
    ['FR7630006000011234567890189', ['iban']],
    ['logged in from 84.17.45.9 at', ['ip-address']],
    ['from 2a02:8109:9a40:1a2c::1f today', ['ip-address']],
    ['SSN 536-90-4399', ['us-ssn']],
    [`key ${token('AK', 'IA', 'Q3EGRIZ7DMPLWK5T')}`, ['secret']],
    [`${token('gh', 'p_', ALPHANUMERIC)}`, ['secret']],
    [`${token('hf', '_', ALPHANUMERIC.slice(0, 34))}`, ['secret']],
    [`${token('sk', '-ant-', 'api03-', ALPHANUMERIC)}`, ['secret']],
    [token('-----BEGIN RSA ', 'PRIVATE KEY-----'), ['secret']],
    [token('postgres://admin:', 'hunter2hunter@db.acme.io/x'), ['email', 'secret']],
  ])('finds %s', (text, kinds) => expect(kindsIn(text)).toEqual(kinds));

  it.each([
    'Write to jane@example.com, joe@mail.example.org or root@localhost, me@corp.test',
    'Call 555-0123, (212) 555-0147, +1 212 555 0199 or 020 7946 0958, +44 7700 900123',
    'test card 4242 4242 4242 4242, 4111111111111111, and 1234 5678 9012 3456',
    'example IBAN DE89 3704 0044 0532 0130 00, wrong one DE75 5121 0800 1245 1261 98',
    '127.0.0.1, 10.1.2.3, 192.168.0.1, 203.0.113.7, 8.8.8.8, 2001:db8::1, v1.2.3.4, version 4.18.0.1, 999.1.1.1',
    '12:30:45, std::vector, Add::Bad, fe80::1',
    '078-05-1120, 000-12-3456, 666-12-3456, 912-34-5678',
    'In 1999-2004 it grew from 1,234,567 to 12 345 678 (ISBN 978-3-16-148410-0), 3.14159265358979, 2024-01-15 10:30',
    'The number 123456789012 is even. Order 2127365000. @ user@ @host a@b',
    'sk-learn, sklearn-something-very-long-without-any-digits-in-it, hf_hub_download, AKIAIOSFODNN7EXAMPLE',
    `sha256 ${'0123456789abcdef'.repeat(4)} and 4539148803436467a`,
    '',
    '😀🐋',
  ])('lets stand %s', (text) => expect(kindsIn(text)).toEqual([]));

  it.each([
    ['a', 'a'.repeat(5_000_000)],
    ['a.', 'a.'.repeat(2_500_000)],
    ['a@', 'a@'.repeat(2_500_000)],
    ['a@a.', 'a@a.'.repeat(1_250_000)],
    ['digits', '1'.repeat(5_000_000)],
    ['spaced digits', '1 '.repeat(2_500_000)],
    ['dashed digits', '1-'.repeat(2_500_000)],
    ['capitals', 'DE12 '.repeat(1_000_000)],
    ['dots', '1.'.repeat(2_500_000)],
    ['colons', '2001:'.repeat(1_000_000)],
    ['schemes', 'a://'.repeat(1_250_000)],
    ['tokens', 'eyJ.'.repeat(1_250_000)],
    ['keys', 'sk-'.repeat(1_600_000)],
    ['dashes', '-----BEGIN '.repeat(450_000)],
    ['brackets', '(1) '.repeat(1_250_000)],
    ['spaces', ' '.repeat(5_000_000)],
  ])('is linear on five megabytes of %s', { timeout: 30_000 }, (_, text) => {
    const start = performance.now();
    kindsIn(text);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('personal-data', () => {
  const PRIVATE = 'jane.doe@acme-mail.co.uk';

  it('says what and where, without repeating it', async () => {
    const check = await checkItem(personalData, {}, makeAnswer(`Ask ${PRIVATE}.`));
    expect(check).toMatchObject({
      verdict: 'fail',
      basis: 'replayed',
      detail: {
        count: 1,
        found: [{ where: 'messages', kind: 'email', found: 'ja… (24 characters)' }],
      },
    });
    expect(JSON.stringify(check)).not.toContain(PRIVATE);
  });

  it.each([
    ['chosen', { chosen: [{ role: 'assistant' as const, content: PRIVATE }] }],
    ['rejected', { rejected: [{ role: 'assistant' as const, content: PRIVATE }] }],
    [
      'reasoning',
      { messages: [{ role: 'assistant' as const, content: 'Yes.', reasoning: PRIVATE }] },
    ],
    [
      'tool calls',
      {
        messages: [
          {
            role: 'assistant' as const,
            content: '',
            tool_calls: [{ id: '1', name: 'mail', arguments: { to: [PRIVATE] } }],
          },
        ],
      },
    ],
    [
      'parts',
      {
        messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: PRIVATE }] }],
      },
    ],
    ['answer', { answer: { value: PRIVATE, basis: 'model' as const } }],
    [
      'context',
      {
        context: [
          { document: '0'.repeat(64), block: 0, start: 0, end: 1, text: PRIVATE, gold: true },
        ],
      },
    ],
  ])('reads %s', async (_, given) => {
    const options = { scope: ['messages', 'context'] };
    expect((await checkItem(personalData, options, makeDraft(given))).verdict).toBe('fail');
  });

  it('reads the evidence and the documents behind it, as the recipe says', async () => {
    const material = createMemoryStore();
    const blocks = ['Whales sleep.', `Contact: ${PRIVATE}`].map((text) => ({
      kind: 'paragraph' as const,
      text,
      headings: [],
    }));
    const document = {
      id: documentId({ uri: 'whales.md', blocks }),
      uri: 'whales.md',
      title: 'Whales',
      language: 'en',
      license: null,
      mediaType: 'text/markdown',
      source: { hash: '0'.repeat(64), extractor: 'markdown@1' },
      blocks,
    };
    const hash = await material.putRecord(document);
    const quote = (block: number, text: string): Evidence => ({
      kind: 'span',
      prover: 'span@1',
      document: hash,
      block,
      start: 0,
      end: text.length,
      quote: text,
    });
    const clean = makeDraft({ evidence: [quote(0, 'Whales sleep.')] });
    const context = makeContext({ material });
    expect(
      (await checkItem(personalData, { scope: ['messages', 'evidence'] }, clean, context)).verdict,
    ).toBe('pass');
    const found = await checkItem(personalData, {}, clean, context);
    expect(found.detail!['found']).toMatchObject([
      { where: `material ${hash.slice(0, 12)}`, kind: 'email' },
    ]);
    const quoted = makeDraft({ evidence: [quote(1, `Contact: ${PRIVATE}`)] });
    expect((await checkItem(personalData, { scope: ['evidence'] }, quoted, context)).verdict).toBe(
      'fail',
    );
    const passage = { document: hash, block: 0, start: 0, end: 6, text: 'Whales', gold: false };
    const retrieved = makeDraft({ context: [passage] });
    expect((await checkItem(personalData, {}, retrieved, context)).verdict).toBe('fail');
    const allow = { allow: ['@acme-mail.co.uk'] };
    const allowed = await checkItem(personalData, allow, quoted, context);
    expect(allowed.verdict).toBe('pass');
    expect(await replayCheck(personalData, allow, quoted, allowed, context)).toEqual({
      verdict: 'pass',
    });
    await expect(replayCheck(personalData, allow, quoted, allowed)).rejects.toThrow(
      MaterialAbsentError,
    );
  });

  it('keeps to the kinds and the words that the recipe names', async () => {
    const draft = makeAnswer(`${PRIVATE}, 84.17.45.9`);
    const verdictOf = async (options: object) =>
      (await checkItem(personalData, options, draft)).verdict;
    expect(await verdictOf({ kinds: ['phone'] })).toBe('pass');
    expect(await verdictOf({ allow: [PRIVATE.toUpperCase()] })).toBe('fail');
    expect(await verdictOf({ allow: [PRIVATE.toUpperCase(), '84.17.45.9'] })).toBe('pass');
  });

  it('refuses a pass in the record of what it would refuse', async () => {
    const clean = makeAnswer('In the sea.');
    const check = await checkItem(personalData, {}, clean);
    expect(await replayCheck(personalData, {}, makeAnswer(PRIVATE), check)).toMatchObject({
      verdict: 'fail',
    });
  });
});
