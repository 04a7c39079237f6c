import type { ArticleDraft } from '../model/article.js';
import { addressWith, inPages, isUnreadable, listIn, readJson, siteAddress } from './services/json-service.js';
import type { Provider } from './provider.js';
import { inForm } from './services/tag-forms.js';
import { hashtagOf } from '../text/slug.js';
import { link, list, member, text } from '../text/coerce.js';
import { bestImage, date, publisherOf, texts, wordsFrom } from './values/full-values.js';

const DEV = 'https://dev.to/';
// Three requests a second are too many, so few must do; 250 articles are some 400 KB.
const PAGE_SIZE = 250;

/** Posts of a Forem community: `src`, else DEV. */
export const foremProvider: Provider = {
  name: 'forem',
  hosts: (src) => [new URL(src || DEV).host],
  readsSource: true,
  searches: true,
  async read({ src, tags, tagMatch, limit }, get) {
    const site = siteAddress(src || DEV, 'forem', 'api');
    const wanted = inForm(tags, hashtagOf, 'forem');
    const size = tagMatch === 'all' && wanted.length > 1 ? PAGE_SIZE : Math.min(limit, PAGE_SIZE);

    // `tags=a,b` exists, but gives the best of all time first.
    const readTag = (tag?: string) =>
      inPages(limit, size, async (page) => {
        const paging = { per_page: size, page };
        const address = tag
          ? addressWith(`${site}api/articles`, { tag, ...paging })
          : addressWith(`${site}api/articles/latest`, paging);
        const found = listIn(readJson(await get(address), site), site);
        const drafts = found.map((article) => toDraft(article, site));
        return {
          items: tagMatch === 'all' ? drafts.filter((draft) => isUnreadable(draft) || hasAll(draft, wanted)) : drafts,
          isLast: found.length < size,
        };
      });
    const asked = tagMatch === 'all' ? [readTag(wanted[0])] : wanted.length ? wanted.map(readTag) : [readTag()];
    return { articles: (await Promise.all(asked)).flat() };
  },
};

const hasAll = ({ tags }: { tags: string[] }, wanted: string[]) => {
  const has = tags.map(hashtagOf);
  return wanted.every((tag) => has.includes(tag));
};

/** A list, or a text with commas: that differs from one answer to the next. */
function tagsOf(article: unknown): string[] {
  const given = [member(article, 'tag_list'), member(article, 'tags')].flatMap(list);
  return texts(given.flatMap((tag) => (typeof tag === 'string' ? tag.split(',') : [])));
}

function toDraft(article: unknown, site: string): ArticleDraft & { tags: string[] } {
  const url = link(member(article, 'url'), site) ?? link(member(article, 'canonical_url'), site);
  const description = text(member(article, 'description'));
  const [user, tags] = [member(article, 'user'), tagsOf(article)];
  const [name, username] = [text(member(user, 'name')), text(member(user, 'username'))];
  const image = (offered: string) => bestImage([{ url: member(article, offered) }], site);
  return {
    id: text(member(article, 'id')) ?? url,
    url,
    ...wordsFrom(text(member(article, 'title')), description),
    image: image('cover_image') ?? image('social_image'),
    publisher: publisherOf(url),
    authors: name ? [{ name, url: username && site + encodeURIComponent(username) }] : [],
    published: date(member(article, 'published_timestamp')),
    updated: date(member(article, 'edited_at')),
    tags,
    category: tags[0],
  };
}
