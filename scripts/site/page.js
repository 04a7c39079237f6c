/** Starts the search, handles the copy buttons, and collapses the navigation if there is no space beside the text. */
import { startSearch } from './search.js';

startSearch(document.querySelector('.search'));

for (const button of document.querySelectorAll('.copy-sample')) {
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.closest('.sample').querySelector('code').textContent);
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), 3000);
  });
}

const contents = document.querySelector('.contents');
matchMedia('(min-width: 60rem)').addEventListener('change', ({ matches }) =>
  contents?.toggleAttribute('open', matches),
);
