import type { Random } from '../../../src/core/random.ts';
import { TOPICS } from './topics.ts';
import {
  type Order,
  type PageKind,
  type World,
  type WorldHost,
  type WorldPage,
  weighted,
} from './world.ts';
import { type Subject, writeTitle } from './write-prose.ts';

const DAY_MS = 24 * 3600 * 1000;
const ORDERS: readonly Order[] = [
  'noindex',
  'nofollow',
  'noai',
  'none-header',
  'tdm-header',
  'no-training',
];

/** Pages of content by kind of host. */
const SIZES: Record<WorldHost['kind'], readonly [least: number, more: number]> = {
  topical: [50, 90],
  magazine: [140, 120],
  forum: [80, 80],
  shop: [60, 50],
  directory: [6, 4],
  calendar: [30, 10],
  sessions: [30, 10],
  paths: [30, 10],
  facets: [50, 20],
  mirror: [0, 0],
};

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');

/** Fills hosts with pages that have no links yet: a home, sections, content. */
export function makePages(random: Random, world: World): void {
  for (const host of world.hosts.values())
    if (host.kind !== 'mirror') fillHost(random.fork(host.name), world, host);
  for (const host of world.hosts.values()) if (host.kind === 'mirror') mirror(world, host);
  copySome(random.fork('copies'), world);
}

function subjectOn(random: Random, { kind, topic }: WorldHost): Subject {
  const any = (of: number): Subject => ({
    topic: of,
    subtopic: random.integer(TOPICS[of]!.subtopics.length),
  });
  const plain: Subject = { topic: null, subtopic: 0 };
  const other = (): Subject => any(random.integer(TOPICS.length));
  if (topic === null)
    return weighted(random, [
      [other(), kind === 'directory' ? 0.3 : 0.65],
      [plain, 0.35],
    ]);
  return weighted(random, [
    [any(topic), 0.72],
    [other(), 0.1],
    [plain, 0.18],
  ]);
}

function fillHost(random: Random, world: World, host: WorldHost): void {
  const isPlainPath = random.next() < 0.4;
  let number = 1000 + random.integer(9000);
  const add = (kind: PageKind, subject: Subject, path: string, title: string): WorldPage => {
    const url = `http://${host.name}${path}`;
    const page: WorldPage = {
      url,
      host,
      kind,
      subject,
      title,
      copyOf: null,
      nearCopyOf: null,
      order: null,
      links: [],
      dateMs: world.nowMs - Math.floor(random.next() * 80 * DAY_MS),
    };
    host.pages.push(page);
    world.pages.set(url, page);
    return page;
  };
  const plain: Subject = { topic: null, subtopic: 0 };
  add(
    'home',
    { topic: host.topic, subtopic: 0 },
    '/',
    host.topic === null
      ? `The ${host.kind} of everything`
      : `All about ${TOPICS[host.topic]!.name}`,
  );
  add('about', plain, '/about', 'About us');
  const parts: Subject[] =
    host.topic === null
      ? TOPICS.map((_, topic) => ({ topic, subtopic: 0 }))
      : TOPICS[host.topic]!.subtopics.map((_, subtopic) => ({ topic: host.topic, subtopic }));
  for (const subject of parts) {
    const name =
      host.topic === null
        ? TOPICS[subject.topic!]!.name
        : TOPICS[host.topic]!.subtopics[subject.subtopic]!.name;
    add('section', subject, `/${slug(name)}/`, name);
  }
  if (host.kind === 'directory')
    for (const [topic, { subtopics }] of TOPICS.entries())
      for (const [subtopic, { name }] of subtopics.entries())
        add('hub', { topic, subtopic }, `/list/${slug(name)}`, `Links about ${name}`);
  const [least, more] = SIZES[host.kind];
  const kind: PageKind =
    host.kind === 'forum' ? 'thread' : host.kind === 'shop' ? 'product' : 'article';
  for (let left = least + random.integer(more + 1); left > 0; left--) {
    const subject = subjectOn(random, host);
    const title = writeTitle(random, subject);
    const folder = random.next() < 0.06 ? '/private' : '/notes';
    const page = add(
      kind,
      subject,
      isPlainPath ? `${folder}/n${number}` : `${folder}/${slug(title)}-${number}`,
      title,
    );
    number += 1 + random.integer(40);
    if (random.next() < 0.045) page.order = random.pick(ORDERS);
  }
}

/** A host that has the pages of another. */
function mirror(world: World, host: WorldHost): void {
  const original = [...world.hosts.values()].find(
    ({ kind, robots }) => kind === 'magazine' && robots !== 'disallow-all',
  )!;
  for (const page of original.pages.slice(0, 90)) {
    const url = page.url.replace(original.name, host.name);
    const copy = { ...page, url, host, copyOf: page, order: null, links: [] };
    host.pages.push(copy);
    world.pages.set(url, copy);
  }
}

/** Some articles stand on two hosts, word for word or a little changed. */
function copySome(random: Random, world: World): void {
  const articles = [...world.pages.values()].filter(
    ({ kind, copyOf }) => kind === 'article' && copyOf === null,
  );
  for (const page of articles) {
    const drawn = random.next();
    if (drawn > 0.06) continue;
    const from = random.pick(articles);
    if (
      from === page ||
      from.copyOf !== null ||
      from.nearCopyOf !== null ||
      from.subject.topic !== page.subject.topic
    )
      continue;
    if (drawn < 0.03) page.copyOf = from;
    else page.nearCopyOf = from;
    page.subject = from.subject;
    page.title = from.title;
  }
}
