import type { ArticleDraft } from '../model/article.js';
import { NewsError } from '../model/error.js';
import { addressWith, explained, inPages, listIn, readJson, siteAddress } from './services/json-service.js';
import type { Provider } from './provider.js';
import { inForm } from './services/tag-forms.js';
import { slugOf } from '../text/slug.js';
import { link, list, member, number, text } from '../text/coerce.js';
import { authorsIn, bestImage, date, publisherOf, texts, wordsFrom } from './values/full-values.js';

const PAGE_SIZE = 100;
const FIELDS = 'id,title,slug,url,feature_image,feature_image_alt,custom_excerpt,excerpt,published_at,updated_at';

/** Posts of a site made with Ghost, through its Content API. `src` is its admin domain, `apiKey` its Content API key. */
export const ghostProvider: Provider = {
  name: 'ghost',
  readsSource: true,
  searches: true,
  async read({ src, tags, tagMatch, limit, apiKey }, get) {
    const site = siteAddress(src, 'ghost', 'ghost');
    if (!apiKey) {
      const where = 'Ghost gives one under Settings, Integrations; it is made to be public.';
      throw new NewsError('config', `Set \`api-key\` to the Content API key of ${site}. ${where}`, { source: site });
    }
    const size = Math.min(limit, PAGE_SIZE);
    const filter = filterFor(
      inForm(tags, (tag) => tagSlug(tag) && tag.trim(), 'ghost'),
      tagMatch,
    );
    const params = {
      key: apiKey,
      ...(filter && { filter }),
      include: 'tags,authors',
      limit: size,
    };

    const articles = await inPages(limit, size, async (page) => {
      const address = addressWith(`${site}ghost/api/content/posts/`, { ...params, page, fields: FIELDS });
      const answer = readJson(await explained(get(address), (error) => whyNot(error, site)), site);
      const items = listIn(answer, site, 'posts').map((post) => toDraft(post, site));
      return { items, isLast: !number(member(member(member(answer, 'meta'), 'pagination'), 'next')) };
    });
    return { articles };
  },
};

/** Returns a slug as Ghost makes it: signs become hyphens, so that `R&D` is `r-d`. */
const tagSlug = (tag: string): string => slugOf(tag.replace(/[^\p{L}\p{M}\p{N}_'’]/gu, '-'));

/** Returns the filter for tags: by slug in Latin script, else by exact name, since Ghost transliterates other scripts. */
function filterFor(tags: string[], tagMatch: 'any' | 'all'): string {
  const slugs = [...new Set(tags.map(tagSlug))];
  const isLatin = /^[\w,-]*$/.test(slugs.join());
  const values = isLatin ? slugs : tags.map((tag) => `'${tag.replace(/['\\]/g, '\\$&')}'`);
  const field = isLatin ? 'tag:' : 'tags.name:';
  if (tagMatch === 'any' && values.length > 1) return `${field}[${values.join(',')}]`;
  return values.map((value) => field + value).join('+');
}

function whyNot({ code, status }: NewsError, site: string): string | undefined {
  const advice = 'Check `api-key` (the Content API key), and that `src` is the admin domain.';
  if (code === 'network') {
    // Older versions of Ghost check the key before they add the CORS headers.
    return `Could not reach ${site}: offline, blocked, or the key is wrong (a browser can't tell which). ${advice}`;
  }
  return status === 401 || status === 403 ? `${site} refuses the key (${status}). ${advice}` : undefined;
}

function toDraft(post: unknown, site: string): ArticleDraft {
  const url = link(member(post, 'url'), site);
  const excerpt = text(member(post, 'custom_excerpt')) ?? text(member(post, 'excerpt'));
  // Tags whose names begin with # are for the site's own use.
  const tags = texts(list(member(post, 'tags')).map((tag) => member(tag, 'name'))).filter(
    (name) => !name.startsWith('#'),
  );
  return {
    id: text(member(post, 'id')) ?? url,
    url,
    ...wordsFrom(text(member(post, 'title')), excerpt),
    image: bestImage([{ url: member(post, 'feature_image'), alt: text(member(post, 'feature_image_alt')) }], site),
    publisher: publisherOf(url),
    authors: authorsIn(member(post, 'authors'), site),
    published: date(member(post, 'published_at')),
    updated: date(member(post, 'updated_at')),
    tags,
    category: tags[0],
  };
}
