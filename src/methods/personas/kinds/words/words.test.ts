import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import { falsify } from './falsify.ts';
import { ownTerms } from './terms.ts';

describe('ownTerms', () => {
  it.each([
    ['zh', '指南针是一根可以自由转动的小磁针。', '自由', ['一根', '可以']],
    ['zh', '人们把茧放进热水里煮。', '热水', ['放进', '人们']],
    ['ar', 'تتراكم الطبقات حتى تتكون لؤلؤة مستديرة.', 'لؤلؤة مستديرة', ['تتراكم الطبقات', 'تتكون']],
    ['hi', 'नदी पहाड़ छोड़कर मैदान में आती है।', 'पहाड़', ['पहाड़ छोड़कर', 'छोड़कर']],
  ])('of %s names things: %s', (language, sentence, wanted, unwanted) => {
    const terms = ownTerms(sentence, [], language, true);
    expect(terms).toContain(wanted);
    expect(terms.filter((term) => unwanted.includes(term))).toEqual([]);
  });
});

describe('falsify', () => {
  it.each([
    ['वे कुएँ साफ़ कर रहे हैं।', 'वे कुएँ साफ़ नहीं कर रहे हैं।'],
    ['यात्री वहीं विश्राम करते थे।', 'यात्री वहीं विश्राम नहीं करते थे।'],
    ['बर्तन धूप में चटक सकते हैं।', 'बर्तन धूप में नहीं चटक सकते हैं।'],
    ['यह वृक्ष बहुत पुराना है।', 'यह वृक्ष बहुत पुराना नहीं है।'],
    ['वह कुछ नहीं देखती।', 'वह कुछ देखती।'],
  ])('denies in Hindi before the whole verb: %s', (statement, denied) => {
    const page = { language: 'hi', text: statement, others: [] };
    const variants = falsify(statement, page, createRandom('hi'));
    expect(variants).toContainEqual({ form: 'negation', text: denied });
  });
});
