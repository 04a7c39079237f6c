import type { NewsError } from '../model/error.js';
import {
  addressWith,
  explained,
  inPages,
  isUnreadable,
  listIn,
  readJson,
  siteAddress,
} from './services/json-service.js';
import type { FetchResource, Provider } from './provider.js';
import { inForm, mentions } from './services/tag-forms.js';
import { slugOf } from '../text/slug.js';
import { link, member, number, text } from '../text/coerce.js';
import { namesOf } from './services/wordpress-post.js';
import { authorsIn, bestImage, date, htmlText, publisherOf, wordsFrom } from './values/full-values.js';

const API = 'https://public-api.wordpress.com/rest/v1.1/sites/';
const PAGE_SIZE = 100;
const FIELDS = 'ID,title,URL,excerpt,date,modified,author,featured_image,post_thumbnail,tags,categories';

/** Posts of a site at WordPress.com or with Jetpack (`src`): by tag, else category, else words. */
export const wordpressComProvider: Provider = {
  name: 'wordpress-com',
  hosts: ['public-api.wordpress.com'],
  readsSource: true,
  searches: true,
  async read({ src, tags, tagMatch, limit }, get) {
    const site = siteAddress(src, 'wordpress-com', 'wp-json');
    const wanted = inForm(tags, (tag) => slugOf(tag) && tag.trim(), 'wordpress-com');
    const readWith = (params: Record<string, string>) => readPosts(site, limit, params, get);
    if (!wanted.length) return { articles: await readWith({}) };
    if (tagMatch === 'any') return { articles: (await Promise.all(wanted.map((tag) => about(tag, readWith)))).flat() };
    // It takes one tag: the others are looked for in what has the first.
    const articles = await about(wanted[0]!, readWith);
    return { articles: articles.filter((draft) => wanted.slice(1).every((tag) => isAbout(draft, tag))) };
  },
};

type Draft = ReturnType<typeof toDraft>;

const isAbout = (draft: Draft, tag: string) =>
  isUnreadable(draft) || mentions([draft.title, draft.excerpt, ...draft.tags], tag);

async function about(tag: string, readWith: (params: Record<string, string>) => Promise<Draft[]>): Promise<Draft[]> {
  for (const name of ['tag', 'category']) {
    const found = await readWith({ [name]: slugOf(tag) });
    if (found.length) return found;
  }
  // A search finds parts of words.
  return (await readWith({ search: tag })).filter((draft) => isAbout(draft, tag));
}

async function readPosts(
  site: string,
  limit: number,
  params: Record<string, string>,
  get: FetchResource,
): Promise<Draft[]> {
  const size = Math.min(limit, PAGE_SIZE);
  const { host, pathname } = new URL(site);
  // So it writes addresses with a path.
  const name = (host + pathname).replace(/\/$/, '').replaceAll('/', '::');
  const posts = await inPages(limit, size, async (page) => {
    const address = addressWith(`${API}${name}/posts/`, { ...params, number: size, page, fields: FIELDS });
    const items = listIn(
      readJson(await explained(get(address), (error) => whyNot(error, site)), 'WordPress.com'),
      'WordPress.com',
      'posts',
    );
    return { items, isLast: items.length < size };
  });
  return posts.map((post) => toDraft(post, site));
}

const whyNot = ({ status }: NewsError, site: string) =>
  status === 401 || status === 403 || status === 404
    ? `WordPress.com gives no posts of ${site} (${status}): it must be a public site at WordPress.com, or have Jetpack.`
    : undefined;

/** Tags and categories are objects by name. */
function termsOf(terms: unknown): unknown[] {
  if (terms === null || typeof terms !== 'object') return [];
  return Object.entries(terms as Record<string, unknown>).map(([name, term]) =>
    Array.isArray(terms) ? term : typeof term === 'object' ? { name, ...term } : { name },
  );
}

function toDraft(post: unknown, site: string) {
  const url = link(member(post, 'URL'), site);
  const thumbnail = member(post, 'post_thumbnail');
  const categories = termsOf(member(post, 'categories'));
  return {
    id: text(member(post, 'ID')) ?? url,
    url,
    ...wordsFrom(htmlText(member(post, 'title')), htmlText(member(post, 'excerpt'))),
    image:
      bestImage(
        [
          {
            url: member(thumbnail, 'URL'),
            width: number(member(thumbnail, 'width')),
            height: number(member(thumbnail, 'height')),
          },
        ],
        site,
      ) ?? bestImage([{ url: member(post, 'featured_image') }], site),
    publisher: publisherOf(url),
    authors: authorsIn(member(post, 'author'), site, 'name', 'URL'),
    published: date(member(post, 'date')),
    updated: date(member(post, 'modified')),
    tags: namesOf([...categories, ...termsOf(member(post, 'tags'))]),
    category: namesOf(categories)[0],
  };
}
