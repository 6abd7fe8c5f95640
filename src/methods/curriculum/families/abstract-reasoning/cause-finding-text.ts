/** Strikes out, for the starter, what was absent when it went; then looks for a stopper that explains the other trials. */
export function strikeOut(prompt: string): string[] {
  const going: Set<string>[] = [];
  const still: Set<string>[] = [];
  for (const [, list, verb] of prompt.matchAll(
    /^- On the machine: (.*?)\. It (goes|does not go)\.$/gm,
  )) {
    (verb === 'goes' ? going : still).push(new Set(list!.match(/(?<=\bthe )\w+/g)));
  }
  const everything = new Set([...going, ...still].flatMap((trial) => [...trial]));
  const question = prompt.replaceAll(/^(?:- |Only one|One other thing stops).*$/gm, '');
  const found = new Set<string>();
  for (const starter of everything) {
    if (!going.every((trial) => trial.has(starter))) continue;
    const failed = still.filter((trial) => trial.has(starter));
    for (const stop of everything) {
      if (stop === starter || going.some((trial) => trial.has(stop))) continue;
      if (failed.every((trial) => trial.has(stop)))
        found.add(/\bstops?\b/.test(question) ? stop : starter);
    }
  }
  return [...found];
}
