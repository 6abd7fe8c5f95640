import { createRandom } from '../../../src/core/random.ts';
import { escapeMarkup } from '../../../src/core/text/escape-markup.ts';
import type { World, WorldLink, WorldPage } from './world.ts';
import { writeParagraphs, writeSentence } from './write-prose.ts';

/** Puts a port behind every host of the world. */
export type Locate = (url: string) => string;

const box = (name: string, inner: string): string => `<${name}>${inner}</${name.split(' ')[0]}>\n`;

/** A page as HTML, by the manner of its host. `extra` is markup at the end of its main part: the ways into traps. */
export function renderPage(world: World, page: WorldPage, locate: Locate, extra = ''): string {
  const { host, links, order } = page;
  const at = (place: WorldLink['place']): WorldLink[] =>
    links.filter((link) => link.place === place);
  const [nav, main, aside, footer] = host.isSemantic
    ? (['nav', 'main', 'aside', 'footer'] as const)
    : (['div class="top"', 'div id="content"', 'div class="side"', 'div class="bottom"'] as const);
  const list = (of: readonly WorldLink[]): string =>
    of.length === 0
      ? ''
      : `<ul>${of.map((one) => `<li>${anchorOf(one, locate)}</li>`).join('')}</ul>`;
  const metas: string[] = [];
  if (order === 'noindex' || order === 'nofollow' || order === 'noai')
    metas.push(`<meta name="robots" content="${order}">`);
  return `<!doctype html>
<html lang="en"><head><meta charset="${host.charset}"><title>${escapeMarkup(page.title)} – ${host.name}</title>${metas.join('')}</head><body>
${box(nav, list(at('navigation')))}${box(main, `<h1>${escapeMarkup(page.title)}</h1>\n${bodyOf(world, page, at('main'), locate)}${extra}`)}${
    at('related').length > 0 ? box(aside, `<h2>Related</h2>${list(at('related'))}`) : ''
  }${box(footer, `${list(at('footer'))}<p>© Café ${host.name}, tous droits gardés</p>`)}</body></html>
`;
}

function anchorOf({ url, anchor, sentence, nofollow }: WorldLink, locate: Locate): string {
  const a = `<a href="${escapeMarkup(locate(url))}"${nofollow === true ? ' rel="nofollow"' : ''}>${escapeMarkup(anchor)}</a>`;
  return sentence === '' ? a : escapeMarkup(sentence).replace('{}', () => a);
}

function bodyOf(
  world: World,
  page: WorldPage,
  links: readonly WorldLink[],
  locate: Locate,
): string {
  const source = page.copyOf ?? page.nearCopyOf ?? page;
  const random = createRandom(`${world.seed}/text/${source.url}`);
  const listed = links.map((link) => `<li>${anchorOf(link, locate)}</li>`).join('\n');
  if (page.kind === 'about')
    return `<p>${writeParagraphs(random, { topic: null, subtopic: 0 }, 1)[0]}</p>`;
  if (page.kind === 'home' || page.kind === 'section' || page.kind === 'hub')
    return `<p>${writeSentence(random, page.subject)}</p><ul>\n${listed}\n</ul>`;
  const paragraphs = writeParagraphs(
    random,
    source.subject,
    page.kind === 'article' ? 4 + random.integer(4) : 3,
  );
  if (page.nearCopyOf !== null) {
    const changes = createRandom(`${world.seed}/changes/${page.url}`);
    paragraphs[0] = `${writeSentence(changes, page.subject)} ${paragraphs[0]}`;
    paragraphs[paragraphs.length - 1] = writeSentence(changes, page.subject);
  }
  if (page.kind === 'thread')
    return (
      paragraphs
        .map(
          (text, at) =>
            `<div class="post"><h3>Re: ${escapeMarkup(page.title)} #${at + 1}</h3><p>${text}</p></div>`,
        )
        .join('\n') + `<ul>${listed}</ul>`
    );
  const price = page.kind === 'product' ? `<p class="price">${random.integer(90) + 5}.50</p>` : '';
  // Links stand in the text, one a paragraph, the rest below.
  const placed = paragraphs.map(
    (text, at) =>
      `<p>${text}${links[at] === undefined ? '' : ` ${anchorOf(links[at], locate)}`}</p>`,
  );
  const rest = links.slice(paragraphs.length).map((link) => `<p>${anchorOf(link, locate)}</p>`);
  return `${price}${placed.join('\n')}${rest.join('\n')}`;
}
