import type { Archive } from '../../src/server/archive/archive-types.js';
import type { Article } from '../../src/model/article.js';

export function memoryArchive(
  sources: Record<string, readonly Article[]>,
  parts: { slugOf: (name: string) => string; failure: () => Error },
): Pick<Archive, 'find' | 'tags'>;
