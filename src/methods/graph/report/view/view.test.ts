import { createHash } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import {
  flatCommunities,
  smallGraph,
  type SmallFact,
} from '../../../../../test/fixtures/small-graph.ts';
import { createRandom } from '../../../../core/random.ts';
import { reportCommunities } from '../../communities/report-communities.ts';
import { collectView, type GraphView } from './collect-view.ts';
import { drawView } from './draw-view.ts';
import { layoutGraph } from './layout-graph.ts';

const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)>{{data}}$&';

const FACTS: SmallFact[] = [
  { subject: 'Ann', predicate: 'built', object: 'Bell' },
  { subject: 'Ann', predicate: 'born-in', object: 'Ostrey', document: 1 },
  { subject: 'Bo', predicate: 'built', object: 'Bell', negated: true },
  { subject: 'Bo', predicate: 'knows', object: HOSTILE },
  { subject: 'Cy', predicate: 'knows', object: 'Bo', line: 3 },
];

async function viewOf(facts: readonly SmallFact[], options = {}): Promise<GraphView> {
  const { graph, passageText } = smallGraph(facts);
  const communities = flatCommunities(graph, (id) =>
    ['Ann', 'Bell', 'Ostrey'].includes(id) ? 0 : 1,
  );
  const reports = reportCommunities(graph, communities);
  return collectView(graph, communities, passageText, { title: HOSTILE, reports, ...options });
}

interface ParsedNode {
  tagName?: string;
  attrs?: { name: string; value: string }[];
  value?: string;
  childNodes?: ParsedNode[];
}

/** Elements of a page with their attributes and text. */
function elementsOf(
  page: string,
): { tag: string; attributes: Record<string, string>; text: string }[] {
  const found: ReturnType<typeof elementsOf> = [];
  const visit = (node: ParsedNode): void => {
    if (node.tagName !== undefined) {
      const attributes = Object.fromEntries(node.attrs!.map(({ name, value }) => [name, value]));
      const text = node.childNodes!.map(({ value = '' }) => value).join('');
      found.push({ tag: node.tagName, attributes, text });
    }
    for (const child of node.childNodes ?? []) visit(child);
  };
  visit(parse(page) as ParsedNode);
  return found;
}

describe('the page of a graph', () => {
  it('shows every fact with its quotation, denied ones as such', async () => {
    const view = await viewOf(FACTS);
    const said = view.facts.map(([subject, predicate, object, confidence, denied, quote]) => [
      view.nodes[subject!]!.name,
      view.predicates[predicate!]!.label,
      view.nodes[object!]!.name,
      confidence,
      denied,
      quote === undefined ? null : view.quotes[quote]!.text,
    ]);
    expect(said).toContainEqual(['Ann', 'born in', 'Ostrey', 90, 0, 'Ann born in Ostrey.']);
    expect(said).toContainEqual(['Bo', 'built', 'Bell', 90, 1, 'Bo built Bell.']);
    expect(said).toContainEqual(['Cy', 'knows', 'Bo', 90, 0, null]);
    expect(view.communities.map(({ size }) => size)).toEqual([3, 3]);
    const claims = view.communities[0]!.claims.map(({ text }) => text);
    expect(claims).toContain('Ann built Bell.');
    for (const { claims: all } of view.communities)
      for (const { quotes } of all)
        for (const quote of quotes) expect(view.quotes[quote]).toBeDefined();
  });

  it('holds no script but its own, and hostile names as text', async () => {
    const page = drawView(await viewOf(FACTS));
    const elements = elementsOf(page);
    const scripts = elements.filter(({ tag }) => tag === 'script');
    expect(scripts).toHaveLength(2);
    expect(elements.some(({ tag }) => tag === 'img')).toBe(false);
    expect(elements.find(({ tag }) => tag === 'title')!.text).toBe(HOSTILE);
    const data = JSON.parse(scripts[0]!.text) as GraphView;
    expect(data.nodes.map(({ name }) => name)).toContain(HOSTILE);
    const policy = elements.find(
      ({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy',
    )!;
    const hash = createHash('sha256').update(scripts[1]!.text).digest('base64');
    expect(policy.attributes['content']).toBe(
      `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`,
    );
    expect(page.replaceAll(/xmlns="[^"]*"/g, '')).not.toMatch(/https?:\/\//);
  });

  it('is the same bytes again', async () => {
    expect(drawView(await viewOf(FACTS))).toBe(drawView(await viewOf(FACTS)));
    expect(drawView(await viewOf(FACTS, { seed: 'other' }))).not.toBe(
      drawView(await viewOf(FACTS)),
    );
  });

  it('draws the most connected entities only, and says so', async () => {
    const star = Array.from({ length: 30 }, (_, index) => ({
      subject: 'Hub',
      predicate: 'p',
      object: `N${index}`,
    }));
    const view = await viewOf([...star, { subject: 'N7', predicate: 'q', object: 'N8' }], {
      mostEntities: 3,
    });
    expect(view.nodes.map(({ name, degree }) => [name, degree])).toEqual([
      ['Hub', 30],
      ['N7', 2],
      ['N8', 2],
    ]);
    expect(view.notes.join(' ')).toContain('3 of 31 entities and 3 of 31 edges are drawn.');
    expect(view.notes.join(' ')).toContain('those with the most edges are drawn');
    const few = await viewOf(star, { mostEdges: 4 });
    expect(few.facts).toHaveLength(4);
    expect(few.notes.join(' ')).toContain('26 are left out');
  });

  it('stands for an empty graph and for one without edges', async () => {
    for (const extra of [[], ['Lone', 'Other']]) {
      const { graph, passageText } = smallGraph([], { extra });
      const view = await collectView(
        graph,
        flatCommunities(graph, () => 0),
        passageText,
        { title: 'Empty' },
      );
      expect(view.nodes).toHaveLength(extra.length);
      expect(runPage(drawView(view)).panelText()).toContain('Communities');
    }
  });
});

describe('the script of the page', () => {
  it('lists communities, then shows an entity with its facts and leads on to its neighbours', async () => {
    const page = runPage(drawView(await viewOf(FACTS)));
    expect(page.panelText()).toContain('Communities');
    page.type('search', 'an');
    expect(page.panelText()).toContain('Ann');
    page.press('search', 'Enter');
    expect(page.panelText()).toContain('Ann built Bell');
    expect(page.panelText()).toContain('“Text 0”'.slice(1, -1));
    page.click('Bell');
    expect(page.panelText()).toContain('denied by the text');
    page.click('Bo');
    page.click(HOSTILE);
    expect(page.panelText()).toContain(HOSTILE);
    page.press('graph', 'Escape');
    expect(page.panelText()).toContain('Communities');
    expect(page.drawn()).toContain('Ann');
  });

  it('answers keys, wheel and pointer', async () => {
    const view = await viewOf(FACTS);
    const page = runPage(drawView(view));
    for (const key of ['ArrowLeft', 'ArrowUp', '+', '-', '0']) page.press('graph', key);
    page.send('graph', 'wheel', { deltaY: -200, deltaMode: 0, offsetX: 100, offsetY: 100 });
    page.press('graph', '0');
    // Seen whole, the leftmost entity lies at the margin: a click there finds it.
    const [x, y] = page.places()[0]!;
    page.send('graph', 'pointerdown', { offsetX: x, offsetY: y, pointerId: 1 });
    page.send('graph', 'pointerup', { offsetX: x, offsetY: y, pointerId: 1 });
    expect(page.panelText()).toContain('all communities');
  });
});

describe('the layout', () => {
  it('puts linked nodes nearer than others, within the square', async () => {
    const random = createRandom('layout test');
    const communities = Array.from({ length: 120 }, (_, node) => node % 4);
    const links = Array.from({ length: 400 }, () => {
      const a = random.integer(30) * 4;
      const community = random.integer(4);
      return [a + community, random.integer(30) * 4 + community] as const;
    });
    const places = await layoutGraph(communities, links);
    expect([...places].every((value) => Math.abs(value) <= 1000)).toBe(true);
    expect([...places].some((value) => Math.abs(value) === 1000)).toBe(true);
    const distance = (a: number, b: number): number =>
      Math.hypot(places[2 * a]! - places[2 * b]!, places[2 * a + 1]! - places[2 * b + 1]!);
    const mean = (pairs: (readonly [number, number])[]): number =>
      pairs.reduce((sum, [a, b]) => sum + distance(a, b), 0) / pairs.length;
    const others = Array.from(
      { length: 400 },
      () => [random.integer(120), random.integer(120)] as const,
    );
    expect(mean(links.filter(([a, b]) => a !== b))).toBeLessThan(0.6 * mean(others));
    expect(await layoutGraph(communities, links)).toEqual(places);
  });

  it('lays out one node, none, and nodes without links', async () => {
    expect([...(await layoutGraph([], []))]).toEqual([]);
    expect([...(await layoutGraph([0], [[0, 0]]))]).toEqual([0, 0]);
    expect([...(await layoutGraph([0, 0, 1], []))].every(Number.isFinite)).toBe(true);
  });
});

/** Runs a page's script with as much of a browser as it uses; frames are drawn at once. */
function runPage(page: string) {
  const [data, script] = elementsOf(page).filter(({ tag }) => tag === 'script');
  const words: string[] = [];
  const circles: [number, number][] = [];
  const pen = new Proxy({} as Record<string, unknown>, {
    get: (target, key: string) => {
      if (key === 'measureText') return (text: string) => ({ width: 7 * text.length });
      if (key === 'fillText') return (text: string) => void words.push(text);
      if (key === 'arc') return (x: number, y: number) => void circles.push([x, y]);
      return target[key] ?? ((): void => {});
    },
  });
  class Element {
    children: (Element | string)[] = [];
    listeners: Record<string, ((event: unknown) => void)[]> = {};
    style = {};
    value = '';
    readonly tag: string;
    constructor(tag: string) {
      this.tag = tag;
    }
    append(...added: (Element | string)[]): void {
      this.children.push(...added);
    }
    replaceChildren(...added: (Element | string)[]): void {
      this.children = added;
    }
    remove(): void {}
    setAttribute(): void {}
    setPointerCapture(): void {}
    getContext = () => pen;
    getBoundingClientRect = () => ({ width: 800, height: 600 });
    addEventListener(name: string, act: (event: unknown) => void): void {
      (this.listeners[name] ??= []).push(act);
    }
    set textContent(text: string) {
      this.children = [text];
    }
    get textContent(): string {
      return this.children
        .map((child) => (typeof child === 'string' ? child : child.textContent))
        .join('');
    }
    all(): Element[] {
      return [
        this,
        ...this.children.flatMap((child) => (typeof child === 'string' ? [] : child.all())),
      ];
    }
  }
  const byId: Record<string, Element> = {};
  for (const id of ['data', 'graph', 'panel', 'search', 'closer', 'farther', 'all'])
    byId[id] = new Element(id);
  byId['data']!.textContent = data!.text;
  const frame = new Element('window');
  const location = {
    hash: '',
    set(place: string) {
      this.hash = place;
    },
  };
  const address = {
    get hash() {
      return location.hash;
    },
    set hash(place: string) {
      location.hash = place === '' ? '' : `#${place}`;
      for (const act of frame.listeners['hashchange'] ?? []) act({});
    },
  };
  const context = createContext({
    document: {
      documentElement: {},
      getElementById: (id: string) => byId[id],
      createElement: (tag: string) => new Element(tag),
    },
    window: frame,
    location: address,
    getComputedStyle: () => ({ getPropertyValue: () => '#000' }),
    matchMedia: () => frame,
    requestAnimationFrame: (act: () => void) => {
      words.length = 0;
      circles.length = 0;
      act();
    },
  });
  runInContext(script!.text, context);
  const send = (id: string, name: string, event: object): void => {
    const whole = { preventDefault: () => {}, ...event };
    for (const act of byId[id]!.listeners[name] ?? []) act(whole);
  };
  return {
    send,
    panelText: () => byId['panel']!.textContent,
    drawn: () => words,
    places: () => circles,
    press: (id: string, key: string) => send(id, 'keydown', { key }),
    type(id: string, text: string) {
      byId[id]!.value = text;
      send(id, 'input', {});
    },
    click(text: string) {
      const button = byId['panel']!.all().find(
        ({ tag, textContent }) => tag === 'button' && textContent === text,
      );
      if (button === undefined) throw new Error(`no button says ${text}`);
      for (const act of button.listeners['click'] ?? []) act({});
    },
  };
}
