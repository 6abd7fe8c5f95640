export { type FilesContext, FilesOptions } from './files-options.ts';
export type { Skip } from './skip.ts';
export { type FilesItem, readFiles } from './read-files.ts';
export { readRows, type RowItem, type RowsOptions } from './read-rows.ts';
export type { TrainingRow } from './row-shapes.ts';
