import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { percent, whole } from '../../output/figures.ts';
import { MODEL_OPTIONS, openNamedModel, parseModelName } from '../../open-named-model.ts';
import { plainLine } from '../../output/plain-text.ts';
import { shellWord } from '../../output/shell-word.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';
import { canonicalUrl } from '../../../sources/web/frontier/canonical-url.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';

const number = (text: string | undefined, name: string, least = 1) =>
  numberOption(text, name, { integer: true, min: least });

export const verb = defineVerb({
  name: 'web crawl',
  usage: 'web crawl SEEDS… --persona TEXT… --out DIR [--pages N] [--contact ADDRESS] [options]',
  about:
    'Reads the web for personas: the links that promise most to them first, one visitor a host, robots.txt and reservations of rights kept. ' +
    'Everything fetched is archived (WARC 1.1) in DIR; the same call goes on where it was stopped, and `type: web` with `crawl: DIR` makes it the source of a recipe.',
  args: {
    seeds: {
      type: 'positional',
      required: true,
      valueHint: 'SEEDS…',
      description: 'addresses to begin at',
    },
    persona: {
      type: 'string',
      valueHint: 'TEXT',
      description: 'who reads, in a sentence; may be given more than once',
    },
    hub: {
      type: 'string',
      valueHint: 'FROM:COUNT',
      description: 'personas of the sampled hub in place of --persona, or beside it',
    },
    out: { type: 'string', required: true, valueHint: 'DIR', description: "the crawl's folder" },
    pages: { type: 'string', valueHint: 'N', description: 'pages that are read at most (200)' },
    'pages-per-host': { type: 'string', valueHint: 'N', description: 'of one host at most (100)' },
    depth: { type: 'string', valueHint: 'N', description: 'steps from a seed at most (8)' },
    delay: {
      type: 'string',
      valueHint: 'SECONDS',
      description: 'between two visits to a host that asks for no pause (1)',
    },
    visitors: {
      type: 'string',
      valueHint: 'N',
      description: 'hosts that are visited at once (16)',
    },
    contact: {
      type: 'string',
      valueHint: 'ADDRESS',
      description:
        'a page or mail address of yours, told to every server: they ask for it before they block',
    },
    'max-age': {
      type: 'string',
      valueHint: 'HOURS',
      description: 'ask again for what the archive holds where it is older (never)',
    },
    offline: { type: 'boolean', description: 'read the archive alone: no network' },
    feed: {
      type: 'string',
      valueHint: 'URL',
      description:
        'a feed to begin at; what feeds suddenly speak of is read sooner; may be given more than once',
    },
    sitemaps: {
      type: 'boolean',
      default: true,
      description: 'also begin at what sitemaps name; --no-sitemaps leaves them',
    },
    rules: {
      type: 'boolean',
      default: true,
      description:
        '--no-rules passes over robots.txt, nofollow and reservations: for hosts of your own alone',
    },
    'allow-private': {
      type: 'string',
      valueHint: 'HOST:PORT',
      description: 'a private or loopback host that may be visited; may be given more than once',
    },
    forks: {
      type: 'string',
      valueHint: 'P/MODEL',
      description:
        'a model that decides where several links promise alike, by pointing at a numbered link (default: the score)',
    },
    ...MODEL_OPTIONS,
    resolve: {
      type: 'string',
      valueHint: 'HOST:ADDRESS',
      description:
        "the address of a host, in place of the system's answer (*: of every host); may be given more than once",
    },
  },
  manyWords: true,
  repeatable: ['persona', 'feed', 'allow-private', 'resolve'],
  examples: [
    {
      command:
        'wellspring web crawl https://example.org/ --persona "a harbour pilot who studies tides" --out crawls/tides --contact https://example.com/crawler',
      does: '200 pages for one reader',
    },
    {
      command:
        'wellspring web crawl https://example.org/ --hub 0:20 --pages 2000 --out crawls/many --contact you@example.com',
      does: 'pages for twenty personas of the hub, who share what is fetched',
    },
    {
      command:
        'wellspring web crawl https://example.org/ --persona "a harbour pilot who studies tides" --out crawls/tides --offline',
      does: 'the same crawl from its archive, without the network',
    },
  ],
  exits: [EXIT.interrupted],

  async run(args, { terminal, words, all }) {
    const { crawlWeb } = await import('../../../recipe/crawl-web.ts');
    const { readersFrom, readResolves } = await import('../../web/crawl-arguments.ts');
    const readers = readersFrom(all('persona'), args.hub);
    const resolve = readResolves(all('resolve'));
    const pages = number(args.pages, 'pages') ?? 200;
    const strange = words.find((seed) => canonicalUrl(seed) === null);
    if (strange !== undefined)
      throw new RecipeError(`${plainLine(strange)} is no http address to begin at`, {
        hint: 'for example: https://example.org/',
      });
    if (args.contact === undefined && !args.offline && all('allow-private').length === 0)
      throw new RecipeError('servers want to know who visits them', {
        hint: 'name a page or mail address of yours with --contact',
      });
    const forks =
      args.forks === undefined
        ? null
        : await openNamedModel(
            parseModelName(args.forks, args['base-url'] !== undefined),
            { baseUrl: args['base-url'], apiKeyEnv: args['api-key-env'] },
            (notice) => terminal.err(`${plainLine(notice)}\n`),
          );
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) =>
      view.note(`${signal}: stopping; the same call goes on from here`),
    );
    let read = 0;
    let why: string | undefined;
    const counts = { refused: 0, failed: 0 };
    try {
      const report = await crawlWeb({
        out: args.out,
        seeds: words,
        readers,
        budget: {
          pages,
          pagesPerHost: number(args['pages-per-host'], 'pages-per-host') ?? 100,
          depth: number(args.depth, 'depth', 0) ?? 8,
        },
        delayMs: 1_000 * (numberOption(args.delay, 'delay') ?? 1),
        ...(args.visitors !== undefined && { visitors: number(args.visitors, 'visitors')! }),
        feeds: all('feed'),
        sitemaps: args.sitemaps,
        rules: args.rules,
        ...(forks !== null && { forks }),
        offline: args.offline ?? false,
        ...(args['max-age'] !== undefined && {
          maxAgeMs: 3_600_000 * numberOption(args['max-age'], 'max-age')!,
        }),
        fetcher: {
          ...(args.contact !== undefined && { contact: args.contact }),
          allowPrivate: all('allow-private'),
          ...(resolve !== undefined && { resolve }),
        },
        signal: stop.signal,
        onNotice: (notice) => view.note(notice),
        onActivity: (done, total, what) => view.activity(done, total, what),
        onEvent(event) {
          if (event.kind === 'page') read++;
          if (event.kind === 'refused' || event.kind === 'failed') {
            counts[event.kind]++;
            why ??= `${event.url}: ${event.because}`;
          }
          if (event.kind === 'page' || event.kind === 'visit')
            view.activity(read, pages, `pages read; now ${plainLine(event.url)}`);
        },
      });
      view.end();
      if (args.json) printJson(terminal, { out: args.out, ...report, ...counts });
      else {
        const mean = report.pages === 0 ? 0 : report.worth / report.pages;
        terminal.out(
          `${whole(report.pages)} pages (${whole(report.duplicates)} copies), ${whole(counts.refused)} refused, ${whole(counts.failed)} failed; ` +
            `worth ${percent(mean)} on average. It ended because ${report.because}.\n`,
        );
        if (report.pages > 0)
          terminal.out(
            `Look at it: ${terminal.program} personas map ${shellWord(args.out)}\n` +
              `Use it: a source with \`type: web\` and \`crawl: ${args.out}\`\n`,
          );
      }
      if (report.endedBy === 'stopped') return EXIT.interrupted;
      if (report.pages === 0)
        throw new RecipeError(`no page could be read: ${plainLine(why ?? report.because)}`, {
          hint: `${args.out}/log.jsonl says why of each; a host of your own on this machine or network is visited where --allow-private HOST:PORT names it`,
        });
      return EXIT.done;
    } finally {
      view.end();
      stop.close();
      await forks?.close();
    }
  },
});
