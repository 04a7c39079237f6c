/** Pages without news, which say why: an unknown tag, an invalid address, an archive that does not answer. */
import { type PageContext, pageDocument } from './page-document.js';
import { type Topic, topicsNav } from './page-pieces.js';
import { markup } from './markup.js';

/** Returns the HTML of a page with a message, and links to the front page and to topics. */
export function messagePage(context: PageContext, message: string, topics: readonly Topic[] = []): string {
  const { settings, words } = context;
  return pageDocument(context, {
    title: message,
    isIndexed: false,
    main: markup`<h1 class="title">${message}</h1><p><a class="action" href="${settings.addresses.path('')}">${words.home}</a></p>${topicsNav(context, words.topics, topics)}`,
  });
}
