/** Lets a visitor cut the network, also for the next visit. */
import { ready } from '../dist/cdn/newsrack.js';

const button = document.querySelector('#network');
const { configure } = await ready;

function cut(isCut) {
  sessionStorage.setItem('cut', isCut ? 'yes' : '');
  button.setAttribute('aria-pressed', isCut);
  configure({ fetch: isCut ? () => Promise.reject(new TypeError('The network is cut.')) : undefined });
}

cut(sessionStorage.getItem('cut') === 'yes');
button.addEventListener('click', () => {
  cut(button.getAttribute('aria-pressed') !== 'true');
  for (const feed of document.querySelectorAll('news-tag-feed')) void feed.refresh();
});
