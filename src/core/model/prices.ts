import { createRequire } from 'node:module';
import type { Price } from './port.ts';

interface PriceEntry {
  /** The provider, or the host of an OpenAI-compatible endpoint. */
  at: string;
  models: string[];
  input: number;
  output: number;
  cachedInput?: number;
  source: string;
  asOf: string;
  note?: string;
}

interface TermsEntry {
  at: string;
  terms: string;
  url: string;
  asOf: string;
}

interface PriceList {
  prices: PriceEntry[];
  terms: TermsEntry[];
}

const DATED = /-(?:\d{4}-\d{2}-\d{2}|\d{8}|latest)$/;

let list: PriceList | null = null;
let byModel: Map<string, PriceEntry> | null = null;

function readList(): PriceList {
  list ??= createRequire(import.meta.url)('./prices.json') as PriceList;
  return list;
}

/**
 * The listed price of a hosted model; null where none is known, which is not free. A dated name (`…-2024-08-06`,
 * `…-20250929`, `…-latest`) has its family's price unless it is listed itself. Models behind `openai-compatible` are
 * looked up by the host of their base URL, since the same weights cost otherwise elsewhere.
 */
export function priceOf(provider: string, model: string, baseUrl?: string): Price | null {
  if (byModel === null) {
    byModel = new Map();
    for (const entry of readList().prices)
      for (const name of entry.models) byModel.set(`${entry.at}/${name}`, entry);
  }
  const at = placeOf(provider, baseUrl);
  const entry = byModel.get(`${at}/${model}`) ?? byModel.get(`${at}/${model.replace(DATED, '')}`);
  if (entry === undefined) return null;
  return {
    inputPerMillion: entry.input,
    outputPerMillion: entry.output,
    ...(entry.cachedInput === undefined ? {} : { cachedInputPerMillion: entry.cachedInput }),
    source: `${entry.source} (${entry.asOf})${entry.note === undefined ? '' : `; ${entry.note}`}`,
  };
}

/** What a provider's terms say about its models' outputs, with address and date; null where unknown. */
export function termsOf(provider: string, baseUrl?: string): string | null {
  const at = placeOf(provider, baseUrl);
  const entry = readList().terms.find((candidate) => candidate.at === at);
  return entry === undefined ? null : `${entry.terms} ${entry.url} (${entry.asOf})`;
}

/** A provider by name; by host where the base URL leads elsewhere. */
function placeOf(provider: string, baseUrl: string | undefined): string {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return provider;
  const { host } = new URL(baseUrl);
  const own: Record<string, string> = {
    'api.openai.com': 'openai',
    'api.anthropic.com': 'anthropic',
    'generativelanguage.googleapis.com': 'google',
  };
  return own[host] ?? host;
}
