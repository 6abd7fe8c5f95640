import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import { drawStory } from './draw-story.ts';
import { isLie, openMinds, replayStory, type Story, type StoryEvent } from './event-world.ts';
import { readStory, viewOf } from './story-reader.ts';
import { storyText } from './story-text.ts';

const SET: Pick<Story, 'room' | 'inside' | 'outside' | 'containers'> = {
  room: 'kitchen',
  inside: ['Anna', 'Ben', 'Cara'],
  outside: [],
  containers: ['box', 'basket', 'jar'],
};
const put: StoryEvent = { do: 'put', who: 'Anna', what: 'ball', where: 'box' };
const toBasket: StoryEvent = { do: 'move', who: 'Cara', what: 'ball', where: 'basket' };

function views(events: StoryEvent[], chains: string[][]): (string | undefined)[] {
  const story = { ...SET, events };
  const minds = replayStory(story, chains);
  const read = readStory(storyText(story))!;
  return chains.map((chain) => {
    const seen = minds.believed(chain, 'ball');
    expect(viewOf(read, chain, 'ball')).toBe(seen);
    return seen;
  });
}

const look = (where: string): StoryEvent => ({ do: 'look', who: 'Ben', where });

describe('the event world and its reader', () => {
  it('keep an old belief in who is out, and let the others know it', () => {
    const events: StoryEvent[] = [put, { do: 'leave', who: 'Ben' }, toBasket];
    const chains = [
      [],
      ['Anna'],
      ['Ben'],
      ['Anna', 'Ben'],
      ['Ben', 'Anna'],
      ['Anna', 'Cara', 'Ben'],
    ];
    expect(views(events, chains)).toEqual(['basket', 'basket', 'box', 'box', 'box', 'box']);
  });

  it('let a secret watcher know more than anybody thinks', () => {
    const events: StoryEvent[] = [
      put,
      { do: 'leave', who: 'Ben' },
      { do: 'watch', who: 'Ben' },
      toBasket,
    ];
    const chains = [['Ben'], ['Ben', 'Anna'], ['Anna', 'Ben'], ['Ben', 'Anna', 'Ben']];
    expect(views(events, chains)).toEqual(['basket', 'basket', 'box', 'box']);
  });

  it('let a daydreamer know less than everybody thinks', () => {
    const events: StoryEvent[] = [put, { do: 'dream', who: 'Ben' }, toBasket];
    const chains = [['Ben'], ['Ben', 'Anna'], ['Anna', 'Ben'], ['Anna', 'Ben', 'Anna']];
    expect(views(events, chains)).toEqual(['box', 'box', 'basket', 'basket']);
  });

  it('keep a message between two, and a lie from its speaker’s own mind', () => {
    const lie: StoryEvent = { do: 'tell', who: 'Anna', to: 'Ben', what: 'ball', where: 'jar' };
    const chains = [['Anna'], ['Ben'], ['Cara'], ['Anna', 'Ben'], ['Ben', 'Anna'], ['Cara', 'Ben']];
    expect(views([put, lie], chains)).toEqual(['box', 'jar', 'box', 'jar', 'jar', 'box']);
    const minds = replayStory({ ...SET, events: [put] }, [['Anna']]);
    expect(isLie(lie, minds)).toBe(true);
    expect(isLie({ ...lie, where: 'box' }, minds)).toBe(false);
  });

  it('carry a call to all in the room and to nobody outside it', () => {
    const call: StoryEvent = { do: 'announce', who: 'Anna', what: 'ball', where: 'jar' };
    const events: StoryEvent[] = [
      put,
      { do: 'leave', who: 'Ben' },
      { do: 'watch', who: 'Ben' },
      call,
    ];
    const chains = [[], ['Anna'], ['Ben'], ['Cara'], ['Cara', 'Anna'], ['Cara', 'Ben']];
    expect(views(events, chains)).toEqual(['box', 'box', 'box', 'jar', 'jar', 'box']);
  });

  it('teach who looks, and take a belief away that the look refutes', () => {
    const away: StoryEvent[] = [
      put,
      { do: 'leave', who: 'Ben' },
      toBasket,
      { do: 'enter', who: 'Ben' },
    ];
    expect(views([...away, look('basket')], [['Ben'], ['Anna', 'Ben']])).toEqual([
      'basket',
      'basket',
    ]);
    expect(views([...away, look('box')], [['Ben'], ['Anna', 'Ben']])).toEqual([
      undefined,
      undefined,
    ]);
    expect(views([...away, look('jar')], [['Ben']])).toEqual(['box']);
  });

  it('start from what all assume', () => {
    const minds = openMinds(SET, [['Ben']], { jar: 'nuts' });
    minds.happen({ do: 'open', who: 'Ben', what: 'jar' });
    expect(minds.believed(['Ben'], 'jar')).toBe('nuts');
    expect(() => minds.believed(['Anna'], 'jar')).toThrow(RangeError);
  });

  it('agree on every chain to the third order in stories of every kind', () => {
    for (let seed = 0; seed < 150; seed++) {
      const plan = {
        people: 3,
        containers: 4,
        things: 2,
        moves: 5,
        trips: 5,
        spells: 4,
        tells: 3,
        calls: 2,
        watched: 2,
        lies: true,
      };
      const { story, people, things } = drawStory(createRandom(seed), plan);
      const chains = people.flatMap((a) => [
        [a],
        ...people.flatMap((b) =>
          a === b ? [] : [[a, b], ...people.flatMap((c) => (b === c ? [] : [[a, b, c]]))],
        ),
      ]);
      const minds = replayStory(story, chains);
      const read = readStory(storyText(story))!;
      expect(read.people.toSorted()).toEqual(people.toSorted());
      for (const chain of [[], ...chains]) {
        for (const thing of things) {
          expect(viewOf(read, chain, thing)).toBe(minds.believed(chain, thing));
        }
      }
    }
  });

  it('finds no story where there is none', () => {
    expect(readStory('')).toBeUndefined();
    expect(readStory('Anna leaves the kitchen.')).toBeUndefined();
  });
});
