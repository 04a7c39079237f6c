/** The search of the site: looks through `search.json`, in the reader's browser. */

const folded = (text) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

/** Returns the score of an entry; 0 if a word is missing. */
function score({ title, name = title, where, text }, query) {
  const [head, word, rest] = [title, name, `${where} ${text}`].map(folded);
  const words = query.split(/\s+/);
  if (!words.every((one) => head.includes(one) || rest.includes(one))) return 0;
  const exact = word === query || head === query ? 100 : 0;
  const begins = head.startsWith(query) || word.startsWith(query) ? (where === 'Page' ? 40 : 30) : 0;
  const inTitle = words.filter((one) => head.includes(one)).length * 10;
  return exact + begins + inTitle + 1;
}

/** Returns the best entries for a query. */
export function find(entries, typed, count = 12) {
  const query = folded(typed.trim());
  if (!query) return [];
  return entries
    .map((entry) => ({ entry, points: score(entry, query) }))
    .filter(({ points }) => points > 0)
    .sort((one, other) => other.points - one.points)
    .slice(0, count)
    .map(({ entry }) => entry);
}

/** Adds the behaviour of a search field. */
export function startSearch(box) {
  const [input, list, status] = ['input', 'ol', '[role=status]'].map((one) => box.querySelector(one));
  let entries;
  const load = () => (entries ??= fetch('search.json').then((response) => response.json()));

  async function update() {
    const typed = input.value;
    const found = typed.trim() ? find(await load(), typed) : [];
    if (typed !== input.value) return;
    list.replaceChildren(...found.map(resultOf));
    list.hidden = found.length === 0;
    status.textContent =
      typed.trim() &&
      (found.length ? `${found.length} ${found.length === 1 ? 'result' : 'results'}` : `Nothing found for “${typed}”`);
  }

  function close() {
    list.hidden = true;
    status.textContent = '';
  }

  function move(event, step) {
    const stops = [input, ...list.querySelectorAll('a')];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next || list.hidden) return;
    event.preventDefault();
    next.focus();
  }

  input.addEventListener('focus', () => void load());
  input.addEventListener('input', () => void update());
  box.addEventListener('submit', (event) => {
    event.preventDefault();
    list.querySelector('a')?.click();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') move(event, 1);
    else if (event.key === 'ArrowUp') move(event, -1);
    else if (event.key === 'Escape') {
      input.focus();
      close();
    }
  });
  box.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !box.contains(relatedTarget)) close();
  });
  box.addEventListener('click', ({ target }) => target.closest('a') && close());
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target.closest('input, textarea, select, [contenteditable]')) return;
    event.preventDefault();
    input.focus();
  });
}

function resultOf({ title, where, url }) {
  const item = document.createElement('li');
  const link = Object.assign(document.createElement('a'), { href: url });
  const name = Object.assign(document.createElement('b'), { textContent: title });
  const place = Object.assign(document.createElement('span'), { textContent: where });
  link.append(name, ' ', place);
  item.append(link);
  return item;
}
