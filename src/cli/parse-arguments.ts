import { type ArgsDef, type ParsedArgs, parseArgs } from 'citty';
import { RecipeError } from '../core/errors/recipe-error.ts';
import { JSON_OPTION, type Verb } from './define-verb.ts';
import { nearestWord } from '../core/text/nearest-word.ts';
import { plainLine } from './output/plain-text.ts';

export interface ParsedCall {
  args: ParsedArgs<ArgsDef>;
  words: string[];
  values: ReadonlyMap<string, string[]>;
}

/**
 * Parses what follows a verb. citty parses leniently: an unknown option would pass for a switch, and a value that is
 * missing for an empty text. Here both raise RecipeError, with the option that was most likely meant.
 */
export function parseArguments(verb: Verb<ArgsDef>, raw: readonly string[]): ParsedCall {
  const definitions: ArgsDef = { ...verb.args, ...JSON_OPTION };
  const hint = `\`wellspring ${verb.name} --help\` shows all options, with examples`;
  const values = new Map<string, string[]>();
  const words: string[] = [];
  const tidy: string[] = [];

  for (let index = 0; index < raw.length; index++) {
    const argument = raw[index]!;
    if (argument === '--') {
      words.push(...raw.slice(index + 1));
      break;
    }
    if (!argument.startsWith('-') || argument === '-') {
      words.push(argument);
      continue;
    }
    const equals = argument.indexOf('=');
    const flag = equals < 0 ? argument : argument.slice(0, equals);
    const { name, negated } = findOption(flag, definitions, hint, verb.name);
    const definition = definitions[name]!;
    if (definition.type === 'boolean') {
      const given = equals < 0 ? 'true' : argument.slice(equals + 1);
      if (given !== 'true' && given !== 'false')
        throw new RecipeError(`--${name} takes no value, got "${plainLine(given)}"`, { hint });
      tidy.push(`--${name}=${(given === 'true') !== negated}`);
      continue;
    }
    const next = raw[index + 1];
    const value = equals >= 0 ? argument.slice(equals + 1) : next;
    if (value === undefined || value === '' || (equals < 0 && /^--?[a-z]/i.test(value)))
      throw new RecipeError(`--${name} needs a value: --${name} ${definition.valueHint ?? ''}`, {
        hint,
      });
    if (equals < 0) index++;
    const before = values.get(name) ?? [];
    if (before.length > 0 && !verb.repeatable?.includes(name))
      throw new RecipeError(`--${name} is given twice`, { hint: 'give it once' });
    values.set(name, [...before, value]);
    tidy.push(`--${name}=${value}`);
  }
  checkWords(verb, definitions, words, hint);
  checkRequired(verb, definitions, values);
  return { args: parseArgs([...tidy, '--', ...words], definitions), words, values };
}

function findOption(
  flag: string,
  definitions: ArgsDef,
  hint: string,
  verb: string,
): { name: string; negated: boolean } {
  const bare = flag.replace(/^--?/, '');
  const options = Object.keys(definitions).filter(
    (name) => definitions[name]!.type !== 'positional',
  );
  if (flag.startsWith('--')) {
    if (options.includes(bare)) return { name: bare, negated: false };
    const positive = bare.startsWith('no-') ? bare.slice(3) : '';
    if (definitions[positive]?.type === 'boolean') return { name: positive, negated: true };
  }
  if (!flag.startsWith('--') && bare.length === 1 && options.includes(bare))
    return { name: bare, negated: false };
  const nearest = nearestWord(bare, options);
  throw new RecipeError(`\`wellspring ${verb}\` has no option ${plainLine(flag)}`, {
    hint: nearest === undefined ? hint : `did you mean --${nearest}? ${hint}`,
  });
}

function checkWords(
  verb: Verb<ArgsDef>,
  definitions: ArgsDef,
  words: readonly string[],
  hint: string,
): void {
  const positional = Object.entries(definitions).filter(([, { type }]) => type === 'positional');
  const missing = positional.slice(words.length).find(([, { required }]) => required !== false);
  if (missing !== undefined) {
    const label = missing[1].valueHint ?? missing[0].toUpperCase();
    throw new RecipeError(`\`wellspring ${verb.name}\` needs ${label}`, {
      hint: `for example: ${verb.examples[0]!.command}`,
    });
  }
  if (words.length > positional.length && !verb.manyWords)
    throw new RecipeError(`one word too many: "${plainLine(words[positional.length]!)}"`, { hint });
}

function checkRequired(
  verb: Verb<ArgsDef>,
  definitions: ArgsDef,
  values: ReadonlyMap<string, readonly string[]>,
): void {
  for (const [name, { type, required, valueHint }] of Object.entries(definitions))
    if (type !== 'positional' && required === true && !values.has(name))
      throw new RecipeError(
        `\`wellspring ${verb.name}\` needs --${name} ${valueHint ?? ''}`.trimEnd(),
        {
          hint: `for example: ${verb.examples[0]!.command}`,
        },
      );
}

/** A number given as an option, or undefined. Raises RecipeError for anything else. */
export function numberOption(
  text: string | undefined,
  name: string,
  {
    integer = false,
    min = 0,
    above = -Infinity,
  }: { integer?: boolean; min?: number; above?: number } = {},
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text.replaceAll('_', ''));
  const fits = Number.isFinite(value) && value >= min && value > above;
  if (text.trim() === '' || !fits || (integer && !Number.isSafeInteger(value))) {
    const least = above >= min ? `above ${above}` : `of at least ${min}`;
    throw new RecipeError(
      `${name === name.toUpperCase() ? '' : '--'}${name} takes a ${integer ? 'whole number' : 'number'} ${least}, got "${plainLine(text)}"`,
    );
  }
  return value;
}

/** One of a few words given as an option, or undefined. */
export function choiceOption<const Choice extends string>(
  text: string | undefined,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  if (text === undefined) return undefined;
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const nearest = nearestWord(text, choices);
  throw new RecipeError(`${name} cannot be "${plainLine(text)}"`, {
    hint: `${nearest === undefined ? '' : `did you mean ${nearest}? `}choices: ${choices.join(', ')}`,
  });
}
