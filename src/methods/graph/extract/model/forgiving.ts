import {
  ItemRejectedError,
  ModelRefusalError,
  OutputParseError,
} from '../../../../core/errors/index.ts';

/** A reply that is refused, too long or unreadable costs its window; everything else is thrown. */
export async function forgiving<T>(
  drop: (reason: string) => void,
  call: () => Promise<T>,
): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ModelRefusalError) drop('model-refused');
    else if (error instanceof OutputParseError) drop('reply-unreadable');
    else if (error instanceof ItemRejectedError) drop('window-rejected');
    else throw error;
    return null;
  }
}
