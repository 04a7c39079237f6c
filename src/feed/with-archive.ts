import type { NewsRequest } from '../model/request.js';

/**
 * Returns a request for the archive of the relay where a relay is set, and neither a source nor a provider.
 * @param provider the provider as the owner set it
 */
export const withArchive = (request: NewsRequest, provider: string | string[] | undefined): NewsRequest =>
  request.relay && !request.src.length && !provider?.length ? { ...request, provider: ['relay'] } : request;
