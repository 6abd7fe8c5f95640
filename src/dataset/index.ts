export { pushDataset, type PushOptions, type PushResult } from './push.ts';
export type { PushPlan } from './push-plan.ts';
export { readDataset } from './read.ts';
export { verifyDataset, type VerifyOptions } from './verify.ts';
export type { Finding, VerifyResult } from './verify-result.ts';
export { writeDataset, type WriteDatasetOptions, type WrittenDataset } from './write.ts';
