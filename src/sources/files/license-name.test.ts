import { expect, test } from 'vitest';
import { normaliseLanguage } from './language-name.ts';
import { normaliseLicense } from './license-name.ts';

test.each([
  ['https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode.en', 'CC-BY-NC-SA-4.0'],
  ['http://www.creativecommons.org/licenses/by/2.5/au', 'CC-BY-2.5-AU'],
  [
    'https://creativecommons.org/licenses/by/3.0/xx/',
    'https://creativecommons.org/licenses/by/3.0/xx/',
  ],
  [
    'https://creativecommons.org/licenses/by-own/4.0/',
    'https://creativecommons.org/licenses/by-own/4.0/',
  ],
  [
    'https://creativecommons.org.example.net/licenses/by/4.0/',
    'https://creativecommons.org.example.net/licenses/by/4.0/',
  ],
  ['https://www.apache.org/licenses/LICENSE-2.0.txt', 'Apache-2.0'],
  [' The MIT\n License. ', 'MIT'],
  ['BSD', 'BSD'],
  ['All rights reserved', 'All rights reserved'],
  ['constructor', 'constructor'],
  ['', null],
  [null, null],
])('licence %j is %j', (words, license) => expect(normaliseLicense(words)).toBe(license));

test.each([
  ['en-US', 'en'],
  ['EN_gb', 'en'],
  ['deu', 'de'],
  ['zh-Hant-TW', 'zh'],
  ['nds', 'nds'],
  ['x', null],
  ['not a tag', null],
  ['', null],
])('language %j is %j', (tag, language) => expect(normaliseLanguage(tag)).toBe(language));

test('a host with a name that every object has is a name', () => {
  expect(normaliseLicense('http://constructor/')).toBe('http://constructor/');
});
