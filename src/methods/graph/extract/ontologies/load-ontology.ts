import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { RecipeError } from '../../../../core/errors/index.ts';
import { Ontology } from '../ontology.ts';

/** Ontologies that ship with the method. */
export const SHIPPED_ONTOLOGIES = ['encyclopedia'] as const;
export type ShippedOntology = (typeof SHIPPED_ONTOLOGIES)[number];

const loaded = new Map<ShippedOntology, Promise<Ontology>>();

/** A shipped ontology by its name; the same object each time. */
export function loadOntology(name: ShippedOntology): Promise<Ontology> {
  let promise = loaded.get(name);
  if (promise === undefined) {
    promise = readFile(new URL(`${name}.yaml`, import.meta.url), 'utf8').then((text) =>
      parseOntology(text, `${name}.yaml`),
    );
    loaded.set(name, promise);
  }
  return promise;
}

/** Reads an ontology of YAML or JSON. Throws RecipeError that names what is wrong and where. */
export function parseOntology(text: string, file: string): Ontology {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 20 });
  } catch (error) {
    throw new RecipeError(`${file} is no YAML: ${(error as Error).message.split('\n')[0]}`, {
      hint: 'an ontology is a YAML or JSON file with name, kinds and relations',
    });
  }
  const parsed = Ontology.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new RecipeError(`${file}: ${issue.path.join('.')}: ${issue.message}`, {
      hint: 'an ontology has name, kinds [{id, label, parent?}] and relations [{id, label, subject?, object?, phrases?}]',
    });
  }
  checkOntology(parsed.data, file);
  return parsed.data;
}

function checkOntology({ kinds, relations }: Ontology, file: string): void {
  const ids = new Set<string>();
  const fail = (message: string, hint: string): never => {
    throw new RecipeError(`${file}: ${message}`, { hint });
  };
  for (const { id } of relations) {
    if (ids.has(id))
      fail(`two relations have the id "${id}"`, 'give each relation an id of its own');
    ids.add(id);
  }
  const known = new Set(kinds.map((kind) => kind.id));
  for (const { id, parent } of kinds) {
    if (parent !== undefined && !known.has(parent))
      fail(
        `the kind "${id}" has the parent "${parent}", which is no kind`,
        'list the parent under kinds',
      );
  }
  for (const { id, subject = [], object = [], inverse } of relations) {
    const strange = [...subject, ...object].find((kind) => !known.has(kind));
    if (strange !== undefined)
      fail(
        `the relation "${id}" names the kind "${strange}", which is no kind`,
        'list it under kinds',
      );
    if (inverse !== undefined && !ids.has(inverse))
      fail(
        `the relation "${id}" has the inverse "${inverse}", which is no relation`,
        'name the id of a relation of this file',
      );
  }
}
