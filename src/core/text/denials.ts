/** Words that deny, doubt or except, by language. */
const DENIALS: Record<string, RegExp> = {
  en: /\b(?:not|no|never|none|neither|nor|nobody|nothing|nowhere|without|except|hardly|scarcely|barely|cannot|false|falsely|untrue|wrong|wrongly|unlike)\b|n['’]t\b/giu,
  de: /(?<!\p{L})(?:nicht|kein\p{L}*|nie|niemals|niemand|nichts|ohne|falsch|weder|kaum)(?!\p{L})/giu,
  fr: /(?<!\p{L})(?:ne|n['’]|pas|jamais|aucun\p{L}*|rien|sans|ni|faux)(?!\p{L})/giu,
  es: /(?<!\p{L})(?:no|nunca|jamás|ningún|ninguna?|nadie|nada|sin|ni|falso)(?!\p{L})/giu,
  zh: /不|没|沒|无|無|未|非|别/gu,
  ar: /(?<!\p{L})(?:لا|لم|لن|ليس|ليست|غير|بدون|دون)(?!\p{L})/gu,
  hi: /नहीं|बिना|न\s|मत\s/gu,
};

/** The denials of a text, in lower case; none where the language has no list. */
export function denialsOf(text: string, language: string): string[] {
  const pattern = DENIALS[language === 'und' ? 'en' : (language.split('-')[0] ?? '')];
  return pattern === undefined ? [] : (text.match(pattern) ?? []).map((word) => word.toLowerCase());
}
