import { describe, expect, it } from 'vitest';
import { toSvg } from '../pictures/to-svg.ts';
import { languageFaults } from '../language/lint.ts';
import { composePrompt, type Form, questionOf } from './forms.ts';
import { FAMILIES } from './registry.ts';

const ITEMS = 64;
const FORMS: readonly Form[] = ['bare', 'dialogue', 'story'];

describe.each(FAMILIES.map((family) => [family.skill, family] as const))('%s', (_skill, family) => {
  const items = Array.from({ length: ITEMS }, (_unused, index) =>
    family.generate(`form-${index}`, 1 + (index % 8)),
  );

  it.each(FORMS)('has the same answer as a %s, in the language of its stage', (form) => {
    for (const item of items) {
      const prompt = composePrompt(item, form);
      expect({ prompt, answers: family.solvePrompt(prompt) }).toEqual({
        prompt,
        answers: [item.answer],
      });
      const coined = family.coined?.(item.world.scene);
      expect({ prompt, faults: languageFaults(prompt, family.stage, 'heard', coined) }).toEqual({
        prompt,
        faults: [],
      });
    }
  });

  it('shows the scene word for word around any question', () => {
    const [item] = items;
    for (const form of FORMS) {
      const prompt = composePrompt(item!, form, 'What is it?');
      expect(prompt).toContain(item!.rendering);
      expect(questionOf(prompt, item!, form)).toBe('What is it?');
      expect(questionOf(`x${prompt}`, { ...item!, rendering: 'else' }, form)).toBeUndefined();
      expect(questionOf(prompt.replace(item!.rendering, ''), item!, form)).toBeUndefined();
    }
  });

  if (family.picture === undefined) return;

  it('has the same answer as a picture', () => {
    for (const item of items) {
      const prompt = composePrompt(item, 'picture');
      const svg = toSvg(family.picture!.draw(item.world.scene));
      expect({ prompt, answers: family.picture!.read(svg, prompt) }).toEqual({
        prompt,
        answers: [item.answer],
      });
      const coined = family.coined?.(item.world.scene);
      expect(languageFaults(prompt, family.stage, 'heard', coined)).toEqual([]);
    }
  });
});

it('frames differ from seed to seed', () => {
  const family = FAMILIES[0]!;
  const stories = Array.from({ length: 40 }, (_, seed) => {
    const item = family.generate(String(seed), 3);
    return composePrompt(item, 'story', '').replace(item.rendering, '');
  });
  expect(new Set(stories).size).toBeGreaterThan(30);
});
