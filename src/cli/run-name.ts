/** A run's name from the name of a file or folder: what runs may be called. Undefined where nothing of it is left. */
export function runNameFrom(text: string): string | undefined {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '');
  return name.slice(0, 64) || undefined;
}
