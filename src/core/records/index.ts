export * from './check.ts';
export * from './document.ts';
export * from './evidence.ts';
export * from './message.ts';
export * from './rejection.ts';
export * from './sample.ts';
export * from './usage.ts';
