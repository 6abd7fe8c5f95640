/** Statements of mathematics: set like headings, but not headings. */
export const STATEMENT =
  /^(?:theorem|lemma|proposition|corollary|definition|remark|example|proof|claim|conjecture|assumption|observation|property|notation|fact|axiom|case|exercise|problem|hypothesis|question|note)\b/i;

/** Labels that look like headings but head nothing. */
export const NOT_HEADING =
  /^(?:(?:key ?words|index terms|ccs concepts|general terms|acm reference format|abstract|summary|note|e-?mail|doi|jel|msc|pacs|figure|table|algorithm|input|output|require|ensure|proof)\b|fig\.|tab\.)/i;
