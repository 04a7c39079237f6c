/** A page with news written by hand, without a library: newsrack's markup, and rules for its look. */

const STYLE = `
  #news { container-type: inline-size; overflow-wrap: anywhere }
  #news h2 { font-size: 1.5em; line-height: 1.2; border-top: 3px solid; padding-top: .55em }
  #news ul, #news p, #news h3 { margin: 0; padding: 0; list-style: none }
  #news .item + .item { margin-top: 1.375em; padding-top: 1.375em; border-top: 1px solid #ccc }
  #news .card { position: relative; display: grid; grid-template-columns: minmax(0, 1fr); gap: 1em }
  #news .body { display: grid; gap: .5em; align-content: start }
  #news .category { font-size: .8125em; font-weight: 650; color: #a01030 }
  #news h3 { font-size: 1.125em; line-height: 1.22 }
  #news h3 a { color: inherit; text-decoration: none }
  #news h3 a::after { content: ''; position: absolute; inset: 0 }
  #news h3 a, #news .excerpt { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; -webkit-line-clamp: 3 }
  #news .excerpt { font-size: .9375em }
  #news .meta { display: flex; gap: .5em; font-size: .8125em; color: #555 }
  #news .media { position: relative; aspect-ratio: 16/9; overflow: hidden; background: #eee; order: -1 }
  #news img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover }
  #news .placeholder { position: absolute; inset: 0; display: grid; place-items: center; font-size: 2.5em; color: #bbb }
  #news.grid ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(13em, 1fr)); gap: 2em 1.375em }
  #news.grid .item { margin: 0; padding: 0; border: 0 }
`;

/** Runs in the page: writes the items of a JSON Feed. */
function write(items) {
  const escape = (text) =>
    String(text ?? '').replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
  const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
  const card = ({ title, url, summary, image, tags, authors, date_published }) => `<li class="item">
    <article class="card pictured"><div class="body">
      <p class="category">${escape(tags[0])}</p>
      <h3><a href="${escape(url)}" dir="auto">${escape(title)}</a></h3>
      <p class="excerpt" dir="auto">${escape(summary)}</p>
      <div class="meta"><span class="publisher">${escape(authors[0].name)}</span>
        <time datetime="${escape(date_published)}">${time.format(new Date(date_published))}</time></div>
    </div>
    <div class="media"><span class="placeholder" aria-hidden="true">${escape(authors[0].name[0])}</span>
      <img src="${escape(image)}" alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer"></div>
    </article></li>`;
  // Uses innerHTML as handwritten pages do. All values are escaped.
  // eslint-disable-next-line no-restricted-syntax
  document.querySelector('#news').innerHTML = `<h2>Latest news</h2><ul role="list">${items.map(card).join('')}</ul>`;
}

const PLACE = `<style>${STYLE}</style>
<div id="news"></div>`;

/** Returns the HTML that shows the first stories of the JSON Feed at a URL. */
export const handWritten = (url, limit = 20) => `${PLACE}
<script type="module">
${write}
const { items } = await (await fetch(${JSON.stringify(url)})).json();
write(items.slice(0, ${limit}));
</script>`;

/** Returns HTML that shows stories when its function `write` is called. */
export const handWrittenLater = `${PLACE}
<script>
${write}
</script>`;
