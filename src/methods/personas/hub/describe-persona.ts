import type { HubPersona } from './persona.ts';

const TRAIT_WORDS: Record<string, readonly [low: string, high: string]> = {
  openness: ['conventional', 'inventive'],
  conscientiousness: ['easy-going', 'orderly'],
  extraversion: ['reserved', 'outgoing'],
  agreeableness: ['critical', 'obliging'],
  neuroticism: ['calm', 'easily worried'],
};

const territoryNames = new Intl.DisplayNames('en', { type: 'region' });
const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** One sentence, for prompts: who it is, and what it cares for. */
export function summarisePersona({
  age,
  gender,
  territory,
  interests,
  ...persona
}: HubPersona): string {
  const { language } = persona;
  return `${articleOf(age)} ${age}-year-old ${personOf(gender, age)} in ${territoryNames.of(territory)} who speaks ${languageNames.of(language)}, ${doing(persona)}, interested in ${list(interests)}`;
}

/** 8, 11, 18 and the eighties begin with a vowel. */
function articleOf(age: number): string {
  return /^(?:8|11$|18$)/.test(String(age)) ? 'an' : 'a';
}

const OF_AGE = 18;
const YOUNG: Readonly<Record<string, string>> = { woman: 'girl', man: 'boy' };

function personOf(gender: string, age: number): string {
  return age < OF_AGE ? (YOUNG[gender] ?? gender) : gender;
}

/** All that is known of a persona, in English: two personas never have one description. */
export function describePersona(persona: HubPersona): string {
  const {
    settlement,
    education,
    household,
    goal,
    gap,
    style,
    birthday,
    sector,
    expertise,
    traits,
  } = persona;
  const work = sector === null ? '' : ` Works in ${sector}, and is ${expertise} at it.`;
  return `${capital(summarisePersona(persona))}. Lives in ${settlement} ${household}; has ${education}.${work} Character: ${characterOf(traits)}. Wants ${goal}; is unsure about ${gap}; ${style}. Born on day ${birthday} of the year.`;
}

/** Titles of the classification are plurals: they name the trade, not the person. */
function doing({ status, occupation }: Pick<HubPersona, 'status' | 'occupation'>): string {
  return occupation === null ? status : `${status}, by trade among the ${lower(occupation)}`;
}

/** Titles without their capitals; what is all capitals stays. */
function lower(title: string): string {
  return title.replace(/\p{Lu}\p{Ll}+/gu, (word) => word.toLowerCase());
}

function characterOf(traits: HubPersona['traits']): string {
  return Object.entries(traits)
    .map(([name, level]) => {
      const [low, high] = TRAIT_WORDS[name]!;
      if (level === 'average') return `neither ${low} nor ${high}`;
      const word = level.endsWith('low') ? low : high;
      return level.startsWith('very') ? `very ${word}` : word;
    })
    .join(', ');
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
