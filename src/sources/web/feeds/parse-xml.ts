import { Parser } from 'htmlparser2';

export interface XmlElement {
  /** Local name, lower case: prefixes are not looked up. */
  name: string;
  prefix: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Its own text and that of CDATA, without that of its children. */
  text: string;
}

export const XML_DEFAULTS = { mostElements: 1_000_000, mostDepth: 64 } as const;

const HOPELESS = new Error('nested beyond all reason');
/** Levels beyond the limit at which reading ends: the parser's work grows with the square of the depth. */
const HOPELESS_DEPTH = 1_000;

/**
 * Reads XML as leniently as feeds need it. No entity is ever looked up but the five of XML and numbers: a DOCTYPE declares
 * nothing here, so that neither a billion laughs nor a file of this machine can come of it. What is deeper or more than
 * the limits is left out, and behind a thousand levels more nothing is read.
 */
export function parseXml(
  text: string,
  limits: { mostElements: number; mostDepth: number } = XML_DEFAULTS,
): XmlElement {
  const root: XmlElement = { name: '', prefix: '', attributes: {}, children: [], text: '' };
  const stack: XmlElement[] = [root];
  let elements = 0;
  let skipping = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (skipping > 0 || stack.length > limits.mostDepth || ++elements > limits.mostElements) {
          if (++skipping === HOPELESS_DEPTH) throw HOPELESS;
          return;
        }
        const colon = tag.indexOf(':');
        const element: XmlElement = {
          name: tag.slice(colon + 1).toLowerCase(),
          prefix: colon < 0 ? '' : tag.slice(0, colon).toLowerCase(),
          attributes,
          children: [],
          text: '',
        };
        stack.at(-1)!.children.push(element);
        stack.push(element);
      },
      ontext(data) {
        if (skipping === 0) stack.at(-1)!.text += data;
      },
      onclosetag() {
        if (skipping > 0) skipping--;
        else if (stack.length > 1) stack.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  try {
    parser.end(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error !== HOPELESS) throw error;
  }
  return root;
}

/** The first child of a name, without a prefix where there is one. */
export function childOf(element: XmlElement, ...names: string[]): XmlElement | undefined {
  for (const name of names) {
    const found = element.children.filter((child) => child.name === name);
    const plain = found.find(({ prefix }) => prefix === '') ?? found[0];
    if (plain !== undefined) return plain;
  }
  return undefined;
}

/** All text beneath an element, white space folded. */
export function textOf(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  const parts: string[] = [];
  const stack = [element];
  while (stack.length > 0) {
    const next = stack.pop()!;
    parts.push(next.text);
    for (const child of next.children.toReversed()) stack.push(child);
  }
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}
