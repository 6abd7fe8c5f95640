/**
 * Makes the measured tables of the persona hub from CLDR and O*NET:
 * `node scripts/make-hub-tables.mjs CLDR_CORE_FOLDER ONET_TSV`. Their licences: Unicode-3.0, CC BY 4.0.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [cldr, onet] = process.argv.slice(2);
if (cldr === undefined || onet === undefined) {
  process.stderr.write('usage: node scripts/make-hub-tables.mjs CLDR_CORE_FOLDER ONET_TSV\n');
  process.exit(2);
}
const out = new URL('../src/methods/personas/hub/tables/', import.meta.url);
const { supplemental } = JSON.parse(
  readFileSync(join(cldr, 'supplemental/territoryInfo.json'), 'utf8'),
);
const { version } = JSON.parse(readFileSync(join(cldr, 'package.json'), 'utf8'));
const LEAST_SHARE = 0.5;

const territories = Object.entries(supplemental.territoryInfo)
  .map(([code, info]) => ({
    code,
    population: Number(info['_population']),
    gdp: Number(info['_gdp']),
    languages: Object.entries(info.languagePopulation ?? {})
      .map(([language, { _populationPercent: percent }]) => [
        language.split('_')[0],
        Number(percent),
      ])
      .filter(([, percent]) => percent >= LEAST_SHARE)
      .toSorted((a, b) => b[1] - a[1])
      .filter(([language], at, all) => all.findIndex(([other]) => other === language) === at)
      .slice(0, 12),
  }))
  .filter(
    ({ code, population, languages }) =>
      /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && population >= 20_000 && languages.length > 0,
  )
  .toSorted((a, b) => (a.code < b.code ? -1 : 1));
writeFileSync(
  new URL('territories.json', out),
  `${JSON.stringify({ source: `Unicode CLDR ${version}, territoryInfo (Unicode-3.0)`, basis: 'measured', territories })}\n`,
);

const occupations = readFileSync(onet, 'utf8')
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split('\t').map((cell) => cell.replace(/^"(.*)"$/, '$1')))
  .filter(
    ([code, title]) =>
      /^\d{2}-\d{4}\.\d{2}$/.test(code ?? '') &&
      title &&
      !/All Other/.test(title) &&
      !code.startsWith('55'),
  )
  .map(([code, title]) => [code, title]);
writeFileSync(
  new URL('occupations.json', out),
  `${JSON.stringify({ source: 'O*NET Occupation Data (CC BY 4.0), titles and codes', basis: 'measured', occupations })}\n`,
);
process.stderr.write(`${territories.length} territories, ${occupations.length} occupations\n`);
