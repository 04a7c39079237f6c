/** Pieces that several pages have: the app banner, and lists of topics. */
import { slugOf } from '../../text/slug.js';
import { pageOfTag } from './page-addresses.js';
import type { PageContext } from './page-document.js';
import { type Markup, type MarkupValue, markup } from './markup.js';

/** Returns the invitation to download the app. Nothing without a link to a store. */
export function promoOf({ settings: { banner }, words }: PageContext): MarkupValue {
  if (!banner?.appStore && !banner?.googlePlay) return undefined;
  const { heading, text, icon, appStore, googlePlay } = banner;
  return markup`<aside class="promo" aria-label="${heading ?? text ?? words.appStore}">${
    icon !== undefined && markup`<img src="${icon}" alt="">`
  }<div>${heading !== undefined && markup`<p class="invite">${heading}</p>`}${
    text !== undefined && markup`<p>${text}</p>`
  }</div><ul>${storeLink(appStore, words.appStore)}${storeLink(googlePlay, words.googlePlay)}</ul></aside>`;
}

const storeLink = (url: string | undefined, label: string): MarkupValue =>
  url && markup`<li><a class="action" href="${url}">${label}</a></li>`;

/** A topic in a list, with the number of its articles if that is known. */
export interface Topic {
  name: string;
  slug: string;
  count?: number | undefined;
}

/** Maximum length of a tag in a list. Longer ones are mostly sentences that a feed has put there. */
const MAX_NAME = 60;

/** Returns a list of links to tag pages under a heading. Nothing without topics. */
export function topicsNav({ settings }: PageContext, heading: string, topics: readonly Topic[]): MarkupValue {
  const shown = topics.filter(isListable);
  if (!shown.length) return undefined;
  const numbers = new Intl.NumberFormat(settings.language);
  const entries = shown.map(({ name, slug, count }): Markup => {
    const number = count !== undefined && markup` <small>${numbers.format(count)}</small>`;
    return markup`<li><a href="${settings.addresses.path(pageOfTag(slug))}"><bdi>${name}</bdi>${number}</a></li>`;
  });
  return markup`<nav class="topics" aria-labelledby="topics"><h2 id="topics">${heading}</h2><ul>${entries}</ul></nav>`;
}

/** Returns whether a tag can be linked: it has the slug that its name gives, and a name of a reasonable length. */
export const isListable = ({ name, slug }: Topic): boolean =>
  Boolean(slug) && slugOf(slug) === slug && slug.length <= 100 && name.trim().length > 0 && name.length <= MAX_NAME;
