import type { Random } from '../../../src/core/random.ts';
import { PLAIN, TOPICS, VAGUE } from './topics.ts';
import {
  CONTENT,
  type World,
  type WorldHost,
  type WorldLink,
  type WorldPage,
  weighted,
} from './world.ts';
import { type Subject, writeSentence } from './write-prose.ts';

const same = (a: Subject, b: Subject): boolean => a.topic === b.topic && a.subtopic === b.subtopic;

/** Draws every link of the world. `islands` are pages that only a tunnel leads to. */
export function linkPages(random: Random, world: World): void {
  const content = [...world.pages.values()].filter(({ kind }) => CONTENT.has(kind));
  const islands = drawIslands(random.fork('islands'), world, content);
  const open = content.filter((page) => !islands.has(page));
  const bySubject = new Map<string, WorldPage[]>();
  const byTopic = new Map<number | null, WorldPage[]>();
  for (const page of open) {
    const { topic, subtopic } = page.subject;
    bySubject.set(`${topic}/${subtopic}`, [...(bySubject.get(`${topic}/${subtopic}`) ?? []), page]);
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), page]);
  }
  const like = ({ topic, subtopic }: Subject): WorldPage[] =>
    bySubject.get(`${topic}/${subtopic}`) ?? open;
  for (const host of world.hosts.values()) {
    const own = host.pages.filter((page) => CONTENT.has(page.kind) && !islands.has(page));
    const draw = random.fork(host.name);
    for (const page of host.pages) {
      frame(draw, host, page);
      if (page.kind === 'about') continue;
      if (page.kind === 'home')
        for (const to of draw.shuffle(own).slice(0, 8))
          page.links.push(link(draw, page, to, 'main'));
      else if (page.kind === 'section') {
        const fit = own.filter(({ subject }) =>
          host.topic === null ? subject.topic === page.subject.topic : same(subject, page.subject),
        );
        for (const to of draw.shuffle(fit).slice(0, 22))
          page.links.push(link(draw, page, to, 'main'));
      } else if (page.kind === 'hub') {
        for (let at = 0; at < 14 + draw.integer(12); at++)
          page.links.push(
            link(
              draw,
              page,
              draw.pick(
                draw.next() < 0.75 ? like(page.subject) : (byTopic.get(page.subject.topic) ?? open),
              ),
              'main',
            ),
          );
      } else if (!islands.has(page)) {
        for (let at = 3 + draw.integer(6); at > 0; at--) {
          const pool = weighted(draw, [
            [like(page.subject), 0.4],
            [own, 0.25],
            [byTopic.get(page.subject.topic) ?? open, 0.12],
            [open, 0.23],
          ]);
          page.links.push(
            link(
              draw,
              page,
              draw.pick(pool.length > 0 ? pool : open),
              draw.next() < 0.5 ? 'main' : 'related',
            ),
          );
        }
      }
    }
  }
}

/**
 * Groups of eight pages on one subject that link to one another; from outside, only a page about nothing in particular leads to
 * them, and to that only another such, which a page of their subject names.
 */
function drawIslands(random: Random, world: World, content: readonly WorldPage[]): Set<WorldPage> {
  const islands = new Set<WorldPage>();
  const plain = random.shuffle(
    content.filter(({ subject, order }) => subject.topic === null && order === null),
  );
  for (const [topic, { subtopics }] of TOPICS.entries()) {
    for (let subtopic = 0; subtopic < subtopics.length; subtopic++) {
      const fit = random.shuffle(
        content.filter(
          (page) =>
            same(page.subject, { topic, subtopic }) &&
            page.copyOf === null &&
            !page.url.includes('/private/'),
        ),
      );
      const [start, ...group] = fit.slice(0, 9);
      const [first, second] = plain.splice(0, 2);
      if (start === undefined || first === undefined || second === undefined) continue;
      for (const page of group) {
        islands.add(page);
        for (const other of random.shuffle(group).slice(0, 4))
          if (other !== page) page.links.push(link(random, page, other, 'main'));
      }
      start.links.push(link(random, start, first, 'main'));
      first.links.push(link(random, first, second, 'main'));
      for (const page of group.slice(0, 3)) second.links.push(link(random, second, page, 'main'));
    }
  }
  return islands;
}

/** What stands around every page of a host. */
function frame(random: Random, host: WorldHost, page: WorldPage): void {
  const sections = host.pages.filter(({ kind }) => kind === 'section');
  const add = (to: WorldPage, anchor: string, place: WorldLink['place']): void =>
    void page.links.push({ url: to.url, anchor, sentence: '', place });
  add(host.pages[0]!, 'Home', 'navigation');
  for (const section of sections) add(section, section.title, 'navigation');
  const about = host.pages.find(({ kind }) => kind === 'about');
  if (about !== undefined) add(about, 'About us', 'footer');
  if (random.next() < 0.3)
    page.links.push({
      url: `http://${host.name}/out/${random.integer(40)}`,
      anchor: 'A word from our sponsor',
      sentence: '',
      place: 'footer',
      nofollow: true,
    });
}

function link(
  random: Random,
  from: WorldPage,
  to: WorldPage,
  place: WorldLink['place'],
): WorldLink {
  const { topic, subtopic } = to.subject;
  const about = topic === null ? null : TOPICS[topic]!;
  const other =
    TOPICS[(Math.max(0, topic ?? 0) + 1 + random.integer(TOPICS.length - 1)) % TOPICS.length]!;
  const anchor = weighted(random, [
    [to.title, 0.42],
    [
      about === null
        ? random.pick(PLAIN.nouns)
        : `${random.pick(about.subtopics[subtopic]!.words)} and ${random.pick(about.words)}`,
      0.14,
    ],
    [random.pick(VAGUE), 0.34],
    // Misleading: in the words of another topic.
    [`${random.pick(other.words)} and ${random.pick(random.pick(other.subtopics).words)}`, 0.1],
  ]);
  const told = random.next();
  const sentence =
    told < 0.4
      ? writeSentence(random, to.subject)
      : told < 0.75
        ? writeSentence(random, from.subject)
        : '';
  const url =
    random.next() < 0.06
      ? `${to.url}?utm_source=${random.pick(PLAIN.nouns)}`
      : random.next() < 0.05
        ? `${to.url}#top`
        : to.url;
  return { url, anchor, sentence: sentence === '' ? '' : sentence.replace(/\.$/, ': {}.'), place };
}
