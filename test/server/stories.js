/** News as `loadFeed` gives it, hostile in what hostile feeds are hostile in. */

const HOUR = 36e5;

/** Text that would like to be markup, or to end what it stands in. */
export const HOSTILE = `</script></template></style><script>window.hacked=1</script><!--<img src=x onerror="window.hacked=1">'"&amp;`;

/** @param count how many stories, the newest an hour old, each an hour older than the one before */
export const stories = (count, now = Date.now()) =>
  Array.from({ length: count }, (_, n) => ({
    id: `story-${n}`,
    url: `https://paper.example/${n}`,
    title: n ? `Story ${n}: the harbour of Averholm reopens after a winter of repairs` : 'Delegations agree an order',
    excerpt: 'Ships that had waited for weeks came in on the morning tide. '.repeat(1 + (n % 4)),
    ...(n % 3 !== 2 && { image: { url: `https://pictures.example/${n}.svg`, width: 1600, height: 900 } }),
    publisher: { name: 'The Meridian', url: 'https://paper.example/' },
    authors: [{ name: 'Ada Brook' }],
    published: new Date(now - (n + 1) * HOUR).toISOString(),
    tags: ['World', 'Harbours'],
    category: 'World',
  }));

export const LAYOUTS = ['list', 'grid', 'magazine', 'headlines', 'carousel', 'ticker'];
