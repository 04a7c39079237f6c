/** The posts that `ghost.test.js` asks for. */

const OWNER = { name: 'Ada Łund & Co', email: 'ada@example.org', password: 'a tide-table 2026' };

/** The text of a post, as Ghost's editor writes it. */
const lexical = (...children) =>
  JSON.stringify({ root: { type: 'root', version: 1, direction: null, format: '', indent: 0, children } });

const paragraph = (text) => {
  const usual = { version: 1, format: 0 };
  const words = { ...usual, type: 'extended-text', text, detail: 0, mode: 'normal', style: '' };
  return { ...usual, type: 'paragraph', format: '', direction: 'ltr', indent: 0, children: [words] };
};

/** The card that separates the part for all readers, before it, from that for members. */
const PAYWALL = { type: 'paywall', version: 1 };

const published = (title, published_at, more) => ({ title, published_at, status: 'published', ...more });

const POSTS = [
  published('Talks resume in Geneva', '2026-05-26T07:30:00.000Z', {
    lexical: lexical(paragraph('Both sides sat down & talked.')),
    custom_excerpt: 'Both sides are back at the table — for now.',
    feature_image: 'https://img.example/harbour.jpg',
    feature_image_alt: 'The “old” harbour & its cranes',
    tags: ['World', 'Peace Negotiations', '#front-page'],
  }),
  published('Q&A: “Fish & chips” — is 5 < 6? 🎉', '2026-01-15T08:30:00.000Z', {
    lexical: lexical(paragraph('It isn’t what you think: 5 < 6.')),
    tags: ['Économie & Société', 'AC/DC', 'R&D', 'It’s "on"', '平和'],
  }),
  published('For members', '2026-05-25T10:00:00.000Z', {
    lexical: lexical(paragraph('The hidden content.')),
    visibility: 'members',
    tags: ['Peace Negotiations'],
  }),
  published('For those who pay', '2026-05-24T10:00:00.000Z', {
    lexical: lexical(paragraph('This much is free.'), PAYWALL, paragraph('The hidden content.')),
    visibility: 'paid',
    tags: ['Peace Negotiations'],
  }),
  { title: 'Scheduled for much later', published_at: '2099-01-01T12:00:00.000Z', status: 'scheduled', tags: ['World'] },
  { title: 'Only a draft', status: 'draft', tags: ['World'] },
  // More than the API gives at once.
  ...Array.from({ length: 101 }, (_, n) =>
    published(`Tide table ${n + 1}`, new Date(Date.UTC(2025, 0, 1, n)).toISOString(), { tags: ['Tides'] }),
  ),
];

/** Returns a function that sends requests to Ghost's Admin API, with the cookie that the first response sets. */
function adminOf(home) {
  let cookie = '';
  return async function post(path, body) {
    const response = await fetch(`${home}/ghost/api/admin/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: home, ...(cookie && { Cookie: cookie }) },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Ghost answered ${response.status} to ${path}: ${text}`);
    cookie ||= (response.headers.get('set-cookie') ?? '').split(';')[0];
    return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
  };
}

const signIn = (post) => post('session/', { username: OWNER.email, password: OWNER.password });

/**
 * Does what an owner does in the admin pages: sets the site up, adds an integration, writes posts.
 * @returns a key of the Content API
 */
export async function write(home) {
  const post = adminOf(home);
  await post('authentication/setup/', { setup: [{ ...OWNER, blogTitle: 'Harbour & Times' }] });
  await signIn(post);
  for (const one of POSTS) await post('posts/', { posts: [one] });
  const { integrations } = await post('integrations/?include=api_keys', { integrations: [{ name: 'newsrack' }] });
  return integrations[0].api_keys.find(({ type }) => type === 'content').secret;
}

/** Publishes a page with a card “HTML”. Returns its address. */
export async function publishHtml(home, html) {
  const post = adminOf(home);
  await signIn(post);
  const card = { type: 'html', version: 1, html };
  const { pages } = await post('pages/', {
    pages: [{ title: 'News', status: 'published', lexical: lexical(paragraph('Before the news.'), card) }],
  });
  return pages[0].url;
}
