import type { Random } from '../../../src/core/random.ts';
import { isPlain, type PaperStyle, type StyleDraw } from './styles.ts';

/** What differs from paper to paper of one class. */
export function drawManners(
  style: PaperStyle,
  random: Random,
): Pick<
  StyleDraw,
  | 'bareSections'
  | 'contents'
  | 'captions'
  | 'microtype'
  | 'equationsLeft'
  | 'sectionHeads'
  | 'columnRule'
  | 'wideAppendix'
  | 'balanced'
> {
  const plain = isPlain(style);
  const one = (of: number): boolean => random.integer(of) === 0;
  return {
    bareSections: one(5) && plain,
    contents: one(5) && (style.name === 'article-1' || style.name === 'elsarticle-1'),
    captions:
      one(2) && plain && style.name !== 'acl-like'
        ? random.pick([
            'labelfont=bf',
            'labelfont=bf,labelsep=period',
            'font=it',
            'labelsep=endash,font=small',
            'font={small,sf},labelfont=bf',
            'labelsep=newline,singlelinecheck=false',
            'labelfont=sc,labelsep=quad',
          ])
        : '',
    microtype: one(3),
    equationsLeft: one(6) && plain,
    sectionHeads: one(3),
    columnRule: one(5) && style.columns === 2 && plain,
    wideAppendix: one(3) && style.columns === 2 && plain,
    balanced: one(4) && style.columns === 2 && plain,
  };
}
