import type { ArticleDraft } from '../model/article.js';
import { NewsError } from '../model/error.js';
import { addressWith, explained, listIn, readJson, siteAddress } from './services/json-service.js';
import type { FetchResource, Provider } from './provider.js';
import { inForm } from './services/tag-forms.js';
import { hashtagOf } from '../text/slug.js';
import { language, link, list, member, number, text } from '../text/coerce.js';
import { authorsIn, bestImage, date, publisherOf, texts, wordsFrom } from './values/full-values.js';

const PAGE_SIZE = 40;
// Only some posts share an article: a search for more ends somewhere.
const MAX_REQUESTS = 3;

/** Articles shared under a hashtag on a Mastodon server (`src`). The posts themselves are not shown. */
export const mastodonProvider: Provider = {
  name: 'mastodon',
  readsSource: true,
  searches: true,
  async read({ src, tags, tagMatch, limit }, get) {
    const server = siteAddress(src, 'mastodon', 'api');
    const [first, ...others] = inForm(tags, hashtagOf, 'mastodon');
    if (!first) throw new NewsError('config', 'Mastodon finds posts by hashtag. Set `tag`.', { source: server });
    const address = addressWith(`${server}api/v1/timelines/tag/${encodeURIComponent(first)}`, {
      limit: PAGE_SIZE,
      ...(others.length && { [tagMatch === 'all' ? 'all[]' : 'any[]']: others }),
    });
    return { articles: await readTimeline(address, server, limit, get) };
  },
};

async function readTimeline(
  address: string,
  server: string,
  limit: number,
  get: FetchResource,
): Promise<ArticleDraft[]> {
  let articles: ArticleDraft[] = [];
  let oldest = '';
  for (let request = 1; request <= MAX_REQUESTS && articles.length < limit; request++) {
    const asked = get(oldest ? addressWith(address, { max_id: oldest }) : address);
    const statuses = listIn(readJson(await explained(asked, (error) => whyNot(error, server)), server), server);
    articles = articles.concat(statuses.filter(sharesArticle).map((status) => toDraft(status, server)));
    oldest = text(member(statuses.at(-1), 'id')) ?? '';
    if (!oldest || statuses.length < PAGE_SIZE) break;
  }
  return articles.slice(0, limit);
}

/** Returns whether a post shares an article, warns of nothing and is no part of a conversation. */
const sharesArticle = (status: unknown) =>
  (isUnknown(status) || text(member(member(status, 'card'), 'url')) !== undefined) &&
  !member(status, 'sensitive') &&
  !member(status, 'spoiler_text') &&
  !member(status, 'in_reply_to_id');

/** Returns whether a post has no valid card, nor `null` for none. Such posts are kept, so that they count as unreadable. */
function isUnknown(status: unknown): boolean {
  const card = member(status, 'card');
  return card !== null && member(card, 'url') === undefined;
}

// Before 4.5 closed timelines answered 422.
const whyNot = ({ status }: NewsError, server: string) =>
  status === 401 || status === 403 || status === 422
    ? `${server} shows hashtags to its members only (${status}): name another server in \`src\`.`
    : undefined;

function toDraft(status: unknown, server: string): ArticleDraft {
  const card = member(status, 'card');
  const url = link(member(card, 'url'), server);
  const description = text(member(card, 'description'));
  const published = date(member(card, 'published_at'));
  const name = text(member(card, 'provider_name'));
  const alt = text(member(card, 'image_description'));
  return {
    id: text(member(status, 'id')) ?? url,
    url,
    ...wordsFrom(text(member(card, 'title')), description, { publisher: { name } }),
    image: bestImage(
      [
        {
          url: member(card, 'image'),
          alt,
          width: number(member(card, 'width')),
          height: number(member(card, 'height')),
        },
      ],
      server,
    ),
    publisher: name ? { name, url: link(member(card, 'provider_url'), server) } : publisherOf(url),
    authors: authorsOf(card, server),
    published,
    seen: published ? undefined : date(member(status, 'created_at')),
    tags: texts(list(member(status, 'tags')).map((tag) => member(tag, 'name'))),
    language: language(member(card, 'language')),
  };
}

function authorsOf(card: unknown, server: string) {
  const authors = authorsIn(member(card, 'authors'), server);
  // So older servers give the only one.
  return authors.length ? authors : authorsIn(card, server, 'author_name', 'author_url');
}
