import { nameTokens } from './name-key.ts';

const HONORIFICS = new Set(
  (
    'mr mrs ms miss mister dr doctor prof professor sir dame lord lady president senator governor general colonel captain ' +
    'major admiral lieutenant sergeant reverend rev hon honourable madam mme monsieur herr frau judge justice chancellor'
  ).split(' '),
);
const GENERATIONS = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'junior', 'senior']);
const PARTICLES = new Set(
  'van von de der den del della di da du des la le al el bin ibn ben st san santa ter ten zu af av mac mc o'.split(
    ' ',
  ),
);
const LEGAL_FORMS = new Set(
  'inc incorporated ltd limited llc llp corp corporation co company gmbh ag plc sa nv bv oy ab spa'.split(
    ' ',
  ),
);

/** Words that many different things are called by alone: `the Congress`, `the Company`. */
const GENERIC = new Set(
  (
    'congress parliament senate house assembly council committee commission board government ministry department office court ' +
    'agency authority union party league association federation society institute institution university college school academy ' +
    'army navy force forces guard regiment battalion division corps fleet police church temple mosque abbey cathedral monastery ' +
    'club team band group orchestra choir company corporation firm bank trust foundation fund museum library theatre theater hospital ' +
    'agreement treaty act bill law charter constitution convention conference congresses summit festival award awards prize championship cup ' +
    'gala series season show film album song book novel game project programme program campaign war battle siege revolution election games ' +
    'state states province district county city town village municipality republic kingdom empire region island river lake mountain bridge ' +
    'station airport park street road line railway highway president king queen prince princess emperor pope bishop minister director center ' +
    'centre north south east west western eastern northern southern national international royal united new old great ' +
    'world championships commons representatives labour conservative liberal democratic socialist communist republican people peoples ' +
    'prime secretary general deputy foreign affairs supreme high federal central olympic summer winter open premier first second third ' +
    'of the and for in'
  ).split(' '),
);

/** Words behind a name that say what sort of thing it is, so that the name is often used without them. */
const DESIGNATIONS = new Set(
  (
    'records recordings pictures studios entertainment publishing press books fc afc football fotball futbol basketball club school college ' +
    'university institute academy festival orchestra quartet band trio ensemble museum foundation group holdings brewery airlines airways ' +
    'motors magazine newspaper'
  ).split(' '),
);

export const isDesignation = (token: string): boolean => DESIGNATIONS.has(token);

/** Tokens of a person's name without honorifics before it. */
export function stripHonorifics(name: string): string[] {
  let tokens = nameTokens(name);
  while (tokens.length > 1 && HONORIFICS.has(tokens[0]!)) tokens = tokens.slice(1);
  return tokens;
}

/** The same without what tells namesakes of one family apart: `Jr`, `II`. */
export function personTokens(name: string): string[] {
  let tokens = stripHonorifics(name);
  while (tokens.length > 1 && GENERATIONS.has(tokens.at(-1)!)) tokens = tokens.slice(0, -1);
  return tokens;
}

/** Whether a word begins a surname of several: `van Gogh`, `de la Rocha`. */
export const isParticle = (token: string): boolean => PARTICLES.has(token);

/** Tokens of a firm's name without the legal forms behind it. */
export function firmTokens(name: string): string[] {
  let tokens = nameTokens(name);
  while (tokens.length > 1 && LEGAL_FORMS.has(tokens.at(-1)!)) tokens = tokens.slice(0, -1);
  return tokens;
}

/** Whether a name says so little that it means another thing in every document. */
export function isGeneric(tokens: readonly string[]): boolean {
  return tokens.every((token) => GENERIC.has(token) || /^\d+$/.test(token));
}

/** A name without a nickname in quotation marks or brackets, and with it in the first name's place. */
export function nicknameForms(name: string): string[] {
  const found = /^(\S+(?: \S+){0,2}) ["“”'‘(]\s?([^"“”'’()]{2,30}?)\s?["“”'’)] (\S.*)$/.exec(name);
  if (found === null) return [];
  const [, first, nickname, rest] = found;
  return [`${first} ${rest}`, `${nickname} ${rest}`];
}
