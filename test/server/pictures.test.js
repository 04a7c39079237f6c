/** Pictures of articles: what is found in the heads of pages, friendly and hostile ones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureInHead } from '../../dist/server/pictures/picture-in-head.js';
import { MAX_HEAD, readHead } from '../../dist/server/pictures/read-head.js';

const PAGE = 'https://a.example/2026/story';
const find = (head, url = PAGE) => pictureInHead(head, url);
const urlIn = (head) => find(head)?.url;
const og = (content, name = 'og:image') => `<meta property="${name}" content="${content}">`;
const jsonLd = (value) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

test('finds the picture of Open Graph with its size and text', () => {
  const head =
    '<!doctype html><html><head><title>A <meta property="og:image" content="/wrong.jpg"></title>' +
    og('/first.jpg?a=1&amp;b=2') +
    og('1200', 'og:image:width') +
    og('630', 'og:image:height') +
    og('Two &quot;leaders&quot; &amp; a table', 'og:image:alt') +
    og('https://a.example/second.jpg') +
    og('300', 'og:image:width');
  assert.deepEqual({ ...find(head) }, { url: 'https://a.example/first.jpg?a=1&b=2', alt: 'Two "leaders" & a table', width: 1200, height: 630 }); // prettier-ignore
});

test('takes og:image first, then twitter:image, then the article in JSON-LD', () => {
  const twitter = '<meta name="twitter:image" content="/t.jpg"><meta name="twitter:image:alt" content="Bird">';
  const news = jsonLd({ '@type': 'NewsArticle', headline: 'A', image: { url: '/j.jpg', width: 900, height: 600 } });
  assert.equal(urlIn(news + twitter + og('/o.jpg')), 'https://a.example/o.jpg');
  assert.deepEqual({ ...find(news + twitter) }, { url: 'https://a.example/t.jpg', alt: 'Bird' });
  assert.deepEqual({ ...find(news) }, { url: 'https://a.example/j.jpg', width: 900, height: 600 });
  assert.equal(urlIn(jsonLd({ '@graph': [{ '@type': 'Organization', image: '/logo.jpg' }, { '@type': 'Article', headline: 'A', image: ['/a.jpg'] }] })), 'https://a.example/a.jpg'); // prettier-ignore
  assert.equal(urlIn(jsonLd({ '@type': 'Organization', image: '/logo.jpg' })), undefined);
});

test('takes names in any case and either attribute, and og:image:url', () => {
  assert.equal(urlIn('<META NAME=OG:IMAGE CONTENT=/x.jpg />'), 'https://a.example/x.jpg');
  assert.equal(urlIn(og('/u.jpg', 'og:image:url') + og('500', 'og:image:width')), 'https://a.example/u.jpg');
  assert.equal(urlIn(og('http://a.example/p.jpg') + og('https://a.example/s.jpg', 'og:image:secure_url')), 'https://a.example/s.jpg'); // prettier-ignore
});

test('reads nothing behind the head, and nothing in comments, scripts and styles', () => {
  for (const before of ['</head>', '<body>', '<!-- ', '<script>', '<style>', '<template>', '<title>'])
    assert.equal(urlIn(before + og('/x.jpg')), undefined, before);
  assert.equal(urlIn(`<!-- ${og('/x.jpg')} --><script>"<meta>"</script>${og('/y.jpg')}`), 'https://a.example/y.jpg');
});

test('takes no address but of the web, and no private one', () => {
  const refused = [
    'javascript:alert(1)',
    'JaVaScRiPt&colon;alert(1)//',
    'data:image/png;base64,iVBORw0KGgo=',
    'file:///etc/passwd',
    'blob:https://a.example/1',
    'http://127.0.0.1/x.jpg',
    'http://[::1]/x.jpg',
    'http://0x7f000001/x.jpg',
    'http://169.254.169.254/latest/meta-data',
    'http://cms.internal/x.jpg',
    'https://router.local/x.jpg',
    'http://localhost:8080/x.jpg',
    'https://',
    'https://...',
    `https://a.example/${'x'.repeat(3500)}`,
    `https://${'a'.repeat(300)}.example/x.jpg`,
  ];
  for (const address of refused) {
    const found = urlIn(og(address) + og('/good.jpg'));
    // A colon as an entity is no scheme, so that the address is a path of the page's own host.
    assert.ok(found === 'https://a.example/good.jpg' || found?.startsWith('https://a.example/2026/'), `${address}: ${found}`); // prettier-ignore
    assert.ok(!/^(?!https?:)/.test(found));
  }
  assert.equal(urlIn(og('https://user:secret@a.example/x.jpg')), 'https://a.example/x.jpg');
  // A site on the owner's own network may have its pictures there.
  assert.equal(pictureInHead(og('/x.jpg'), 'http://cms.internal:8080/a')?.url, 'http://cms.internal:8080/x.jpg');
});

test('leaves out sizes that are none, and pictures that are icons or counters', () => {
  for (const size of ['0', '-5', 'NaN', '1e999', '99999999', 'wide', '<b>', '']) {
    const { width } = find(og('/x.jpg') + og(size, 'og:image:width'));
    assert.equal(width, undefined, size);
  }
  assert.equal(urlIn(og('/icon.png') + og('48', 'og:image:width')), undefined);
  assert.equal(urlIn(og('/line.png') + og('1200', 'og:image:width') + og('2', 'og:image:height')), undefined);
  assert.equal(urlIn(og('https://pixel.example/pixel.gif')), undefined);
  const { alt } = find(og('/x.jpg') + og('\u202eevil\u0000 ' + 'x'.repeat(3000), 'og:image:alt'));
  assert.ok(alt.length <= 200 && alt.startsWith('evil'));
});

test('hostile heads have their answer', () => {
  const times = (text, length = 2e6) => text.repeat(Math.ceil(length / text.length));
  const END = og('/x.jpg');
  const FOUND = 'https://a.example/x.jpg';
  const heads = {
    'two megabytes of <meta': [times('<meta '), undefined],
    'two megabytes of <meta with a picture before': [END + times('<meta '), FOUND],
    'tags that never end': [times('<meta property="og:image" content="'), undefined],
    'attributes without end': [`<meta ${times('a=b ')}>${END}`, FOUND],
    'an attribute of two megabytes': [`<meta property="og:image" content="${times('x')}">${END}`, FOUND],
    'a name of two megabytes': [`<meta property="${times('x')}" content="/y.jpg">${END}`, FOUND],
    'spaces before an equals sign': [`<meta a${times(' ')}=b>${END}`, FOUND],
    'quotes that never close': [times(`<meta a="' b='" `), undefined],
    'a comment that never ends': [`<!--${times('--')}${END}`, undefined],
    'comments that begin and begin': [times('<!--'), undefined],
    'scripts that never end': [times('<script>'), undefined],
    'scripts of JSON-LD that are cut off': [times('<script type="application/ld+json">{"@type":'), undefined],
    'titles and closing tags': [times('<title></titl'), undefined],
    'entities of entities': [`${og(times('&amp;', 3900))}${END}`, `https://a.example/2026/${'&'.repeat(780)}`],
    'numbers beyond Unicode': [`${og('/&#99999999999;&#x0;&#xd800;.jpg')}`, 'https://a.example/%EF%BF%BD%EF%BF%BD%EF%BF%BD.jpg'], // prettier-ignore
    'ten thousand pictures': [times(og('javascript:0'), 5e5) + END, undefined],
    'NUL bytes': [times('\0') + END, FOUND],
    'lone angle brackets': [times('<') + END, FOUND],
    'JSON-LD nested 100,000 deep': [`<script type="application/ld+json">${'['.repeat(1e5)}${']'.repeat(1e5)}</script>${END}`, FOUND], // prettier-ignore
    'JSON-LD with a reference to itself': [
      jsonLd({ '@id': '#a', '@type': 'Article', image: { '@id': '#a' } }),
      undefined,
    ],
    'JSON-LD that sets the prototype': ['<script type="application/ld+json">{"@type":"Article","headline":"A","__proto__":{"image":"/evil.jpg"}}</script>', undefined], // prettier-ignore
  };
  for (const [name, [head, expected]] of Object.entries(heads)) {
    // Each takes some milliseconds. Square time would take minutes.
    assert.equal(urlIn(head), expected, name);
  }
  assert.equal({}.image, undefined);
});

/** A response that sends pieces, and notes whether it was cancelled; without an end if `endless`. */
function responseOf(pieces, { type = 'text/html', endless } = {}) {
  const state = { sent: 0, isCancelled: false };
  const encoder = new TextEncoder();
  const body = new ReadableStream({
    pull(controller) {
      const piece = pieces[endless ? state.sent % pieces.length : state.sent];
      state.sent++;
      if (piece === undefined) return controller.close();
      controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece);
    },
    cancel: () => void (state.isCancelled = true),
  });
  return { response: { body, headers: new Headers({ 'Content-Type': type }) }, state };
}

test('reading stops at the end of the head, also where it stands across two pieces', async () => {
  for (const end of [['</he', 'ad>'], ['<BODY', ' class=x>'], ['x</head >']]) {
    const { response, state } = responseOf(['<head>', ...end, 'not read', 'not read', 'not read']);
    assert.equal(await readHead(response), `<head>${end.join('')}`);
    assert.ok(state.isCancelled);
    assert.ok(state.sent <= 2 + end.length);
  }
  const { response } = responseOf(['<headline></header><bodyguard>', 'to the end']);
  assert.equal(await readHead(response), '<headline></header><bodyguard>to the end');
});

test('reading stops after 128 KB, whatever comes', async () => {
  const { response, state } = responseOf(['<meta '.repeat(5000)], { endless: true });
  assert.equal((await readHead(response)).length, MAX_HEAD);
  assert.ok(state.isCancelled);
  assert.ok(state.sent < 10);
  assert.equal(await readHead({ body: null, headers: new Headers() }), '');
});

test('the charset is that of the header, else of the page, else what the bytes are', async () => {
  const cafe = Uint8Array.from('<meta property="og:image:alt" content="Caf\xe9">', (char) => char.charCodeAt(0));
  const read = async (pieces, type) => readHead(responseOf(pieces, { type }).response);
  assert.match(await read([cafe], 'text/html; charset=iso-8859-1'), /Café/);
  assert.match(await read(['<meta charset=windows-1252>', cafe], 'text/html'), /Café/);
  assert.match(await read(['<meta http-equiv=content-type content="text/html; charset=latin1">', cafe]), /Café/);
  // Nothing, or a wrong name, is declared.
  assert.match(await read([cafe]), /Café/);
  assert.match(await read(['<meta charset=klingon>', cafe]), /Café/);
  assert.match(await read(['<meta charset=klingon>Café']), /Café/);
  // Declared as UTF-16, but readable as single bytes: the picture is found all the same.
  assert.equal(pictureInHead(await read([`<meta charset=utf-8>${og('/x.jpg')}`], 'text/html'), PAGE)?.url, 'https://a.example/x.jpg'); // prettier-ignore
  // A character that is cut off at the limit does not change the charset.
  const long = `é${'x'.repeat(MAX_HEAD - 3)}é`;
  assert.ok((await read([long])).startsWith('éx'));
});
