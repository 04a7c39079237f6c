/**
 * Fills the elements with `data-news="…"` in clones of the owner's template. Only text, and URLs that the model has
 * validated, get into a clone: as `textContent` and as the attributes named here. Elements that run scripts or apply styles
 * are never filled.
 */
import { type Article, isKeyword } from '../model/article.js';
import type { CardContext } from '../views/article-card.js';
import { fullTime } from '../views/full-date.js';
import { readableTags } from '../views/authors-and-tags.js';
import { fill, wordsFor } from '../views/words.js';

type Read<T> = (article: Article, context: CardContext) => T | undefined;
type Reads<T> = ReadonlyMap<string, Read<T>>;

/** Maps, since an owner may write `data-news="constructor"`. */
const reads = <T>(by: Record<string, Read<T>>): Reads<T> => new Map(Object.entries(by));

/** Upgrades `http:` pictures as usual cards do: pages that came over TLS block them. */
const secured = (url: string, scheme: string) => (scheme === 'https:' ? url.replace(/^http:/i, scheme) : url);

const publisherName: Read<string> = ({ publisher }, context) => context.publisher ?? publisher?.name;

const TEXTS = reads<string>({
  title: ({ title }) => title,
  excerpt: ({ excerpt }) => excerpt,
  category: ({ category }) => (category && !isKeyword(category) ? category : undefined),
  language: ({ language }) => language,
  publisher: publisherName,
  'publisher.name': publisherName,
  'image.alt': ({ image, title }) => (image?.alt === title ? undefined : image?.alt),
});

const ADDRESSES = reads<string>({
  url: ({ url }) => url,
  image: ({ image }, { scheme }) => image && secured(image.url, scheme),
  'publisher.url': ({ publisher }) => publisher?.url,
  'publisher.icon': ({ publisher }, { scheme }) => publisher?.icon && secured(publisher.icon, scheme),
});

const MOMENTS = reads<string>({
  /** The one that cards tell. */
  time: ({ published, seen, updated }) => published ?? seen ?? updated,
  published: ({ published }) => published,
  updated: ({ updated }) => updated,
  seen: ({ seen }) => seen,
});

const LISTS = reads<Entry[]>({
  authors: ({ authors }) => authors,
  tags: ({ tags }) => readableTags(tags).map((name) => ({ name })),
});

interface Entry {
  name: string;
  url?: string | undefined;
}

const FIELDS = [TEXTS, ADDRESSES, MOMENTS, LISTS].flatMap((some) => [...some.keys()]);

/** In the language of the article, not of the page. */
const OF_THE_ARTICLE = ['title', 'excerpt', 'category', 'image.alt'];

const PICTURES = ['image', 'publisher.icon'];

/** Elements that are never filled: they run, style, embed or are not shown. */
const CLOSED = 'script, style, iframe, object, embed, noscript, template, link, meta, base';

/** Checks a member, not `instanceof`: elements of another document are instances of other classes. */
const isHtml = (element: Element): element is HTMLElement => 'hidden' in element;

/** Fills one element with a field of an article. Returns whether the article has the field. */
type Fill = (article: Article, context: CardContext) => boolean;

const set = (element: Element, name: string, value: string | number | undefined): void => {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
};

/** Text or picture URL that was last set on each element. */
const written = new WeakMap<Element, string>();

/** Keeps a translation that the page has made of a text until there is another text. */
const setText = (element: Element, text: string): void => {
  if (written.get(element) === text && element.hasChildNodes()) return;
  written.set(element, text);
  element.textContent = text;
};

/** Sets attributes that the owner has not written into the template. */
function optionalOn(element: Element): (values: Record<string, string | number | undefined>) => void {
  const own = new Set(element.getAttributeNames());
  return (values) => {
    for (const [name, value] of Object.entries(values)) if (!own.has(name)) set(element, name, value);
  };
}

/** An own card: a clone of the owner's template. */
export class ArticleClone {
  /** Stands in a slot of the feed; has no box of its own. */
  readonly element = document.createElement('div');

  #fills: (() => void)[] = [];
  /** Each element that is filled, and what stands in its place while there is nothing to fill it with. */
  #places: [element: Element, place: Node][] = [];
  #links: HTMLElement[] = [];
  #article: Article | undefined;
  #context!: CardContext;
  /** URL of a picture that failed to load, which counts as missing. */
  #broken: string | undefined;

  /** @param warn called with a sentence for the owner about each mistake in the template */
  constructor(template: HTMLTemplateElement, warn: (message: string) => void) {
    // Some frameworks put the children of a template where those of other elements are.
    const { childNodes } = template.content.hasChildNodes() ? template.content : template;
    this.element.append(...[...childNodes].map((node) => document.importNode(node, true)));
    for (const script of this.element.querySelectorAll('script')) {
      warn('a <script> in <template slot="article"> is left out: it would run for every article.');
      script.remove();
    }
    for (const element of this.element.querySelectorAll('[data-news]')) {
      const field = element.getAttribute('data-news')!.trim();
      // The pattern of a list is not in its place any more.
      const problem = this.element.contains(element) && this.#add(element as HTMLElement, field);
      if (problem) warn(`data-news="${field}" on <${element.localName}> in <template slot="article"> ${problem}`);
    }
    if (!this.#links.length)
      warn('<template slot="article"> has no link to the article: give an <a> in it data-news="url".');
  }

  /** Returns whether all filled elements are still in the clone, or in a part that the article has no use for. */
  get isWhole(): boolean {
    const isInside = (node: Node) => this.element.contains(node);
    return this.#places.every(
      ([element, place]) =>
        isInside(element) ||
        isInside(place) ||
        this.#places.some(
          ([part]) => part !== element && !isInside(part) && (part.contains(element) || part.contains(place)),
        ),
    );
  }

  /** Returns whether its links lead elsewhere than they were set to. Then its texts may be those of another article, too. */
  get isForeign(): boolean {
    return this.#links.some((link) => this.element.contains(link) && link.getAttribute('href') !== this.#article?.url);
  }

  /** Fills the card with an article, or with the fields that have changed. */
  fill(article: Article, context: CardContext): void {
    if (this.isForeign) for (const one of this.element.querySelectorAll('*')) written.delete(one);
    const isBroken = article.image?.url === this.#broken;
    this.#article = isBroken ? { ...article, image: undefined } : article;
    this.#context = context;
    this.#fills.forEach((act) => act());
    // A link round a mere picture has no other name.
    for (const link of this.#links) {
      const isNamed = link.textContent.trim() || link.querySelector('img:not([alt=""])');
      set(link, 'aria-label', isNamed ? undefined : article.title);
    }
  }

  /** @returns the mistake in the element; `undefined` if there is none */
  #add(element: HTMLElement, field: string): string | undefined {
    if (!FIELDS.includes(field))
      return `names no field. Expected one of: ${FIELDS.join(', ')}. The element stays as it is.`;
    if (!isHtml(element) || element.matches(CLOSED)) return 'stays as it is: nothing is put into one.';
    const isImage = element.localName === 'img';
    if (isImage && !PICTURES.includes(field)) return `is invalid on <img>. Expected one of: ${PICTURES.join(', ')}.`;
    const isPicture = isImage && field === 'image';
    const act = isImage ? fillImage(element as HTMLImageElement, field) : fillElement(element, field);
    if (isPicture) element.addEventListener('error', () => this.#onBroken(element));
    if (element.localName === 'a' && leadsToArticle(field) && !element.hasAttribute('aria-label'))
      this.#links.push(element);
    // Elements without a value are removed, so that style sheets and gaps need no special cases.
    const place = document.createComment('');
    this.#places.push([element, place]);
    this.#fills.push(() => {
      if (act(this.#article!, this.#context)) place.replaceWith(element);
      else element.replaceWith(place);
    });
    return ADDRESSES.has(field) || LISTS.has(field) || !element.querySelector('[data-news]')
      ? undefined
      : 'holds other placeholders, which its text replaces. Put it into an element of its own.';
  }

  #onBroken(image: Element): void {
    const article = this.#article;
    const picture = article?.image;
    // The owner may have put another in its place.
    if (!article || !picture || image.getAttribute('src') !== secured(picture.url, this.#context.scheme)) return;
    this.#broken = picture.url;
    this.fill(article, this.#context);
  }
}

const leadsToArticle = (field: string) => !field.startsWith('publisher');

function fillElement(element: HTMLElement, field: string): Fill {
  const offer = optionalOn(element);
  const put = fillText(element, field) ?? fillTime(element, field) ?? fillList(element, field) ?? fillNothing(field);
  const isLink = element.localName === 'a';
  return (article, context) => {
    if (isLink) {
      const { target } = context;
      set(element, 'href', leadsToArticle(field) ? article.url : article.publisher?.url);
      const rel = target === '_blank' ? `noopener ${context.rel}`.trim() : context.rel;
      offer({ target: target === '_self' ? undefined : target, rel: rel || undefined });
    }
    if (OF_THE_ARTICLE.includes(field)) offer({ lang: article.language, dir: 'auto' });
    return put(article, context);
  };
}

function fillText(element: HTMLElement, field: string): Fill | undefined {
  const read = TEXTS.get(field);
  return (
    read &&
    ((article, context) => {
      const text = read(article, context);
      if (text) setText(element, text);
      return Boolean(text);
    })
  );
}

function fillTime(element: HTMLElement, field: string): Fill | undefined {
  const read = MOMENTS.get(field);
  const offer = optionalOn(element);
  return (
    read &&
    ((article, context) => {
      const moment = read(article, context);
      if (!moment) return false;
      const { locale, now, timeFormat, tellTime } = context;
      const time = tellTime(moment, now, locale, timeFormat);
      const isOnlySeen = field === 'time' && !article.published && article.seen;
      setText(element, isOnlySeen ? fill(wordsFor(locale).seen, { time }) : time);
      if (element.localName === 'time') {
        set(element, 'datetime', moment);
        offer({ title: fullTime(moment, locale) });
      }
      return true;
    })
  );
}

/** Fills a list of values: as a sentence, or by repeating the first child for each value. */
function fillList(element: HTMLElement, field: string): Fill | undefined {
  const read = LISTS.get(field);
  if (!read) return undefined;
  const pattern = element.firstElementChild;
  if (pattern) element.replaceChildren();
  return (article, context) => {
    const entries = read(article, context)!;
    if (!pattern) setText(element, new Intl.ListFormat(context.locale).format(entries.map(({ name }) => name)));
    else entries.forEach((entry, n) => fillEntry(element.children[n] ?? repeat(element, pattern), field, entry));
    if (pattern) for (const extra of [...element.children].slice(entries.length)) extra.remove();
    return entries.length > 0;
  };
}

function repeat(list: Element, pattern: Element): Element {
  const one = pattern.cloneNode(true) as Element;
  list.append(one);
  return one;
}

/** Sets the text on the innermost element. A link gets the URL of the author; a button selects the tag. */
function fillEntry(one: Element, field: string, { name, url }: Entry): void {
  let inner = one;
  while (inner.firstElementChild) inner = inner.firstElementChild;
  if (isHtml(inner) && !inner.matches(CLOSED)) setText(inner, name);
  const control = inner.closest('a, button');
  if (!control || !one.contains(control)) return;
  if (field === 'authors' && control.localName === 'a') set(control, 'href', url);
  if (field === 'tags' && control.localName === 'button') {
    set(control, 'type', 'button');
    set(control, 'data-tag', name);
  }
}

/** Sets a URL on links and pictures. Other elements are only kept or removed with it. */
const fillNothing = (field: string): Fill => {
  const read = ADDRESSES.get(field)!;
  return (article, context) => read(article, context) !== undefined;
};

function fillImage(image: HTMLImageElement, field: string): Fill {
  const offer = optionalOn(image);
  const read = ADDRESSES.get(field)!;
  return (article, context) => {
    const address = read(article, context);
    if (!address) return false;
    const { alt, width, height } = (field === 'image' && article.image) || {};
    set(image, 'alt', alt && alt !== article.title ? alt : '');
    if (written.get(image) === address) return true;
    offer({ loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer', width, height });
    written.set(image, address);
    set(image, 'src', address);
    return true;
  };
}
