import { walkTree } from './walk-html.ts';
import { normaliseLicense } from './license-name.ts';
import { attribute, type HtmlDocument } from './parse-html.ts';

const META_NAMES = new Set([
  'license',
  'licence',
  'dc.rights',
  'dcterms.license',
  'dcterms.rights',
  'dc.rights.license',
]);

/**
 * The licence that a page states for itself: `rel=license` first, then `<meta>`, then a Creative Commons link in the
 * page's footer. Several that differ are given together, in words that no allow-list holds; null where none is stated.
 */
export function htmlLicense(document: HtmlDocument): string | null {
  const related = new Set<string>();
  const described = new Set<string>();
  const linked = new Set<string>();
  let footers = 0;
  walkTree(document, {
    enter(element) {
      const { tagName } = element;
      if (tagName === 'footer') footers++;
      if (element.attrs.length === 0) return true;
      const address = attribute(element, 'href');
      if (address !== null) {
        const relations = attribute(element, 'rel')?.toLowerCase().split(/\s+/) ?? [];
        if (relations.includes('license')) add(related, address);
        else if (footers > 0 && /creativecommons\.org\/(?:licenses|publicdomain)\//i.test(address))
          add(linked, address);
      }
      if (tagName === 'meta' && META_NAMES.has((attribute(element, 'name') ?? '').toLowerCase())) {
        add(described, attribute(element, 'content'));
      }
      return true;
    },
    leave({ tagName }) {
      if (tagName === 'footer') footers--;
    },
    text() {},
  });
  const stated = [related, described, linked].find(({ size }) => size > 0);
  return stated === undefined ? null : [...stated].toSorted().join('; ');
}

function add(set: Set<string>, words: string | null): void {
  const license = normaliseLicense(words);
  if (license !== null) set.add(license);
}
