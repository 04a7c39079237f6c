import type { Plugin } from 'vite';
import { Article, FeedFacts } from '../src/model/article-schema.js';
import { validatorSource } from './validator-source.js';

/** A shorter `owned` for the CDN files, where no framework needs ordinary objects with a prototype. Saves 80 bytes. */
const OWNED = 'export const owned = (given) => ({__proto__: null, ...given})';

/** Replaces `src/model/check-article.ts`, and with it zod, by a validator made from the zod schema. */
export function precompiledValidator(): Plugin {
  return {
    name: 'newsrack-precompiled-validator',
    load: (id) => {
      if (id.endsWith('/src/model/owned.ts')) return OWNED;
      return id.endsWith('/src/model/check-article.ts') ? validatorSource(Article, FeedFacts) : undefined;
    },
  };
}
