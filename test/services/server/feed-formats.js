/** The stories as feeds. */

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const tagsOf = ({ section, tags }) => [section, ...tags];

const all = (list, write) => list.map(write).join('');

export const rss = (stories, { host }) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Tidewater Post</title><link>https://${host}/</link><description>Invented</description><language>en-GB</language>
${all(
  stories,
  (story) => `<item><title>${escaped(story.title)}</title><link>https://${host}/${story.slug}</link>
<guid isPermaLink="false">${story.number}</guid><description>${escaped(`<p>${story.summary}</p>`)}</description>
<dc:creator>${escaped(story.author)}</dc:creator><pubDate>${new Date(story.published).toUTCString()}</pubDate>
${all(tagsOf(story), (tag) => `<category>${escaped(tag)}</category>`)}
<media:content url="${story.image}" medium="image" width="1000" height="667"/></item>
`,
)}</channel></rss>
`;

export const rdf = (stories, { host }) => `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://${host}/"><title>Tidewater Post</title><link>https://${host}/</link></channel>
${all(
  stories,
  (story) => `<item rdf:about="https://${host}/${story.slug}"><title>${escaped(story.title)}</title>
<link>https://${host}/${story.slug}</link><description>${escaped(story.summary)}</description>
<dc:creator>${escaped(story.author)}</dc:creator><dc:date>${story.published}</dc:date>
${all(tagsOf(story), (tag) => `<dc:subject>${escaped(tag)}</dc:subject>`)}</item>
`,
)}</rdf:RDF>
`;

export const atom = (stories, { host }) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Tidewater Post</title><link href="https://${host}/"/>
<id>https://${host}/</id><updated>${stories[0]?.updated ?? '2025-06-03T10:20:00.000Z'}</updated>
${all(
  stories,
  (story) => `<entry><id>tag:${host},2025:${story.number}</id><title>${escaped(story.title)}</title>
<link rel="alternate" href="/${story.slug}"/><summary>${escaped(story.summary)}</summary>
<author><name>${escaped(story.author)}</name></author><published>${story.published}</published><updated>${story.updated}</updated>
${all(tagsOf(story), (tag) => `<category term="${escaped(tag)}"/>`)}
<link rel="enclosure" type="image/jpeg" href="${story.image}"/></entry>
`,
)}</feed>
`;

export const jsonFeed = (stories, { host }) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Tidewater Post',
  home_page_url: `https://${host}/`,
  language: 'en-GB',
  items: stories.map((story) => ({
    id: String(story.number),
    url: `https://${host}/${story.slug}`,
    title: story.title,
    summary: story.summary,
    content_text: story.summary,
    image: story.image,
    date_published: story.published,
    date_modified: story.updated,
    authors: [{ name: story.author }],
    tags: tagsOf(story),
  })),
});
