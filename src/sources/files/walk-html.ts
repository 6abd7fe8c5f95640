import type { HtmlElement, HtmlNode } from './parse-html.ts';

export interface Visitor {
  /** False leaves out the element with all beneath it. */
  enter(element: HtmlElement): boolean;
  leave(element: HtmlElement): void;
  text(value: string): void;
}

/** Depth first with a stack of its own. */
export function walkTree(root: HtmlNode, visitor: Visitor): void {
  const stack: { node: HtmlNode; left: boolean }[] = [{ node: root, left: false }];
  while (stack.length > 0) {
    const { node, left } = stack.pop()!;
    if (node.nodeName === '#text') visitor.text((node as unknown as { value: string }).value);
    if (!('childNodes' in node)) continue;
    const element = 'tagName' in node ? node : null;
    if (left) {
      visitor.leave(element!);
      continue;
    }
    if (element !== null) {
      if (!visitor.enter(element)) continue;
      stack.push({ node, left: true });
    }
    for (let i = node.childNodes.length - 1; i >= 0; i--)
      stack.push({ node: node.childNodes[i]!, left: false });
  }
}
