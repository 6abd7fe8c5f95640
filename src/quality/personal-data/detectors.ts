/**
 * What counts as personal data or a secret, one detector a kind. Every expression is linear in the text: a lookbehind lets
 * a run be tried once only, and every repetition is bounded.
 */
import { isIPv6 } from 'node:net';
import { passesLuhn, readIban } from './checksums.ts';
import { isFictionalPhone, isPhoneNumber, PHONE_CANDIDATE } from './phone.ts';
import { SECRET_PATTERNS } from './secrets.ts';

export const PERSONAL_DATA_KINDS = [
  'email',
  'phone',
  'credit-card',
  'iban',
  'ip-address',
  'us-ssn',
  'secret',
] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

export interface Finding {
  kind: PersonalDataKind;
  /** As it stands in the text. */
  text: string;
}

type Detector = (text: string) => Iterable<string>;

const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}]{2,24}(?![\p{L}\p{N}-])/gu;
/** Domains that RFC 2606 and RFC 6761 set aside for examples. */
const EXAMPLE_DOMAIN = /[@.](?:example\.(?:com|net|org|edu)|example|test|invalid|localhost)$/i;

const CARD = /(?<![\p{L}\p{N}_.,+/=#-])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}_-])/gu;
/** Issuers by first digits and length: Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay. */
const CARD_ISSUER =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|5\d\d|4[4-9]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17})$/;
/** Numbers that payment providers publish for tests. */
const TEST_CARDS = new Set([
  '4242424242424242',
  '4111111111111111',
  '4012888888881881',
  '4000056655665556',
  '5555555555554444',
  '5105105105105100',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '6011000990139424',
  '30569309025904',
  '3056930009020004',
  '3530111333300000',
  '3566002020360505',
  '6200000000000005',
]);

const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}\d\d(?: ?[A-Z0-9]){11,30}(?![a-z])/gu;
/** Accounts that banks and the registry publish as examples of their form. */
const EXAMPLE_IBANS = new Set([
  'GB82WEST12345698765432',
  'GB33BUKB20201555555555',
  'GB29NWBK60161331926819',
  'DE89370400440532013000',
  'FR1420041010050500013M02606',
  'NL91ABNA0417164300',
  'CH9300762011623852957',
  'ES9121000418450200051332',
  'IT60X0542811101000000123456',
  'BE68539007547034',
  'AT611904300234573201',
]);

const IPV4 =
  /(?<![\p{L}\p{N}._-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\p{L}\p{N}_-]|\.\d)/gu;
/** Not of one machine: unspecified, private, loopback, link-local, documentation (RFC 5737), benchmarks, multicast, reserved. */
const NO_HOST =
  /^(?:0|10|127|2[2-5]\d)\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^192\.(?:168|0\.[02])\.|^198\.(?:1[89]|51\.100)\.|^203\.0\.113\.|^255\./;
/** Resolvers that everyone knows. */
const PUBLIC_RESOLVERS = new Set(['1.1.1.1', '1.0.0.1', '8.8.8.8', '8.8.4.4', '9.9.9.9']);
const IPV6 = /(?<![\p{L}\p{N}:._-])[23][0-9a-f]{3}:[0-9a-f:]{2,34}(?![\p{L}\p{N}:._-])/giu;
const DOCUMENTATION_IPV6 = /^(?:2001:0?db8|3fff:0?[0-9a-f]{1,3}):/i;
const VERSION_BEFORE = /(?:\bv|version|release|section|§|chapter|clause)\s{0,3}$/i;

const US_SSN =
  /(?<![\p{L}\p{N}_.+/-])(?!000|666|9\d\d)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\p{L}\p{N}_-])/gu;
/** Printed in advertisements, and void since. */
const VOID_SSNS = new Set(['078-05-1120', '219-09-9999', '123-45-6789']);

const DETECTORS: Record<PersonalDataKind, Detector> = {
  *email(text) {
    for (const [found] of text.matchAll(EMAIL)) if (!EXAMPLE_DOMAIN.test(found)) yield found;
  },
  *phone(text) {
    for (const { 0: found, index } of text.matchAll(PHONE_CANDIDATE)) {
      if (
        isFictionalPhone(found) ||
        !isPhoneNumber(found, text.slice(Math.max(0, index - 40), index))
      )
        continue;
      yield found;
    }
  },
  *'credit-card'(text) {
    for (const [found] of text.matchAll(CARD)) {
      const digits = found.replace(/\D/g, '');
      if (CARD_ISSUER.test(digits) && passesLuhn(digits) && !TEST_CARDS.has(digits)) yield found;
    }
  },
  *iban(text) {
    for (const [found] of text.matchAll(IBAN)) {
      const iban = readIban(found);
      if (iban !== undefined && !EXAMPLE_IBANS.has(iban)) yield iban;
    }
  },
  *'ip-address'(text) {
    for (const { 0: found, index } of text.matchAll(IPV4)) {
      if (NO_HOST.test(found) || PUBLIC_RESOLVERS.has(found)) continue;
      if (!VERSION_BEFORE.test(text.slice(Math.max(0, index - 12), index))) yield found;
    }
    for (const [found] of text.matchAll(IPV6)) {
      if (isIPv6(found) && !DOCUMENTATION_IPV6.test(found)) yield found;
    }
  },
  *'us-ssn'(text) {
    for (const [found] of text.matchAll(US_SSN)) if (!VOID_SSNS.has(found)) yield found;
  },
  *secret(text) {
    for (const pattern of SECRET_PATTERNS) {
      for (const [found] of text.matchAll(pattern)) if (!/example/i.test(found)) yield found;
    }
  },
};

/** Everything of the given kinds in a text, in order of kinds. */
export function* findPersonalData(
  text: string,
  kinds: readonly PersonalDataKind[],
): Generator<Finding> {
  for (const kind of kinds) for (const found of DETECTORS[kind](text)) yield { kind, text: found };
}
