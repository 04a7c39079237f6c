/** The front page: choose a tag, see the snippet change with the feed; turn the page dark; copy the snippet. */
import { roomStyle } from './room.js';

const feed = document.querySelector('#feed');
const snippet = document.querySelector('#snippet');
const copy = document.querySelector('#copy');
const dark = document.querySelector('#dark');

const lines = (tag) => [
  roomStyle(),
  '<script type="module" src="https://cdn.jsdelivr.net/npm/newsrack@1/dist/cdn/newsrack.js"></script>',
  `<news-tag-feed tag="${tag}"></news-tag-feed>`,
];

function write(tag) {
  const [before, after] = lines('{tag}').join('\n').split('{tag}');
  const changing = document.createElement('b');
  changing.textContent = tag;
  snippet.replaceChildren(before, changing, after);
}

const OWN = feed.getAttribute('tag');
const inAddress = () => new URLSearchParams(location.search).get('tag') ?? OWN;

document.addEventListener('news-tag-select', ({ tag }) => write(tag || OWN));
addEventListener('popstate', () => write(inAddress()));
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

write(inAddress());
