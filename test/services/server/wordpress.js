/**
 * WordPress: the REST API of any site below `gazette.example`. Sites whose first name begins with `plain` have plain
 * permalinks, with `closed` a security plugin, with `feed-only` no API.
 */
import { rss } from './feed-formats.js';
import { only, pageOf, slugOf } from './stories.js';

const kindOf = (host) => /^(plain|closed|feed-only)/.exec(host)?.[1];

const failed = (status, code, message) => ({ status, body: { code, message, data: { status } } });

const NO_ROUTE = failed(404, 'rest_no_route', 'No route was found matching the URL and request method.');
const LOGIN = failed(401, 'rest_login_required', 'The REST API is for <strong>members</strong> of this site.');
const NOT_FOUND = {
  status: 404,
  type: 'text/html; charset=utf-8',
  body: '<!doctype html><title>Page not found</title>',
};

/** Tags or categories of the stories, as the API lists them. */
function termsOf(stories, taxonomy) {
  const names = stories.flatMap((story) => (taxonomy === 'tags' ? story.tags : [story.section]));
  return [...new Set(names)].map((name) => ({
    id: idOf(name),
    count: names.filter((one) => one === name).length,
    name: name.replaceAll('&', '&amp;'),
    slug: slugOf(name),
    taxonomy: taxonomy === 'tags' ? 'post_tag' : 'category',
  }));
}

/** A number that a name always has. */
const idOf = (name) => [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7);

const ids = (list) => (list ? list.split(',').map(Number) : []);

/** Returns whether a story has the terms that are asked for. */
function hasTerms(story, query, taxonomy) {
  const has = (taxonomy === 'tags' ? story.tags : [story.section]).map(idOf);
  const all = ids(query.get(`${taxonomy}[terms]`));
  if (all.length)
    return query.get(`${taxonomy}[operator]`) === 'AND'
      ? all.every((id) => has.includes(id))
      : all.some((id) => has.includes(id));
  const any = ids(query.get(taxonomy));
  return any.length ? any.some((id) => has.includes(id)) : undefined;
}

/** Tags and categories must both fit where nothing else is said; a search finds parts of words. */
function isAsked(story, query) {
  const wanted = ['tags', 'categories']
    .map((taxonomy) => hasTerms(story, query, taxonomy))
    .filter((has) => has !== undefined);
  const fits = wanted.length && query.get('tax_relation') === 'OR' ? wanted.some(Boolean) : wanted.every(Boolean);
  const text = `${story.title} ${story.summary}`.toLowerCase();
  const phrases = [...(query.get('search') ?? '').matchAll(/"([^"]+)"|(\S+)/g)].map(
    ([, phrase, word]) => phrase ?? word,
  );
  return fits && phrases.every((phrase) => text.includes(phrase.toLowerCase()));
}

const zoneless = (time) => time.slice(0, 19);

function embedded({ author, number, image, tags, section }, site, rels) {
  const refused = failed(401, 'rest_forbidden', 'Sorry, you are not allowed to do that.').body;
  const size = (name, width, height) => ({
    [name]: { source_url: image.replace('.jpg', `-${width}.jpg`), width, height },
  });
  const term = (name, taxonomy) => ({ id: idOf(name), name, slug: slugOf(name), taxonomy });
  const all = {
    author: [{ id: 1, name: author.replaceAll('&', '&amp;'), link: `${site}/author/${slugOf(author)}/` }],
    'wp:featuredmedia': [
      {
        id: number,
        source_url: image,
        alt_text: `View of ${tags[1]}`,
        media_details: {
          width: 2400,
          height: 1600,
          sizes: {
            ...size('thumbnail', 150, 150),
            ...size('medium_large', 768, 512),
            ...size('large', 1024, 683),
            full: { source_url: image, width: 2400, height: 1600 },
          },
        },
      },
    ],
    'wp:term': [[term(section, 'category')], tags.map((name) => term(name, 'post_tag'))],
  };
  // The author and the picture of the second story are nobody's business.
  if (number === 2) all.author = all['wp:featuredmedia'] = [refused];
  return only(all, rels);
}

function toPost(story, site, query) {
  const post = {
    id: story.number,
    date_gmt: zoneless(story.published),
    modified_gmt: zoneless(story.updated),
    link: `${site}/${story.slug}/`,
    title: { rendered: story.title.replaceAll('“', '&#8220;').replaceAll('”', '&#8221;').replaceAll('’', '&#8217;') },
    excerpt: { rendered: `<p>${story.summary.replace(/\.$/, '')} [&hellip;]</p>\n`, protected: false },
    tags: story.tags.map(idOf),
    _links: { self: [{ href: `${site}/wp-json/wp/v2/posts/${story.number}` }] },
    ...(query.has('_embed') && { _embedded: embedded(story, site, query.get('_embed')?.split(',')) }),
  };
  return only(post, query.get('_fields')?.split(','));
}

function posts({ host, query }, stories) {
  const [size, page] = [Number(query.get('per_page') ?? 10), Number(query.get('page') ?? 1)];
  if (!(size >= 1 && size <= 100)) return failed(400, 'rest_invalid_param', 'Invalid parameter(s): per_page');
  const { items, total, pages } = pageOf(
    stories.filter((story) => isAsked(story, query)),
    page,
    size,
  );
  if (page > 1 && page > pages) {
    return failed(
      400,
      'rest_post_invalid_page_number',
      'The page number requested is larger than the number of pages available.',
    );
  }
  return {
    headers: { 'x-wp-total': total, 'x-wp-totalpages': pages },
    body: items.map((story) => toPost(story, `https://${host}`, query)),
  };
}

function terms({ query }, stories, taxonomy) {
  const [slug, search = ''] = [query.get('slug'), query.get('search')?.toLowerCase()];
  return {
    body: termsOf(stories, taxonomy)
      .filter((term) => (slug === null || term.slug === slug) && term.name.toLowerCase().includes(search))
      .slice(0, Number(query.get('per_page') ?? 10))
      .map((term) => only(term, query.get('_fields')?.split(','))),
  };
}

const info = ({ host, query }) => ({
  body: only(
    {
      name: 'The Gazette &amp; Post',
      description: 'Invented',
      url: `https://${host}`,
      home: `https://${host}`,
      site_icon_url: `https://${host}/icon.png`,
      namespaces: ['wp/v2'],
    },
    query.get('_fields')?.split(','),
  ),
});

/** The route that is asked for, or `undefined` for a page of the site. */
function routeOf({ host, path, query }) {
  if (query.has('rest_route')) return query.get('rest_route').replace(/(?<=.)\/$/, '');
  const [, route] = /^\/wp-json(\/.*)?$/.exec(path) ?? [];
  return kindOf(host) === 'plain' || !path.startsWith('/wp-json') ? undefined : (route ?? '/').replace(/(?<=.)\/$/, '');
}

export const wordpress = {
  name: 'wordpress',
  serves: (host) => /(?:^|\.)gazette\.example$/.test(host),
  /** The API answers every origin by name, errors included; pages, feeds and what is not found have no such headers. */
  cors(request) {
    if (!request.origin || routeOf(request) === undefined || kindOf(request.host) === 'feed-only') return {};
    return {
      'access-control-allow-origin': request.origin,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'X-WP-Total, X-WP-TotalPages, Link',
      vary: 'Origin',
    };
  },
  answer(request, stories) {
    if (request.path === '/feed/')
      return { type: 'application/rss+xml; charset=UTF-8', body: rss(stories.slice(0, 10), request) };
    const [route, kind] = [routeOf(request), kindOf(request.host)];
    if (route === undefined || kind === 'feed-only') return NOT_FOUND;
    if (kind === 'closed') return LOGIN;
    if (route === '/') return info(request);
    if (route === '/wp/v2/posts') return posts(request, stories);
    if (route === '/wp/v2/tags') return terms(request, stories, 'tags');
    return route === '/wp/v2/categories' ? terms(request, stories, 'categories') : NO_ROUTE;
  },
  error: (status) =>
    status === 401
      ? LOGIN
      : status === 404
        ? NO_ROUTE
        : failed(status, status === 403 ? 'rest_cannot_access' : 'rest_error', `Error ${status}`),
};
