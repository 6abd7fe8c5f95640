/**
 * The SPDX identifier of a licence that a source names by its address or by its full name, where that is certain;
 * otherwise the source's own words, trimmed; null for nothing.
 */
export function normaliseLicense(words: string | null | undefined): string | null {
  const text = words?.trim().replace(/\s+/g, ' ') ?? '';
  if (text === '') return null;
  return (
    creativeCommons(text) ??
    NAMES.get(text.toLowerCase().replace(/\.$/, '')) ??
    addressed(text) ??
    text
  );
}

/** Creative Commons address: `…/licenses/by-sa/4.0/`, `…/publicdomain/zero/1.0/`, with a jurisdiction only where SPDX has it. */
function creativeCommons(text: string): string | null {
  const found =
    /^(?:https?:)?\/\/(?:www\.)?creativecommons\.org\/(licenses|publicdomain)\/([a-z-]+)\/(\d\.\d)(?:\/([a-z]{2,4}))?(?:\/(?:deed|legalcode)[\w.-]*)?\/?(?:[?#].*)?$/i.exec(
      text,
    );
  if (found === null) return null;
  const [, kind, terms, version, place] = found;
  if (kind!.toLowerCase() === 'publicdomain')
    return terms!.toLowerCase() === 'zero' && version === '1.0' ? 'CC0-1.0' : null;
  const name = terms!.toUpperCase();
  if (!CC_TERMS.has(name) || !CC_VERSIONS.has(version!)) return null;
  const general = `CC-${name}-${version}`;
  if (place === undefined) return general;
  const ported = `${general}-${place.toUpperCase()}`;
  return CC_PORTS.has(ported) ? ported : null;
}

const CC_TERMS = new Set(['BY', 'BY-SA', 'BY-ND', 'BY-NC', 'BY-NC-SA', 'BY-NC-ND']);
const CC_VERSIONS = new Set(['1.0', '2.0', '2.5', '3.0', '4.0']);
const CC_PORTS = new Set([
  'CC-BY-3.0-AT',
  'CC-BY-3.0-AU',
  'CC-BY-3.0-DE',
  'CC-BY-3.0-IGO',
  'CC-BY-3.0-NL',
  'CC-BY-3.0-US',
  'CC-BY-2.5-AU',
  'CC-BY-SA-3.0-AT',
  'CC-BY-SA-3.0-DE',
  'CC-BY-SA-3.0-IGO',
  'CC-BY-SA-2.0-UK',
  'CC-BY-NC-3.0-DE',
  'CC-BY-ND-3.0-DE',
  'CC-BY-NC-SA-3.0-DE',
  'CC-BY-NC-SA-3.0-IGO',
  'CC-BY-NC-SA-2.0-DE',
  'CC-BY-NC-SA-2.0-FR',
  'CC-BY-NC-SA-2.0-UK',
  'CC-BY-NC-ND-3.0-DE',
  'CC-BY-NC-ND-3.0-IGO',
]);

/** Names by which licences are commonly written out, in lower case. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    'mit license': 'MIT',
    'the mit license': 'MIT',
    mit: 'MIT',
    'apache 2.0': 'Apache-2.0',
    'apache-2.0': 'Apache-2.0',
    'apache license 2.0': 'Apache-2.0',
    'apache license, version 2.0': 'Apache-2.0',
    cc0: 'CC0-1.0',
    'cc0 1.0': 'CC0-1.0',
    'cc0-1.0': 'CC0-1.0',
    'cc0 1.0 universal': 'CC0-1.0',
    'cc by 4.0': 'CC-BY-4.0',
    'cc-by-4.0': 'CC-BY-4.0',
    'creative commons attribution 4.0 international': 'CC-BY-4.0',
    'cc by-sa 3.0': 'CC-BY-SA-3.0',
    'cc-by-sa-3.0': 'CC-BY-SA-3.0',
    'cc by-sa 4.0': 'CC-BY-SA-4.0',
    'cc-by-sa-4.0': 'CC-BY-SA-4.0',
    'creative commons attribution-sharealike 4.0 international': 'CC-BY-SA-4.0',
    'open government licence v3.0': 'OGL-UK-3.0',
  }),
);

const ADDRESSES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    'www.apache.org/licenses/license-2.0': 'Apache-2.0',
    'opensource.org/licenses/mit': 'MIT',
    'opensource.org/license/mit': 'MIT',
    'www.nationalarchives.gov.uk/doc/open-government-licence/version/3': 'OGL-UK-3.0',
  }),
);

function addressed(text: string): string | undefined {
  const found = /^https?:\/\/([^?#]+?)(?:\.html|\.txt)?\/?$/i.exec(text);
  return found === null ? undefined : ADDRESSES.get(found[1]!.toLowerCase());
}
