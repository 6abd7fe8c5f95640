import { COUNTRIES, LANGUAGES } from './gazetteer/countries.ts';
import { CONTINENTS } from './gazetteer/places.ts';

/** What is known of a thing when its kind is asked for: its name and the common noun that the text calls it. */
interface Known {
  name: string;
  typeNoun: string | undefined;
}

/**
 * Kinds, by their labels, that a name or a type noun tells: 1 yes, 0 no, undefined not known. `film` takes what the text calls
 * a film, a series or a show; `record label` what is named like one.
 */
export function fitNamedKind(label: string, { name, typeNoun }: Known): number | undefined {
  for (const [kinds, test] of TESTS) if (kinds.test(label)) return test(name, typeNoun);
  return undefined;
}

const byNoun =
  (nouns: RegExp) =>
  (_name: string, typeNoun: string | undefined): number | undefined =>
    typeNoun === undefined ? undefined : nouns.test(typeNoun) ? 1 : 0;

const TESTS: [RegExp, (name: string, typeNoun: string | undefined) => number | undefined][] = [
  [
    /^(?:country|sovereign state|state or country|nation)$/,
    (name, noun) => (COUNTRIES.has(name.replace(/^[Tt]he /, '')) || noun === 'country' ? 1 : 0),
  ],
  [/continent/, (name) => (CONTINENTS.has(name) ? 1 : 0)],
  [/language/, (name) => (LANGUAGES.has(name) || / language$/i.test(name) ? 1 : 0)],
  [
    /^film$|^screen work$/,
    byNoun(
      /^(?:film|movie|documentary|comedy|thriller|western|series|sitcom|show|program|programme|miniseries|episode|season|anime|cartoon|drama|short|telenovela|biopic|soap-opera|soap|remake)$/,
    ),
  ],
  [
    /^product$/,
    byNoun(
      /^(?:console|computer|smartphone|aircraft|car|engine|locomotive|ship|submarine|rocket|spacecraft|satellite|missile|rifle|pistol|tank|weapon|helicopter|bomber|fighter|airliner|motorcycle|processor|microarchitecture|camera|sedan|truck|bus|vehicle|tractor|phone|device|drug|toy|fabric|softener|beer|drink|cigarette|software|brand)$/,
    ),
  ],
  [
    /award/,
    (name, noun) =>
      /Prize|Award|Medal|Trophy|Honou?r|Order of|Oscar|Grammy|Emmy|Fellowship|Hall of Fame|Cross$/.test(
        name,
      ) || /^(?:award|prize|medal)$/.test(noun ?? '')
        ? 1
        : 0,
  ],
  [
    /armed force|military branch/,
    (name) =>
      /Army|Navy|Air Force|Marine|Guard|Corps|Regiment|Infantry|Militia|Cavalry|Artillery|Luftwaffe|Wehrmacht|Kriegsmarine|Brigade|Division|Battalion|Legion|Fleet/.test(
        name,
      )
        ? 1
        : 0,
  ],
  [
    /record label/,
    (name, noun) =>
      /Records|Recordings|Music|Entertainment|Label|Columbia|Capitol|Atlantic|Epic|RCA|Sony|Warner|Virgin|EMI|Polydor|Mercury|Interscope|Island|Motown|Decca|Geffen|MCA|Parlophone|Universal|Elektra|Arista|Jive|Def Jam|Sire|A&M|Verve|Blue Note|Nonesuch|Naxos/.test(
        name,
      ) || noun === 'label'
        ? 1
        : 0,
  ],
];
