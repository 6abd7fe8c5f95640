import type { fromMarkdown } from 'mdast-util-from-markdown';
import { SourceError } from '../../core/errors/index.ts';
import type { Block } from '../../core/records/index.ts';
import { normaliseText } from '../../core/text/normalise.ts';
import { type Converted, createBlockList, foldSpace, tableText } from './block-list.ts';
import { readFrontMatter } from './front-matter.ts';
import { assertMarkdownWithinLimits } from './markdown-limits.ts';

export const MARKDOWN_EXTRACTOR = 'files/markdown@1';

/**
 * Markdown (CommonMark with the GitHub extensions) to blocks: headings, paragraphs, list items, tables, code, quotes,
 * footnotes, figures (an image alone in its paragraph, by its alternative text). Links keep their text, raw HTML is dropped.
 * YAML front matter gives title, language and licence. Raises SourceError (`too-complex`, `malformed`).
 */
export async function convertMarkdown(source: string): Promise<Converted> {
  const [markdown, { gfm }, { gfmFromMarkdown }] = await Promise.all([
    import('mdast-util-from-markdown'),
    import('micromark-extension-gfm'),
    import('mdast-util-gfm'),
  ]);
  const { fields, body } = await readFrontMatter(normaliseText(source));
  assertMarkdownWithinLimits(body);
  const list = createBlockList();
  try {
    const tree = markdown.fromMarkdown(body, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()],
    });
    convertChildren(tree, 'paragraph', list.add);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SourceError('Its marks are nested too deeply.', {
      reason: 'too-complex',
      hint: 'Flatten its quotes and lists, or save it as .txt.',
      cause,
    });
  }
  const heading = list.blocks.find(({ kind, level }) => kind === 'heading' && level === 1);
  return {
    blocks: list.blocks,
    title: fields.title ?? heading?.text ?? null,
    language: fields.language,
    license: fields.license,
  };
}

type Root = ReturnType<typeof fromMarkdown>;
type RootContent = Root['children'][number];
type Nodes = Root | RootContent;
type Parents = Extract<Nodes, { children: unknown[] }>;

type Add = (kind: Block['kind'], text: string, level?: number) => void;

/** The limits keep nesting under 100, so recursion is safe. `kind` is what a paragraph counts as here. */
function convertChildren(parent: Parents, kind: Block['kind'], add: Add): void {
  for (const node of parent.children as RootContent[]) convertBlock(node, kind, add);
}

function convertBlock(node: RootContent, kind: Block['kind'], add: Add): void {
  switch (node.type) {
    case 'heading':
      return add('heading', foldSpace(inlineText(node)), node.depth);
    case 'paragraph': {
      const images = node.children.filter(
        (child) => child.type === 'image' || child.type === 'imageReference',
      );
      const alone =
        images.length > 0 &&
        node.children.every((child) => images.includes(child as never) || isBlank(child));
      return add(alone && kind === 'paragraph' ? 'figure' : kind, foldSpace(inlineText(node)));
    }
    case 'code':
      return add('code', node.value);
    case 'table':
      return add('table', tableText(node.children.map((row) => row.children.map(inlineText))));
    case 'blockquote':
      return convertChildren(node, 'quote', add);
    case 'list':
      return convertChildren(node, kind, add);
    case 'listItem':
      return convertChildren(node, kind === 'quote' ? 'quote' : 'list-item', add);
    case 'footnoteDefinition':
      return convertChildren(node, 'footnote', add);
    default:
    // Rules, definitions and raw HTML hold no text of the document.
  }
}

function isBlank(node: Nodes): boolean {
  return node.type === 'break' || (node.type === 'text' && node.value.trim() === '');
}

function inlineText(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'break':
      return '\v';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'footnoteReference':
    case 'html':
      return '';
    default:
      return 'children' in node ? node.children.map(inlineText).join('') : '';
  }
}
