/** A description as it stands in the midst of a sentence: “A nurse who sails.” is “a nurse who sails” there. */
export function asPhrase(description: string): string {
  return description
    .trim()
    .replace(/[.!]+$/u, '')
    .replace(/^(?:An?|The)(?= )/u, (article) => article.toLowerCase());
}

/** Names that nobody gave: of a persona by its number in a hub or a list. */
const BY_NUMBER = /^(?:hub-\d+|stored-[\da-f]{16}|persona-\d+)$/;

/** Who somebody is, by name where they have one. */
export function whoIs({ name, description }: { name: string; description: string }): string {
  const phrase = asPhrase(description);
  return BY_NUMBER.test(name) ? phrase : `${name}, ${phrase}`;
}
