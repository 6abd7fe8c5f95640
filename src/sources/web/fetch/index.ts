export {
  type Exchange,
  type Fetched,
  type Fetcher,
  type FetchOptions,
  isTransient,
} from './fetched.ts';
export { FETCH_DEFAULTS, type FetcherOptions, type ResolvedAddress } from './fetch-options.ts';
export { openFetcher } from './open-fetcher.ts';
export { specialAddress } from './special-addresses.ts';
export { unpackBody } from './unpack-body.ts';
export { openUrlGuard, type UrlGuard } from './url-guard.ts';
