import { createRandom } from '../../../src/core/random.ts';
import { TOPICS } from './topics.ts';
import type { WorldHost } from './world.ts';
import { writeSentence } from './write-prose.ts';

export interface TrapPage {
  title: string;
  text: string;
  links: { path: string; anchor: string }[];
}

const COLOURS = ['red', 'green', 'blue', 'grey', 'brown'];

/** The way from every page of a trap's host into its trap. */
export function trapDoor({ kind, topic }: WorldHost): { path: string; anchor: string } | undefined {
  const about = TOPICS[topic ?? 0]!;
  if (kind === 'calendar') return { path: '/calendar/2026/11', anchor: 'Our calendar' };
  if (kind === 'paths') return { path: '/wander/near/', anchor: `More about ${about.name}` };
  if (kind === 'facets')
    return { path: '/find?colour=red', anchor: `Find ${about.words.slice(0, 3).join(', ')}` };
  return undefined;
}

const monthLink = (to: number, anchor: string) => ({
  path: `/calendar/${Math.floor(to / 12)}/${String((to % 12) + 1).padStart(2, '0')}`,
  anchor,
});

/** A page of an endless part of a host; undefined where the path is none. The same address always has the same page. */
export function trapPage(host: WorldHost, path: string): TrapPage | undefined {
  const random = createRandom(`trap/${host.name}${path}`);
  const topic = host.topic ?? 0;
  const text = (name: string): string =>
    `${writeSentence(random, { topic, subtopic: random.integer(4) })} This is ${name}. Nothing is planned, and nothing is for sale on this page.`;
  const month = /^\/calendar\/(\d{4})\/(\d\d)$/.exec(path);
  if (host.kind === 'calendar' && month !== null) {
    const at = Number(month[1]) * 12 + Number(month[2]) - 1;
    return {
      title: `Month ${month[2]} of ${month[1]}`,
      text: text('a month'),
      links: [
        monthLink(at - 1, 'Before'),
        monthLink(at + 1, 'After'),
        monthLink(at + 12, 'Next year'),
      ],
    };
  }
  if (host.kind === 'paths' && path.startsWith('/wander/'))
    return {
      title: 'Wandering',
      text: text('a place to wander'),
      links: ['near/', 'far/', 'there/'].map((name) => ({
        path: `${path}${name}`,
        anchor: `More about ${TOPICS[topic]!.name}`,
      })),
    };
  if (host.kind === 'facets' && path.startsWith('/find?')) {
    const asked = new URLSearchParams(path.slice(6));
    const links: TrapPage['links'] = [];
    for (const [name, values] of [
      ['colour', COLOURS],
      ['size', ['1', '2', '3', '4', '5', '6']],
      ['sort', ['price', 'name', 'new']],
      ['page', ['2', '3', '4', '5', '6', '7', '8', '9']],
    ] as const)
      for (const value of values) {
        const next = new URLSearchParams(asked);
        next.set(name, value);
        links.push({
          path: `/find?${next}`,
          anchor: `${random.pick(TOPICS[topic]!.words)} ${value}`,
        });
      }
    return { title: 'Found', text: text('what was found'), links };
  }
  return undefined;
}
