/** Styles of a terminal, or none of them. */
export interface Paint {
  readonly colour: boolean;
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
  /** A quotation in its source: underlined and coloured, or between «» where there is no colour. */
  mark(text: string): string;
}

/**
 * Whether to colour: FORCE_COLOR decides where it is set, then NO_COLOR (any value but the empty one), then TERM=dumb,
 * then whether a person looks. The order is Node's own.
 */
export function wantsColour(
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['TERM'] === 'dumb') return false;
  return isTerminal;
}

export function createPaint(colour: boolean): Paint {
  const style =
    (open: string, close: string) =>
    (text: string): string =>
      colour && text !== '' ? `\u001B[${open}m${text}\u001B[${close}m` : text;
  // Styled line by line, so that a pager or a cut line never leaves a style open.
  const mark = style('4;33', '24;39');
  return {
    colour,
    bold: style('1', '22'),
    dim: style('2', '22'),
    red: style('31', '39'),
    green: style('32', '39'),
    yellow: style('33', '39'),
    cyan: style('36', '39'),
    mark: (text) => (colour ? text.split('\n').map(mark).join('\n') : `«${text}»`),
  };
}
