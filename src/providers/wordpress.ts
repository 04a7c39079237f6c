import { type Params, inPages, isUnreadable, listIn, siteAddress } from './services/json-service.js';
import type { Provider } from './provider.js';
import { inForm, mentions, phraseOf } from './services/tag-forms.js';
import { slugOf } from '../text/slug.js';
import { restApi } from './services/wordpress-api.js';
import { POST_FIELDS, postDraft } from './services/wordpress-post.js';
import { type Term, findTerm, siteInfo } from './services/wordpress-site.js';

const PAGE_SIZE = 100;

/** Posts of a site made with WordPress (`src`), through its REST API: by tag, else category, else words. */
export const wordpressProvider: Provider = {
  name: 'wordpress',
  readsSource: true,
  searches: true,
  async read({ src, tags, tagMatch, limit }, get) {
    const site = siteAddress(src, 'wordpress', 'wp-json');
    const wanted = inForm(tags, (tag) => slugOf(tag) && tag.trim(), 'wordpress');
    const callApi = restApi(site, get);
    const about = siteInfo(callApi, site);

    const readPosts = ({ params, words }: Query) => {
      const size = words.length ? PAGE_SIZE : Math.min(limit, PAGE_SIZE);
      return inPages(limit, size, async (page) => {
        const paging = { per_page: size, page, orderby: 'date', _embed: 'author,wp:featuredmedia,wp:term' };
        const posts = listIn(await callApi('/wp/v2/posts', { ...params, ...paging, _fields: POST_FIELDS }), site);
        const { publisher } = await about;
        const drafts = posts.map((post) => postDraft(post, site, publisher));
        return { items: drafts.filter((draft) => isAbout(draft, words)), isLast: posts.length < size };
      });
    };
    const terms = await Promise.all(wanted.map((tag) => findTerm(callApi, site, tag)));
    const posts = await Promise.all(queries(wanted, terms, tagMatch).map(readPosts));
    const { publisher, homeUrl } = await about;
    return { title: publisher?.name, homeUrl, articles: posts.flat() };
  },
};

/** A request for posts: parameters, and words to check, since the site's search also finds parts of other words. */
interface Query {
  params: Params;
  words: string[];
}

const isAbout = (draft: ReturnType<typeof postDraft>, words: string[]) =>
  isUnreadable(draft) || words.every((word) => mentions([draft.title, draft.excerpt, ...draft.tags], word));

function queries(tags: string[], found: (Term | undefined)[], tagMatch: 'any' | 'all'): Query[] {
  const words = tags.filter((_tag, index) => !found[index]);
  const byTerm = termParams(
    found.filter((term) => term !== undefined),
    tagMatch,
  );
  if (tagMatch === 'all' && words.length) {
    return [{ params: { ...byTerm, search: words.map(phraseOf).join(' ') }, words }];
  }
  const byWords = words.map((word) => ({ params: { search: phraseOf(word) }, words: [word] }));
  // Without tags, all posts are requested.
  return words.length && words.length === tags.length ? byWords : [{ params: byTerm, words: [] }, ...byWords];
}

function termParams(terms: Term[], tagMatch: 'any' | 'all'): Params {
  const params: Params = {};
  for (const taxonomy of ['tags', 'categories'] as const) {
    const ids = terms.filter((term) => term.taxonomy === taxonomy).map(({ id }) => id);
    if (!ids.length) continue;
    if (ids.length === 1 || tagMatch === 'any') params[taxonomy] = ids.join(',');
    // Since WordPress 5.8: https://core.trac.wordpress.org/changeset/51026
    else Object.assign(params, { [`${taxonomy}[terms]`]: ids.join(','), [`${taxonomy}[operator]`]: 'AND' });
  }
  // Since WordPress 5.4; tags and categories must both fit where nothing is said.
  if (params.tags && params.categories && tagMatch === 'any') params.tax_relation = 'OR';
  return params;
}
