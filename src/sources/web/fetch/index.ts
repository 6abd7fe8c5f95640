export type { Exchange, Fetched, Fetcher, FetchOptions } from './fetched.ts';
export { FETCH_DEFAULTS, type FetcherOptions } from './fetch-options.ts';
export { openFetcher } from './open-fetcher.ts';
