import type { Random } from '../../../src/core/random.ts';
import { type RobotsKind, ROBOTS } from './robots-files.ts';
import { TOPICS } from './topics.ts';
import type { Health, HostKind, WorldHost } from './world.ts';

const OTHERS: readonly (readonly [HostKind, number])[] = [
  ['magazine', 8],
  ['forum', 6],
  ['shop', 5],
  ['directory', 4],
  ['calendar', 1],
  ['sessions', 1],
  ['paths', 1],
  ['facets', 2],
  ['mirror', 1],
];
const HOSTS_OF_TOPIC = 3;

/** Robots files of which a host may be visited, one after another over the hosts; the closing ones go to a few. */
const OPEN = (Object.keys(ROBOTS) as RobotsKind[]).filter((kind) => ROBOTS[kind].may !== null);
const CLOSED = (Object.keys(ROBOTS) as RobotsKind[]).filter((kind) => ROBOTS[kind].may === null);
const HEALTH: readonly Health[] = [
  'slow',
  'slow',
  'slow',
  'broken',
  'broken',
  'resetting',
  'resetting',
  'silent',
  'limited',
  'limited',
];

const isSeed = ({ name }: WorldHost): boolean =>
  name === 'magazine-1.test' || name === 'directory-1.test';

/** 65 hosts: some of one topic, some of all, directories, traps, a mirror; the first magazine and the first directory are well. */
export function makeHosts(random: Random): WorldHost[] {
  const hosts: WorldHost[] = [];
  const add = (kind: HostKind, topic: number | null, name: string): void => {
    const at = hosts.length;
    hosts.push({
      name: `${name}.test`,
      kind,
      topic,
      robots: OPEN[at % OPEN.length]!,
      health: 'well',
      isSemantic: at % 2 === 0,
      charset: at % 9 === 4 ? 'iso-8859-1' : at % 23 === 7 ? 'utf-16' : 'utf-8',
      coding: at % 4 === 1 ? 'identity' : at % 7 === 2 ? 'br' : 'gzip',
      pages: [],
    });
  };
  for (const [topic, { name }] of TOPICS.entries())
    for (let at = 1; at <= HOSTS_OF_TOPIC; at++)
      add('topical', topic, `${name.replaceAll(' ', '-')}-${at}`);
  for (const [kind, count] of OTHERS)
    for (let at = 1; at <= count; at++)
      add(
        kind,
        kind === 'shop' || kind === 'facets' ? random.integer(TOPICS.length) : null,
        `${kind}-${at}`,
      );
  // One closed host for each closing file, never two of one topic.
  const topical = hosts.filter(({ kind }) => kind === 'topical');
  for (const [at, kind] of CLOSED.entries())
    topical[at * 2 * HOSTS_OF_TOPIC + random.integer(HOSTS_OF_TOPIC)]!.robots = kind;
  const open = random.shuffle(
    hosts.filter((host) => ROBOTS[host.robots].may !== null && !isSeed(host)),
  );
  for (const [at, health] of HEALTH.entries()) open[at]!.health = health;
  for (const host of hosts.filter(isSeed)) host.robots = 'allow-all';
  return hosts;
}
