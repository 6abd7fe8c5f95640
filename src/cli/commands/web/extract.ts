import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { listenForStop } from '../../stop-signals.ts';

const FORMATS = ['text', 'markdown', 'json'] as const;

export const verb = defineVerb({
  name: 'web extract',
  usage: 'web extract FILE|URL… [--url U] [--format text|markdown|json]',
  about:
    'The main content of saved or fetched pages: headings, paragraphs, lists, tables, code and quotes, without the frame that a site puts around. ' +
    'No script runs. A page that is named by its address is fetched once, with the guard against private addresses; robots.txt is for crawls and is not asked.',
  args: {
    pages: {
      type: 'positional',
      required: true,
      valueHint: 'FILE|URL…',
      description: 'HTML files (also .gz), `-` for standard input, or addresses',
    },
    url: {
      type: 'string',
      valueHint: 'U',
      description: 'the address of a saved page: links are read against it (default: its file)',
    },
    format: {
      type: 'string',
      valueHint: 'F',
      default: 'text',
      description:
        'text, markdown, or json: a line a page with document, kind of page, metadata and links',
    },
    contact: {
      type: 'string',
      valueHint: 'ADDRESS',
      description: 'a page or mail address of yours, told to servers',
    },
    'allow-private': {
      type: 'string',
      valueHint: 'HOST:PORT',
      description: 'a private or loopback host that may be visited; may be given more than once',
    },
  },
  manyWords: true,
  repeatable: ['allow-private'],
  examples: [
    {
      command: 'wellspring web extract page.html --format markdown',
      does: 'the main content of a saved page',
    },
    {
      command: 'wellspring web extract pages/*.html --format json > pages.jsonl',
      does: 'one JSON line for each of many pages',
    },
    {
      command: 'wellspring web extract https://example.org/article --format text',
      does: 'a page of the web, fetched once',
    },
  ],
  exits: [EXIT.interrupted],

  async run(args, { terminal, words, all }) {
    const format = args.json ? 'json' : FORMATS.find((one) => one === args.format);
    if (format === undefined)
      throw new RecipeError(`--format "${args.format}" is none of ${FORMATS.join(', ')}`);
    if (args.url !== undefined && words.length > 1)
      throw new RecipeError('--url names the address of one page', {
        hint: `${words.length} pages were given`,
      });
    const { extractPages } = await import('../../web/extract-pages.ts');
    const stop = listenForStop(() => {});
    let [read, failed] = [0, 0];
    try {
      const options = {
        ...(args.url !== undefined && { url: args.url }),
        fetcher: {
          ...(args.contact !== undefined && { contact: args.contact }),
          allowPrivate: all('allow-private'),
        },
        signal: stop.signal,
      };
      for await (const page of extractPages(words, options)) {
        if ('error' in page) {
          failed++;
          terminal.err(`${page.of}: ${page.error}\n`);
          continue;
        }
        read++;
        if (words.length > 1 && format !== 'json') terminal.err(`${page.of}\n`);
        terminal.out(page.as(format));
      }
    } finally {
      stop.close();
    }
    if (read === 0)
      throw new RecipeError(`no page gave text: ${failed} of ${words.length} could not be read`, {
        hint: 'the lines above say why',
      });
    return EXIT.done;
  },
});
