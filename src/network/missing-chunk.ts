/** Returns whether the CDN starter could not load a chunk; see `cdn/loader.ts`. It has already warned the owner. */
export const isMissingChunk = (reason: unknown): boolean => (reason as Error | undefined)?.cause === 'chunk';
