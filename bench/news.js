/** The same stories in every format of the compared widgets, with full texts, as publishers send them. */

const WORDS =
  `harbour council tram bakery delegation winter paper ledger bridge market teacher engine quiet season record answer
  village doctor orchestra ferry budget garden signal letter border museum captain price forest library morning vote
  chapter glass rumour valley kitchen railway promise witness island factory summer question courier union lantern`
    .split(/\s+/)
    .filter(Boolean);

/** Returns the same pseudo-random words on each run, which compress like real text. */
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

/** Twenty stories of two sentences: a feed that arrives as early as the code. */
export const shortStories = () =>
  stories(20).map((story) => {
    const say = words(story.n + 101);
    return { ...story, summary: `${say(11)}. ${say(9)}.`, paragraphs: [] };
  });

const html = ({ paragraphs }) => paragraphs.map((one) => `<p>${one}</p>`).join('');

const NAME = 'The Meridian';

export const asJsonFeed = (list, at, publisher = NAME) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: publisher,
    home_page_url: `${at}/`,
    items: list.map((story) => ({
      id: `story-${story.n}`,
      url: `${at}/stories/${story.n}`,
      title: story.title,
      summary: story.summary,
      content_html: html(story) || undefined,
      image: `${at}/picture.svg?${story.n}`,
      date_published: story.published.toISOString(),
      authors: [{ name: publisher }],
      tags: [story.category],
    })),
  });

export const asRss = (list, at, publisher = NAME) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>${publisher}</title><link>${at}/</link>
${list
  .map(
    (story) => `<item><title>${story.title}</title><link>${at}/stories/${story.n}</link>
<guid isPermaLink="false">story-${story.n}</guid><pubDate>${story.published.toUTCString()}</pubDate>
<category>${story.category}</category><media:content url="${at}/picture.svg?${story.n}" medium="image"/>
<description>${story.summary}</description><content:encoded><![CDATA[${html(story)}]]></content:encoded></item>`,
  )
  .join('\n')}
</channel></rss>`;

export const asAtom = (list, at, publisher = NAME) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
<title>${publisher}</title><id>${at}/</id><link href="${at}/"/>
${list
  .map(
    (story) => `<entry><title>${story.title}</title><link href="${at}/stories/${story.n}"/><id>story-${story.n}</id>
<updated>${story.published.toISOString()}</updated><category term="${story.category}"/>
<media:content url="${at}/picture.svg?${story.n}" medium="image"/>
<summary>${story.summary}</summary><content type="html"><![CDATA[${html(story)}]]></content></entry>`,
  )
  .join('\n')}
</feed>`;

/** RSS 1.0: https://web.resource.org/rss/1.0/ */
export const asRdf = (list, at, publisher = NAME) => `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel rdf:about="${at}/"><title>${publisher}</title><link>${at}/</link></channel>
${list
  .map(
    (story) => `<item rdf:about="${at}/stories/${story.n}"><title>${story.title}</title>
<link>${at}/stories/${story.n}</link><dc:date>${story.published.toISOString()}</dc:date>
<dc:subject>${story.category}</dc:subject><media:content url="${at}/picture.svg?${story.n}" medium="image"/>
<description>${story.summary}</description><content:encoded><![CDATA[${html(story)}]]></content:encoded></item>`,
  )
  .join('\n')}
</rdf:RDF>`;

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

/** https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed; the widget rejects documents against its schema. */
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
