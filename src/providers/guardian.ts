import type { ArticleDraft } from '../model/article.js';
import { NewsError } from '../model/error.js';
import { addressWith, explained, inPages, listIn, readJson } from './services/json-service.js';
import type { Provider } from './provider.js';
import { inForm, phraseOf } from './services/tag-forms.js';
import { link, list, member, number, text } from '../text/coerce.js';
import { authorsIn, bestImage, date, htmlText, texts, wordsFrom } from './values/full-values.js';

const API = 'https://content.guardianapis.com/search';
const PAGE_SIZE = 200;
const PUBLISHER = { name: 'The Guardian', url: 'https://www.theguardian.com/' };

/** The Guardian, through its Open Platform. `apiKey` is the key that it gave for this website. */
export const guardianProvider: Provider = {
  name: 'guardian',
  hosts: ['content.guardianapis.com'],
  searches: true,
  async read({ tags, tagMatch, limit, apiKey }, get) {
    if (!apiKey) {
      const message =
        "Set `api-key` to a key of the Guardian's Open Platform: https://open-platform.theguardian.com/access/";
      throw new NewsError('config', message, { source: PUBLISHER.name });
    }
    const size = Math.min(limit, PAGE_SIZE);
    const q = inForm(tags, phraseOf, 'guardian').join(tagMatch === 'all' ? ' AND ' : ' OR ');
    const articles = await inPages(limit, size, async (page) => {
      const address = addressWith(API, {
        ...(q && { q }),
        'order-by': 'newest',
        'page-size': size,
        page,
        'show-fields': 'thumbnail,trailText,byline,lastModified',
        'show-tags': 'keyword,contributor',
        'api-key': apiKey,
      });
      const response = member(readJson(await explained(get(address), whyNot), PUBLISHER.name), 'response');
      const items = listIn(response, PUBLISHER.name, 'results').map(toDraft);
      return { items, isLast: page >= (number(member(response, 'pages')) ?? 0) };
    });
    return { title: PUBLISHER.name, homeUrl: PUBLISHER.url, language: 'en', articles };
  },
};

const whyNot = ({ status }: NewsError) =>
  status === 401 || status === 403
    ? `The Guardian refuses the key in \`api-key\` (${status}). Check that it is whole and still valid.`
    : undefined;

function toDraft(result: unknown): ArticleDraft {
  const fields = member(result, 'fields');
  const url = link(member(result, 'webUrl'), PUBLISHER.url);
  const excerpt = htmlText(member(fields, 'trailText'));
  const tags = list(member(result, 'tags'));
  return {
    id: text(member(result, 'id')) ?? url,
    url,
    ...wordsFrom(text(member(result, 'webTitle')), excerpt),
    image: bestImage([{ url: member(fields, 'thumbnail'), ...sizeOf(member(fields, 'thumbnail')) }], API),
    publisher: PUBLISHER,
    authors: authorsOf(tags, member(fields, 'byline')),
    published: date(member(result, 'webPublicationDate')),
    updated: date(member(fields, 'lastModified')),
    tags: texts(tags.filter((tag) => member(tag, 'type') === 'keyword').map((tag) => member(tag, 'webTitle'))),
    category: text(member(result, 'sectionName')),
    language: 'en',
  };
}

/** Thumbnails are cut out of pictures, and their addresses say where: `/{x}_{y}_{width}_{height}/{width of the thumbnail}.jpg`. */
function sizeOf(thumbnail: unknown): { width?: number; height?: number } {
  const numbers = /\/\d+_\d+_(\d+)_(\d+)\/(?:master\/)?(\d+)\.\w+$/
    .exec(text(thumbnail) ?? '')
    ?.slice(1)
    .map(Number);
  if (!numbers?.every((size) => size > 0)) return {};
  const [cutWidth, cutHeight, width] = numbers as [number, number, number];
  return { width, height: Math.round((width * cutHeight) / cutWidth) };
}

function authorsOf(tags: unknown[], byline: unknown) {
  const contributors = tags.filter((tag) => member(tag, 'type') === 'contributor');
  const authors = authorsIn(contributors, PUBLISHER.url, 'webTitle', 'webUrl');
  const name = text(byline);
  return authors.length || !name ? authors : [{ name }];
}
