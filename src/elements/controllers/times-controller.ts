import { timeText } from '../../views/article-card.js';
import { briefTime } from '../../views/feed-parts.js';
import { tellTime } from '../../views/time.js';
import { itemsIn } from '../list-items.js';
import { FeedPart } from './feed-part.js';

/** Updates the times in a list that the first paint or a server has rendered. */
export class TimesController extends FeedPart {
  protected override update(): void {
    const { host, options, shown, painted } = this.feed;
    if (!painted) return;
    const context = { ...options, tellTime: options.layout === 'headlines' ? briefTime : tellTime };
    for (const [index, item] of itemsIn(host).entries()) {
      const time = item.querySelector('time');
      const article = shown[index];
      if (time && article) setText(time, timeText(article, context));
    }
  }
}

/** Writes into the node that is there: lit goes on with it later. Where a translation has taken its place, there is none. */
function setText({ childNodes }: Element, text: string): void {
  const node = [...childNodes].find((one) => one.nodeType === Node.TEXT_NODE && one.nodeValue!.trim());
  if (node && node.nodeValue!.trim() !== text) node.nodeValue = text;
}
