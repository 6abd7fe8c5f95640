import { createRequire } from 'node:module';
import type { LineReader, Term } from './triple-line.ts';

/** What of the package n3 we use; it ships no types. */
interface RdfTerm {
  termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph' | 'Variable' | 'Quad';
  value: string;
  language: string;
  datatype: { value: string };
}
interface Quad {
  subject: RdfTerm;
  predicate: RdfTerm;
  object: RdfTerm;
}
interface N3 {
  Parser: new (options: { format: string; blankNodePrefix: string }) => {
    parse(text: string): Quad[];
  };
}

/** Lines of N-Triples (W3C recommendation, 2014), read by the package n3 one at a time, so that each has its number. */
export function createNtriplesReader(): LineReader {
  const { Parser } = createRequire(import.meta.url)('n3') as N3;
  return {
    read(text) {
      if (/^\s*(?:#|$)/.test(text)) return null;
      let quads: Quad[];
      try {
        quads = new Parser({ format: 'N-Triples', blankNodePrefix: '_:' }).parse(text);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { fault: message.replace(/ on line 1\.?$/, '').slice(0, 200) };
      }
      if (quads.length !== 1) return { fault: `it holds ${quads.length} triples, not one` };
      const { subject, predicate, object } = quads[0]!;
      const [from, to] = [readTerm(subject), readTerm(object)];
      if (from === null || to === null) return { fault: 'it speaks of a triple, not of a thing' };
      return { subject: from, predicate: predicate.value, object: to };
    },
  };
}

function readTerm(term: RdfTerm): Term | null {
  switch (term.termType) {
    case 'NamedNode':
      return { type: 'name', text: term.value };
    case 'BlankNode':
      return { type: 'blank', text: `_:${term.value.replace(/^_:/, '')}` };
    case 'Literal':
      return {
        type: 'literal',
        text: term.value,
        datatype: term.datatype.value,
        language: term.language,
      };
    default:
      return null;
  }
}
