import { itemList } from '../loading/item-list.js';
import type { Article } from '../model/article.js';
import { STRUCTURED_DATA } from './inside.js';

/** Keeps what crawlers are told in step with what is shown: a data block inside the element. */
export function keepStructuredData(host: Element, name: string, articles: Article[]): void {
  const before = host.querySelector(STRUCTURED_DATA);
  const text = articles.length ? itemList(name, articles) : '';
  if (text === (before?.textContent ?? '')) return;
  before?.remove();
  if (!text) return;
  const script = Object.assign(document.createElement('script'), { type: 'application/ld+json', slot: 'data' });
  script.dataset.news = 'structured-data';
  // Policies that want trusted types let a text node in, as it is never run.
  script.append(text);
  host.append(script);
}
