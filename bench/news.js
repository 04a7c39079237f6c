/** The same stories in every form that the contestants read, with full texts, as publishers send them. */

const WORDS =
  `harbour council tram bakery delegation winter paper ledger bridge market teacher engine quiet season record answer
  village doctor orchestra ferry budget garden signal letter border museum captain price forest library morning vote
  chapter glass rumour valley kitchen railway promise witness island factory summer question courier union lantern`
    .split(/\s+/)
    .filter(Boolean);

/** Always the same words in the same order, but none that a compressor could guess. */
function words(seed) {
  let state = seed * 2654435761 + 1;
  const next = () => (state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0);
  return (count) => {
    const text = Array.from({ length: count }, () => WORDS[next() % WORDS.length]).join(' ');
    return text[0].toUpperCase() + text.slice(1);
  };
}

/** @returns {{ n: number, title: string, summary: string, paragraphs: string[], category: string, published: Date }[]} */
export const stories = (count) =>
  Array.from({ length: count }, (_, n) => {
    const say = words(n + 1);
    return {
      n,
      title: say(6 + (n % 7)),
      summary: `${say(22 + (n % 20))}.`,
      paragraphs: Array.from({ length: 5 }, () => `${say(50)}.`),
      category: ['World', 'City', 'Culture', 'Science'][n % 4],
      published: new Date(Date.UTC(2026, 0, 20) - n * 36e5),
    };
  });

const html = ({ paragraphs }) => paragraphs.map((one) => `<p>${one}</p>`).join('');

export const asJsonFeed = (list, at) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'The Meridian',
    home_page_url: `${at}/`,
    items: list.map((story) => ({
      id: `story-${story.n}`,
      url: `${at}/stories/${story.n}`,
      title: story.title,
      summary: story.summary,
      content_html: html(story),
      image: `${at}/picture.svg?${story.n}`,
      date_published: story.published.toISOString(),
      authors: [{ name: 'The Meridian' }],
      tags: [story.category],
    })),
  });

export const asRss = (list, at) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Meridian</title><link>${at}/</link>
${list
  .map(
    (story) => `<item><title>${story.title}</title><link>${at}/stories/${story.n}</link>
<guid isPermaLink="false">story-${story.n}</guid><pubDate>${story.published.toUTCString()}</pubDate>
<category>${story.category}</category><media:content url="${at}/picture.svg?${story.n}" medium="image"/>
<description>${story.summary}</description><content:encoded><![CDATA[${html(story)}]]></content:encoded></item>`,
  )
  .join('\n')}
</channel></rss>`;

/** https://docs.joinmastodon.org/entities/Status/ */
export const asMastodon = (list, at) =>
  JSON.stringify(
    list.map((story) => ({
      id: String(story.n),
      created_at: story.published.toISOString(),
      visibility: 'public',
      language: 'en',
      sensitive: false,
      spoiler_text: '',
      url: `${at}/stories/${story.n}`,
      uri: `${at}/stories/${story.n}`,
      content: `<p>${story.title}</p><p>${story.summary}</p>`,
      replies_count: 1,
      reblogs_count: 2,
      favourites_count: 3,
      reblog: null,
      card: null,
      poll: null,
      emojis: [],
      tags: [],
      mentions: [],
      media_attachments: [
        {
          id: String(story.n),
          type: 'image',
          url: `${at}/picture.svg?${story.n}`,
          preview_url: `${at}/picture.svg?${story.n}`,
          description: '',
          meta: { original: { width: 1600, height: 900 }, small: { width: 640, height: 360, aspect: 16 / 9 } },
        },
      ],
      account: {
        id: '1',
        username: 'meridian',
        acct: 'meridian',
        display_name: 'The Meridian',
        url: `${at}/@meridian`,
        avatar: `${at}/picture.svg`,
        emojis: [],
      },
    })),
  );

/** https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed; the widget refuses what is not as its schema says. */
export const asBluesky = (list, at) =>
  JSON.stringify({
    feed: list.map((story) => ({
      post: {
        $type: 'app.bsky.feed.defs#postView',
        uri: `at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l${String(story.n).padStart(11, 'a')}`,
        cid: 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a',
        author: {
          did: 'did:plc:z72i7hdynmk6r22z27h6tvur',
          handle: 'meridian.example',
          displayName: 'The Meridian',
          avatar: `${at}/picture.svg`,
        },
        record: {
          $type: 'app.bsky.feed.post',
          text: `${story.title}\n\n${story.summary}`,
          createdAt: story.published.toISOString(),
        },
        embed: {
          $type: 'app.bsky.embed.images#view',
          images: [{ thumb: `${at}/picture.svg?${story.n}`, fullsize: `${at}/picture.svg?${story.n}`, alt: '' }],
        },
        replyCount: 1,
        repostCount: 2,
        likeCount: 3,
        indexedAt: story.published.toISOString(),
      },
    })),
  });
