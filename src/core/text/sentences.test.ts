import { describe, expect, it } from 'vitest';
import { sliceCodePoints } from './code-points.ts';
import { splitSentences } from './sentences.ts';

describe('splitSentences', () => {
  it.each([
    ['en', ['Dr. Hale saw it, cf. Fig. 3, at St. Mary’s.', 'It was late.']],
    ['zh', ['他说：“水涨了。”', '然后他走了！', '圆周率约为3.14。']],
    ['ar', ['ذكر د. روبرت أن النهر طويل.', 'عرفوه سنة 1500 ق. م. في مصر.', 'هل جف؟', 'لا.']],
    ['ar', ['طول الحبل 5 م.', 'وهو قديم.']],
    ['hi', ['डॉ. राव ने 12 कि.मी. की यात्रा की।', 'क्या वे थके?', 'ए. पी. जे. ने लिखा।']],
  ])('cuts %s where its writers would', (language, sentences) => {
    const text = sentences.join(language === 'zh' ? '' : ' ');
    const found = splitSentences(text, language);
    expect(found.map((one) => one.text)).toEqual(sentences);
    for (const { start, end, text: own } of found)
      expect(sliceCodePoints(text, start, end)).toBe(own);
  });
});
