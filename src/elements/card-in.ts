/** Returns the card in an entry of the list: the entry itself, or the owner's own card in its slot. */
export const cardIn = (item: Element): Element => item.querySelector('slot')?.assignedElements()[0] ?? item;

/** Links to the article; not those to a publisher or to an author. */
export const LINK = 'a:is([part~="link"], [data-news]:not([data-news^="publisher"]))';

/** The link of the headline. In own cards, pictures may be links as well, and come first. */
const HEADLINE = 'a:is([part~="link"], [data-news="title"], [data-news]:has([data-news="title"]))';

/** Returns the link of the headline in a card, else another link to the article. */
export function linkIn(item: Element | undefined): HTMLAnchorElement | null {
  const card = item && cardIn(item);
  return card?.querySelector<HTMLAnchorElement>(HEADLINE) ?? card?.querySelector<HTMLAnchorElement>(LINK) ?? null;
}
