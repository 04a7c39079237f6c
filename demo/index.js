/** The front page: choose a tag, see the feed and the snippet change; turn the page dark; copy the snippet. */
const feed = document.querySelector('#feed');
const tags = document.querySelector('#tags');
const snippet = document.querySelector('#snippet');
const copy = document.querySelector('#copy');
const dark = document.querySelector('#dark');

const lines = (tag) => [
  '<style>news-tag-feed:not(:defined) { display: block; min-height: 100vh }</style>',
  '<script type="module" src="https://cdn.jsdelivr.net/npm/newsrack@1/dist/cdn/newsrack.js"></script>',
  `<news-tag-feed tag="${tag}" src="https://example.org/feed.xml"></news-tag-feed>`,
];

function choose(tag) {
  feed.setAttribute('tag', tag);
  for (const button of tags.querySelectorAll('button')) button.setAttribute('aria-pressed', button.textContent === tag);
  const text = lines(tag).join('\n');
  const [before, after] = text.split(tag);
  const changing = document.createElement('b');
  changing.textContent = tag;
  snippet.replaceChildren(before, changing, after);
}

tags.addEventListener('click', ({ target }) => target.closest('button') && choose(target.textContent));
copy.addEventListener('click', async () => {
  await navigator.clipboard.writeText(snippet.textContent);
  copy.textContent = 'Copied';
});

const isDark = () => getComputedStyle(document.body).color.startsWith('rgb(232');
dark.setAttribute('aria-pressed', isDark());
dark.addEventListener('click', () => {
  const next = !isDark();
  document.documentElement.className = next ? 'dark' : 'light';
  dark.setAttribute('aria-pressed', next);
});

choose(feed.getAttribute('tag'));
