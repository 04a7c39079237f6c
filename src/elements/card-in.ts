/** What shows the article in an entry of the list: the entry itself, or the owner's own card in its slot. */
export const cardIn = (item: Element): Element => item.querySelector('slot')?.assignedElements()[0] ?? item;

/** Not those to a publisher or to an author. */
export const LINK = 'a:is([part~="link"], [data-news]:not([data-news^="publisher"]))';

/** The link to the article in it. */
export const linkIn = (item: Element | undefined): HTMLAnchorElement | null =>
  (item && cardIn(item).querySelector<HTMLAnchorElement>(LINK)) ?? null;
