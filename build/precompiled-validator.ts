import type { Plugin } from 'vite';
import { Article, FeedFacts } from '../src/model/article-schema.js';
import { validatorSource } from './validator-source.js';

/** Replaces `src/model/check-article.ts`, and with it zod, by a validator made from the zod schema. */
export function precompiledValidator(): Plugin {
  return {
    name: 'newsrack-precompiled-validator',
    load: (id) => (id.endsWith('/src/model/check-article.ts') ? validatorSource(Article, FeedFacts) : undefined),
  };
}
