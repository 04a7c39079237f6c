/** Says in plain words what the code does, for somebody who is about to paste it. */
import { DEMO_FEEDS, sourceOf } from './builder-choices.js';

const NAMES = {
  gdelt: 'GDELT',
  wordpress: 'the WordPress site',
  'wordpress-com': 'the WordPress.com site',
  ghost: 'the Ghost site',
  'hacker-news': 'Hacker News',
  'spaceflight-news': 'Spaceflight News',
  mastodon: 'the Mastodon server',
  forem: 'DEV',
  guardian: 'The Guardian',
  json: 'the API',
};

const MORE = {
  button: 'A button shows more.',
  scroll: 'More appear while a reader scrolls.',
  none: 'The others are not shown.',
};

const hostOf = (address) => new URL(address, 'https://your-site.example/').host;

/** The source as a sentence has it, such as “the feed of paper.example”. */
function sourceName(choices) {
  const { src, provider } = choices;
  const source = sourceOf(choices);
  if (source in DEMO_FEEDS || (!src && !provider)) return 'the feed whose address you put in';
  const hosts = [...new Set(src.split(' ').filter(Boolean).map(hostOf))];
  if (!provider) return `the feed${src.includes(' ') ? 's' : ''} of ${hosts.join(', ')}`;
  return hosts.length ? `${NAMES[provider]} ${hosts.join(', ')}` : NAMES[provider];
}

function tagWords({ tag, 'tag-match': match }) {
  const tags = tag
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  return tags.length ? ` about ${tags.map((one) => `“${one}”`).join(match === 'all' ? ' and ' : ' or ')}` : '';
}

/**
 * The sentences, in order.
 * @param {Record<string, string>} choices
 * @returns {string[]}
 */
export function describe(choices) {
  const { limit, 'page-size': pageSize, more, loading, relay } = choices;
  const name = sourceName(choices);
  const [most, first] = [Number(limit), Number(pageSize)];
  return [
    `It shows the newest articles${tagWords(choices)} from ${name}, at most ${most}.`,
    ...(first < most ? [`It begins with ${first}. ${MORE[more]}`] : []),
    loading === 'click'
      ? 'It requests and stores nothing until the reader agrees.'
      : `It requests the articles in the browser of each reader${relay ? ', through your relay' : ''}. There is no server of ours in between.`,
    'It loads newsrack from cdn.jsdelivr.net, or from your own site with npm.',
    'It takes the font and the colours of your page, except where you chose others here.',
    'When the source fails, readers see the last copy in their browser, or a short sentence.',
  ];
}
