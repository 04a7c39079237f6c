/** What the starter of the CDN build rejects with where a chunk can't be loaded; see `cdn/loader.ts`. It has told the owner already. */
export const isMissingChunk = (reason: unknown): boolean => (reason as Error | undefined)?.cause === 'chunk';
