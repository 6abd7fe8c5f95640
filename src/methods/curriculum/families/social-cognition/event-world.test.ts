import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import { contentsText, drawContents, drawContentsCast, mindsOf } from './contents-story.ts';
import { drawCast, drawStory } from './draw-story.ts';
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

  it('start from what all assume, and let who looks in learn what is true', () => {
    const minds = openMinds(SET, [['Ben'], ['Anna', 'Ben']], { jar: 'nuts' }, { jar: 'beads' });
    minds.happen({ do: 'touch', who: 'Ben', what: 'jar' });
    expect(minds.believed(['Ben'], 'jar')).toBe('nuts');
    minds.happen({ do: 'open', who: 'Ben', what: 'jar' });
    expect(minds.believed(['Ben'], 'jar')).toBe('beads');
    expect(minds.believed(['Anna', 'Ben'], 'jar')).toBe('nuts');
    minds.happen({ do: 'fill', who: 'Cara', what: 'jar', where: 'eggs' });
    expect(minds.believed(['Anna', 'Ben'], 'jar')).toBe('eggs');
    expect(() => minds.believed(['Cara'], 'jar')).toThrow(RangeError);
  });

  it('agree on contents to the third order', () => {
    const plan = {
      people: 3,
      containers: 2,
      contents: 6,
      opens: 5,
      handles: 2,
      fills: 3,
      trips: 5,
      tells: 3,
    };
    for (let seed = 0; seed < 100; seed++) {
      const random = createRandom(seed);
      const cast = drawContentsCast(random, plan, seed % 2 === 0 ? 'training' : 'exam');
      const scene = drawContents(random, plan, cast, true);
      const [a, b, c] = cast.people as [string, string, string];
      const chains = [[], [a], [b], [a, b], [b, a], [a, b, c], [a, b, a], [c, b, a]];
      const minds = mindsOf(scene, chains);
      const read = readStory(contentsText(scene))!;
      for (const chain of chains) {
        for (const what of cast.containers) {
          expect(viewOf(read, chain, what)).toBe(minds.believed(chain, what));
        }
      }
    }
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
      const random = createRandom(seed);
      const cast = drawCast(random, plan, seed % 2 === 0 ? 'training' : 'exam');
      const { people, things } = cast;
      const story = drawStory(random, plan, cast);
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
