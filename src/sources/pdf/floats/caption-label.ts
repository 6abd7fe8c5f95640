/** The label a caption begins with: what kind of float, which number, and how it is set off from the words. */

export type CaptionKind = 'figure' | 'table' | 'algorithm';

export interface CaptionLabel {
  kind: CaptionKind;
  /** As printed: `Figure 3`, `TABLE II`. */
  label: string;
  number: string;
  /** `Figure`, `Fig.`, as printed but for case. */
  word: string;
  /** `:`, `.`, `|`, `–`; empty where only a space follows. */
  mark: string;
  /** Code points up to the caption's words. */
  length: number;
  /** What follows begins as a sentence's middle does: `Figure 3 shows`. */
  runsOn: boolean;
}

const WORDS: Record<CaptionKind, readonly string[]> = {
  figure: [
    'figure',
    'fig',
    'figs',
    'scheme',
    'chart',
    'plate',
    'abbildung',
    'abb',
    'figura',
    'figur',
    'bild',
    'obrázek',
    'obr',
    'rysunek',
    'rys',
    'рисунок',
    'рис',
    'şekil',
    'ábra',
    'kuva',
    'gráfico',
    'grafico',
    'graphique',
    'schéma',
    '图',
    '圖',
    '図',
    '그림',
    'supplementary figure',
    'extended data figure',
    'extended data fig',
  ],
  table: [
    'table',
    'tab',
    'tabelle',
    'tableau',
    'tabla',
    'tabela',
    'tabella',
    'tabell',
    'taulukko',
    'tabulka',
    'táblázat',
    'tablo',
    'таблица',
    'табл',
    '表',
    '표',
    'supplementary table',
    'extended data table',
  ],
  algorithm: [
    'algorithm',
    'alg',
    'algorithmus',
    'algorithme',
    'algoritmo',
    'algorytm',
    'алгоритм',
    'listing',
    'procedure',
    'protocol',
    'pseudocode',
    '算法',
    'アルゴリズム',
  ],
};

const NUMBER = String.raw`(?:[A-Z]{1,2}[.\-]?\d+(?:[.\-–]\d+)*[a-z]?|\d+(?:[.\-–]\d+)*[a-z]?|[IVXL]+)(?![\p{L}\d])`;
const BY_WORD = new Map<string, CaptionKind>(
  (Object.keys(WORDS) as CaptionKind[]).flatMap((kind) =>
    WORDS[kind].map((word) => [word, kind] as const),
  ),
);
const PATTERN = new RegExp(
  String.raw`^(${[...BY_WORD.keys()].toSorted((a, b) => b.length - a.length).join('|')})(\.?)\s?\s?(${NUMBER})(\s*(?::|\.(?!\d)|\||[–—]|-(?=\s)|\)|。|：)+)?(\s+|$|(?=\S))`,
  'iu',
);

export function readLabel(text: string): CaptionLabel | null {
  const match = PATTERN.exec(text);
  if (match === null) return null;
  const [all, word, dot, number, mark = ''] = match;
  // A Roman number or a letter must stand in capitals, and a Latin word not be glued to it.
  if (/^[ivxl]+$/.test(number!)) return null;
  const rest = text.slice(all.length);
  const isCapital = /^[^\p{Ll}]/u.test(text);
  return {
    kind: BY_WORD.get(word!.toLowerCase())!,
    label: `${word}${dot} ${number}`,
    number: number!,
    word: `${word!.toLowerCase()}${dot}`,
    mark: mark.trim().slice(0, 1),
    length: [...all].length,
    runsOn: !isCapital || (mark === '' && /^(?:[,;)]|\p{Ll})/u.test(rest)),
  };
}
