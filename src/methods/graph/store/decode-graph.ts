import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { MaterialAlteredError } from '../../../core/errors/index.ts';
import type { Fact, GraphContent } from '../knowledge-graph.ts';
import { faultOfOrder } from './order-graph.ts';

const count = z.int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string();
const name = z.string().min(1);
const span = z.tuple([count, count]);

const Header = z.strictObject({
  type: z.literal('graph'),
  version: z.literal(1),
  documents: count,
  files: count,
  passages: count,
  entities: count,
  predicates: count,
  facts: count,
  extractors: z.array(name),
});
const DocumentLine = z.tuple([hash, hash, text, text, text.nullable()]);
const FileLine = z.tuple([hash, text, text.nullable()]);
const PassageLine = z.tuple([count, count, count, count]);
const EntityLine = z.tuple([
  name,
  name,
  name,
  z.array(text),
  z.tuple([z.number(), z.number()]).nullable(),
]);
const kind = name.nullable();
const PredicateLine = z.tuple([name, text, text, text, text, name.nullable(), kind, kind]);
const FactLine = z.tuple([
  count,
  count,
  count,
  text,
  z.union([z.literal(0), z.literal(1)]),
  text.nullable(),
  z.array(count).min(1),
  z.number().min(0).max(1),
  z.union([z.tuple([count, count]), z.tuple([count, count, count, span, span, span.nullable()])]),
]);

/**
 * Reads what `encodeGraph` wrote, a line at a time. Raises MaterialAlteredError, naming the line, on anything that it
 * would not have written: a damaged or missing line, an index outside its list, another order, bytes behind the last line.
 */
export function decodeGraph(bytes: Uint8Array): GraphContent {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isUtf8(buffer)) throw altered('its bytes are not UTF-8');
  const lines = createLineReader(buffer);
  const header = lines.read(Header);
  const many = <T, U>(length: number, schema: z.ZodType<T>, make: (line: T) => U): U[] => {
    const list: U[] = [];
    for (let index = 0; index < length; index++) list.push(make(lines.read(schema)));
    return list;
  };
  const within = (index: number, length: number, what: string): number => {
    if (index < length) return index;
    throw altered(`line ${lines.number()} names ${what} ${index} of ${length}`);
  };
  const content: GraphContent = {
    documents: many(header.documents, DocumentLine, ([record, id, uri, title, license]) => ({
      record,
      id,
      uri,
      title,
      license,
    })),
    files: many(header.files, FileLine, ([fileHash, uri, license]) => ({
      hash: fileHash,
      uri,
      license,
    })),
    passages: many(header.passages, PassageLine, ([document, block, start, end]) => ({
      document: within(document, header.documents, 'document'),
      block,
      start,
      end,
    })),
    entities: many(header.entities, EntityLine, ([id, called, entityKind, aliases, range]) => ({
      id,
      name: called,
      kind: entityKind,
      aliases,
      range,
    })),
    predicates: many(header.predicates, PredicateLine, (line) => ({
      id: line[0],
      label: line[1],
      statement: line[2],
      forward: line[3],
      backward: line[4],
      inverse: line[5],
      subjectKind: line[6],
      objectKind: line[7],
    })),
    facts: many(header.facts, FactLine, (line): Fact => {
      const [subject, predicate, object, phrase, negated, time, by, confidence, source] = line;
      return {
        subject: within(subject, header.entities, 'entity'),
        predicate: within(predicate, header.predicates, 'predicate'),
        object: within(object, header.entities, 'entity'),
        phrase,
        negated: negated === 1,
        time,
        extractors: by.map(
          (index) => header.extractors[within(index, header.extractors.length, 'extractor')]!,
        ),
        confidence,
        source:
          source.length === 2
            ? { file: within(source[0], header.files, 'file'), line: source[1] }
            : {
                passage: within(source[0], header.passages, 'passage'),
                start: source[1],
                end: source[2],
                subject: source[3],
                object: source[4],
                cue: source[5],
              },
      };
    }),
  };
  lines.end();
  const fault = faultOfOrder(content);
  if (fault !== undefined) throw altered(`its lists are not in canonical order: ${fault}`);
  return content;
}

function createLineReader(buffer: Buffer) {
  let position = 0;
  let line = 0;
  return {
    /** Of the line read last, from 1. */
    number: () => line,
    read<T>(schema: z.ZodType<T>): T {
      line++;
      const end = buffer.indexOf(10, position);
      if (end === -1) throw altered(`it ends before line ${line}`);
      let value: unknown;
      try {
        value = JSON.parse(buffer.toString('utf8', position, end));
      } catch (cause) {
        throw altered(`line ${line} is not JSON`, cause);
      }
      const parsed = schema.safeParse(value);
      if (!parsed.success) {
        const { path, message } = parsed.error.issues[0]!;
        const place = path.length === 0 ? '' : ` at ${path.join('.')}`;
        throw altered(`line ${line} has not the form of its section${place}: ${message}`);
      }
      position = end + 1;
      return parsed.data;
    },
    end(): void {
      if (position < buffer.length) throw altered(`bytes follow its last line, ${line}`);
    },
  };
}

function altered(what: string, cause?: unknown): MaterialAlteredError {
  return new MaterialAlteredError(`the stored graph is damaged: ${what}`, {
    hint: 'take it from where it was made, or build it again from its sources',
    cause,
  });
}
