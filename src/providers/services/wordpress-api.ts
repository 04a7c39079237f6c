/** Requests to the REST API of a WordPress site. */
import { NewsError } from '../../model/error.js';
import { DayMemory } from './day-memory.js';
import { type Params, addressWith, explained, readJson } from './json-service.js';
import type { FetchResource } from '../provider.js';

/** Asks for a route such as `/wp/v2/posts`; rejects with a `NewsError` for all but JSON. */
export type CallApi = (route: string, params: Params) => Promise<unknown>;

/** Sites with plain permalinks, which have no `/wp-json`. */
const plainSites = new DayMemory<boolean>();

/** The REST API of a site. `site` ends with a slash. */
export function restApi(site: string, get: FetchResource): CallApi {
  const pretty: CallApi = async (route, params) =>
    readJson(await get(addressWith(`${site}wp-json${route}`, params)), site);
  const plain: CallApi = async (route, params) =>
    readJson(await get(addressWith(site, { rest_route: route, ...params })), site);

  async function callApi(route: string, params: Params): Promise<unknown> {
    if (plainSites.get(site)) return plain(route, params);
    try {
      return await pretty(route, params);
    } catch (error) {
      if (!isMissing(error)) throw error;
      // If that is no way either, the first answer says more.
      const answer = await plain(route, params).catch((second: unknown) =>
        Promise.reject(isMissing(second) ? error : second),
      );
      plainSites.set(site, true);
      return answer;
    }
  }
  return (route, params) => explained(callApi(route, params), (error) => whyNot(error, site));
}

/**
 * Returns whether there is no API: not found, or the page that the site shows instead. Only the API sends CORS headers, so that
 * pages of other sites can't read that it was not found.
 */
const isMissing = (error: unknown): boolean =>
  error instanceof NewsError && (error.status === 404 || error.code === 'format' || error.code === 'network');

function whyNot({ status }: NewsError, site: string): string | undefined {
  if (status === 401 || status === 403) {
    return `The REST API of ${site} is closed (${status}), mostly by a security plugin: allow reading \`/wp/v2/posts\` there, or use the site's feed as \`src\`.`;
  }
  const advice = 'Check that `src` is the address of the home page of a site made with WordPress.';
  return status === 404 ? `${site} has no WordPress REST API (404). ${advice}` : undefined;
}
