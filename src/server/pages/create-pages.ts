/** `createPages`: tag pages of an archive, as HTML that needs no script. */
import { NewsError } from '../../model/error.js';
import { Failure } from '../responses.js';
import { addCost } from '../request-cost.js';
import { assertAdmitted } from '../safe-callbacks.js';
import { type Turns, atOnce } from '../turns.js';
import type { Route } from './page-addresses.js';
import { PageMemory } from './page-memory.js';
import type { PageSettings, PagesOptions } from './page-options.js';
import { type PageAnswer, FILE_POLICY, pageAnswer, policyOf, responseTo } from './page-responses.js';
import { PageSite } from './page-site.js';
import { wantsFrontPage } from './prefers-html.js';
import { readPageOptions } from './read-page-options.js';

/** Answers requests for pages. Returns `undefined` for an address that is none of its own. */
export type Pages = (request: Request) => Promise<Response | undefined>;

/** Extra cost of a page that is not in memory, in requests. A sitemap reads all tags. */
const COST = 3;
const COST_OF_SITEMAP = 20;

/** Number of articles whose memory a page needs with its HTML. */
const ARTICLES = 60;

/** Parameters that change an answer, by page. All others are ignored: sites add their own to links. */
const PARAMETERS: Partial<Record<Route['kind'], string[]>> = {
  tag: ['before'],
  'embed-tag': ['limit', 'layout', 'theme'],
  'embed-feed': ['limit', 'layout', 'theme'],
  sitemap: ['part'],
  oembed: ['url', 'format', 'maxwidth', 'maxheight'],
  moved: ['before', 'limit', 'layout', 'theme'],
};

/**
 * Creates the pages of a tag site: `/tag/{slug}`, the front page, `/sitemap.xml`, `/embed/…` and `/oembed`. Call it before
 * your own answers.
 * @throws NewsError `config` for invalid options
 */
export function createPages(options: PagesOptions): Pages {
  return createPagesWith(options, () => undefined);
}

/**
 * Creates pages as `createPages` does.
 * @param feedNamed returns a feed that the options don't name, since it may go again
 * @param turns lets requests have their turns in making pages. Default: all are made at once
 */
export function createPagesWith(
  options: PagesOptions,
  feedNamed: PageSettings['feedNamed'],
  turns: Turns = atOnce,
): Pages {
  const read = readPageOptions(options);
  const settings: PageSettings = { ...read, feedNamed: (name) => read.feedNamed(name) ?? feedNamed(name) };
  const site = new PageSite(settings);
  const memory = new PageMemory(settings.freshFor, settings.now);

  async function answer(request: Request, route: Route, parameters: URLSearchParams): Promise<PageAnswer> {
    await assertAdmitted(request, settings.admit);
    // Each part of a sitemap is large, and is requested once a day.
    if (route.kind === 'sitemap') {
      addCost(request, COST_OF_SITEMAP);
      return site.make(route, parameters);
    }
    return memory.answer(`${JSON.stringify(route)}?${parameters}`, () => {
      addCost(request, COST);
      // Others may wait for the same page: it is made even if this client is gone.
      return turns(
        ARTICLES,
        () => site.make(route, parameters),
        () => true,
      );
    });
  }

  return async (request) => {
    const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
    const route = url && settings.addresses.routeOf(url.pathname);
    if (!route || request.method === 'OPTIONS') return undefined;
    if (route.kind === 'front' && !wantsFrontPage(request, url.searchParams)) return undefined;
    const policy = policyFor(route, settings);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return responseTo(request, await notAllowed(), FILE_POLICY);
    try {
      return responseTo(request, await answer(request, route, parametersOf(route, url.searchParams)), policy);
    } catch (error) {
      if (!(error instanceof Failure)) settings.log({ code: codeOf(error), message: messageOf(error) });
      return responseTo(request, await site.failure(error, route), policy);
    }
  };
}

/** Returns the parameters that matter, in one order, so that equal requests share an answer. */
function parametersOf({ kind }: Route, given: URLSearchParams): URLSearchParams {
  const known = new URLSearchParams();
  for (const name of PARAMETERS[kind] ?? []) {
    const value = given.get(name);
    if (value !== null) known.set(name, value);
  }
  return known;
}

function policyFor({ kind }: Route, settings: PageSettings): string {
  if (kind === 'embed-tag' || kind === 'embed-feed') return policyOf(settings, settings.frames);
  return kind === 'front' || kind === 'tag' || kind === 'missing' ? policyOf(settings, ["'self'"]) : FILE_POLICY;
}

const notAllowed = (): Promise<PageAnswer> =>
  pageAnswer({
    status: 405,
    type: 'text/plain',
    body: 'Method not allowed. Use GET or HEAD.\n',
    caching: 'none',
    headers: { Allow: 'GET, HEAD' },
  });

const codeOf = (error: unknown): 'archive' | 'bug' => (error instanceof NewsError ? 'archive' : 'bug');

const messageOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : 'unknown');
