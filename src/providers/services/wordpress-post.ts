import { link, list, member, number, text } from '../../text/coerce.js';
import { authorsIn, bestImage, date, decodedText, htmlText, texts, wordsFrom } from '../values/full-values.js';

/** Members requested of each post. Without `_links` and `_embedded` nothing would be embedded. */
export const POST_FIELDS = 'id,link,title,excerpt,date_gmt,modified_gmt,_links,_embedded';

/** Names of tags or categories, without the one that posts have which have none. */
export const namesOf = (terms: unknown[]): string[] =>
  texts(terms.filter((term) => member(term, 'slug') !== 'uncategorized').map((term) => member(term, 'name')));

/** A post of the REST API with what is embedded in it. What may not be read is embedded as an error. */
export function postDraft(post: unknown, site: string, publisher: unknown) {
  const embedded = member(post, '_embedded');
  const url = link(member(post, 'link'), site);
  const excerpt = member(member(post, 'excerpt'), 'rendered');
  const terms = list(member(embedded, 'wp:term')).flatMap((terms) => list(terms));
  const categories = terms.filter((term) => member(term, 'taxonomy') === 'category');
  return {
    id: text(member(post, 'id')) ?? url,
    url,
    ...wordsFrom(htmlText(member(member(post, 'title'), 'rendered')), htmlText(excerpt), { publisher }),
    image: imageOf(list(member(embedded, 'wp:featuredmedia'))[0], site),
    publisher,
    authors: authorsIn(member(embedded, 'author'), site, 'name', 'link'),
    // The zone that they don't name is UTC, as which they are read.
    published: date(member(post, 'date_gmt')),
    updated: date(member(post, 'modified_gmt')),
    tags: namesOf(terms),
    category: namesOf(categories)[0],
  };
}

function imageOf(media: unknown, site: string) {
  const alt = decodedText(member(media, 'alt_text'));
  const sizes = member(member(media, 'media_details'), 'sizes');
  const renditions = ['medium_large', 'large', 'full'].map((name) => member(sizes, name));
  const candidates = renditions.map((one) => ({
    url: member(one, 'source_url'),
    alt,
    width: number(member(one, 'width')),
    height: number(member(one, 'height')),
  }));
  return bestImage(candidates, site) ?? bestImage([{ url: member(media, 'source_url'), alt }], site);
}
