import { bareText } from './normalise.ts';

const NUMBER =
  /^(?:appendix\s+)?(?:(?:\d+|[A-Z]|[IVXL]+)(?:[.-](?:\d+|[A-Z]))*[.):]?|[a-z]\))\s+(?=\S)/i;

/** The two ways a title may be read: as it stands, and without what may be its number. */
export const titleForms = (title: string): string[] => {
  const bare = title.trim();
  const [whole, cut] = [bareText(bare), bareText(bare.replace(NUMBER, ''))];
  return cut === '' || cut === whole ? [whole] : [whole, cut];
};
