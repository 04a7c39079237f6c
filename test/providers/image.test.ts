import { expect } from 'chai';
import { atom, entry, item, readOne, rss } from '../support/feeds.js';

const IMG = 'https://img.example';
const imageOf = (children: string) => readOne(rss(item(children))).image;
const inHtml = (html: string) => imageOf(`<content:encoded><![CDATA[${html}]]></content:encoded>`);
const media = (attributes: string, inside = '') => `<media:content ${attributes}>${inside}</media:content>`;

describe('the picture of an item: Media RSS', () => {
  it('is the thumbnail', () => {
    expect(imageOf(`<media:thumbnail url="${IMG}/a.jpg" width="320" height="180"/>`)).to.deep.equal({
      url: `${IMG}/a.jpg`,
      width: 320,
      height: 180,
    });
  });

  it('is content with the type or extension of a picture', () => {
    for (const attributes of [
      'medium="image"',
      'type="image/webp"',
      'medium="image" type="application/octet-stream"',
    ]) {
      expect(imageOf(media(`url="${IMG}/a" ${attributes}`)), attributes).to.deep.equal({ url: `${IMG}/a` });
    }
    expect(imageOf(media(`url="${IMG}/a.JPG?w=9"`))).to.deep.equal({ url: `${IMG}/a.JPG?w=9` });
  });

  it('is not a video, player, document or signature', () => {
    for (const attributes of [
      'medium="video" type="image/jpeg"',
      'type="video/mp4"',
      'type="application/x-shockwave-flash"',
      'medium="document"',
      'type="application/pgp-signature"',
    ]) {
      expect(imageOf(media(`url="${IMG}/a.jpg" ${attributes}`)), attributes).to.equal(undefined);
    }
    expect(imageOf(media(`url="${IMG}/a.mp4"`))).to.equal(undefined);
    expect(imageOf(media(''))).to.equal(undefined);
  });

  it('is the thumbnail of a video, inside it or beside it', () => {
    const thumbnail = `<media:thumbnail url="${IMG}/still.jpg"/>`;
    expect(imageOf(media(`url="${IMG}/a.mp4" medium="video"`, thumbnail))?.url).to.equal(`${IMG}/still.jpg`);
    expect(
      imageOf(`<media:group>${media(`url="${IMG}/a.mp4" type="video/mp4"`)}${thumbnail}</media:group>`)?.url,
    ).to.equal(`${IMG}/still.jpg`);
  });

  it('is the widest of those up to 1,200 pixels', () => {
    const renditions = [300, 1201, 1200, 4000].map((width) =>
      media(`url="${IMG}/${width}.jpg" medium="image" width="${width}"`),
    );
    expect(imageOf(`<media:group>${renditions.join('')}</media:group>`)?.url).to.equal(`${IMG}/1200.jpg`);
    expect(imageOf(renditions.toReversed().join(''))?.url).to.equal(`${IMG}/1200.jpg`);
  });

  it('is one of unknown width, else the narrowest of those that are too wide', () => {
    const [wide, wider] = [1600, 3200].map((width) =>
      media(`url="${IMG}/${width}.jpg" medium="image" width="${width}"`),
    );
    expect(imageOf(`${wide}${media(`url="${IMG}/unknown.jpg" medium="image"`)}`)?.url).to.equal(`${IMG}/unknown.jpg`);
    expect(imageOf(`${wider}${wide}`)?.url).to.equal(`${IMG}/1600.jpg`);
  });

  it('is the first of several equal ones', () => {
    expect(imageOf(media(`url="${IMG}/a.jpg"`) + media(`url="${IMG}/b.jpg"`))?.url).to.equal(`${IMG}/a.jpg`);
  });

  it('has its own description as its alternative text, else that of its group', () => {
    const described = (inside: string, outside = '') =>
      imageOf(
        `<description>Text</description><media:group>${outside}${media(`url="${IMG}/a.jpg"`, inside)}</media:group>`,
      )?.alt;
    const [title, description] = [
      '<media:title>Title</media:title>',
      '<media:description type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</media:description>',
    ];
    expect(described(title + description)).to.equal('A & B');
    expect(described(title, description)).to.equal('Title');
    expect(described('', title + description)).to.equal('A & B');
    expect(described('')).to.equal(undefined);
  });

  it('does not use the description of its article as alternative text', () => {
    const video =
      '<media:title>Title</media:title><media:thumbnail url="/a.jpg"/><media:description>How a lock works.</media:description>';
    for (const document of [
      atom(entry(`<media:group>${video}</media:group>`)),
      rss(item(`<media:group>${video}</media:group>`)),
      rss(item(video)),
    ]) {
      const { excerpt, image } = readOne(document);
      expect([excerpt, image]).to.deep.equal(['How a lock works.', { url: 'https://paper.example/a.jpg' }]);
    }
    const { image } = readOne(atom(entry(`<summary>A lock.</summary><media:group>${video}</media:group>`)));
    expect(image?.alt).to.equal('How a lock works.');
  });

  it('has only sizes in pixels', () => {
    const sized = (width: string) => imageOf(media(`url="${IMG}/a.jpg" medium="image" width="${width}"`));
    expect(sized('640px')?.width).to.equal(640);
    for (const width of ['', 'auto', '100%', 'NaN', 'Infinity'])
      expect(sized(width), width).to.deep.equal({ url: `${IMG}/a.jpg` });
  });

  it('is found in Atom as well', () => {
    expect(
      readOne(atom(entry(`<media:group><media:thumbnail url="${IMG}/a.jpg"/></media:group>`))).image?.url,
    ).to.equal(`${IMG}/a.jpg`);
  });
});

describe('the picture of an item: elsewhere', () => {
  const enclosure = (attributes: string) => imageOf(`<enclosure ${attributes}/>`);

  it('is an enclosure that is a picture', () => {
    expect(enclosure(`url="${IMG}/a" type="image/jpeg" length="1"`)).to.deep.equal({ url: `${IMG}/a` });
    expect(enclosure(`url="${IMG}/a.png"`)).to.deep.equal({ url: `${IMG}/a.png` });
  });

  it('is an enclosure with a strange type, or none', () => {
    const pictures = [
      'url="a" type="image/generic"',
      'url="a" type="IMAGE/PJPEG"',
      'url="a" type="image"',
      'url="a" type="png"',
      'url="a.jpeg?w=9" type=""',
      'url="a.webp#x"',
      'url="a.AVIF"',
      'url="a.gif" type="application/octet-stream"',
      'url="a.jpg" type="binary/octet-stream"',
      'url="a.jpg" type="application/force-download"',
      'url="a.jpg" type="unknown"',
    ];
    for (const attributes of pictures) {
      expect(enclosure(attributes)?.url, attributes).to.match(/\/feeds\/a/);
      const link = `<link rel="enclosure" ${attributes.replace('url=', 'href=')}/>`;
      expect(readOne(atom(entry(link))).image?.url, link).to.match(/\/a/);
    }
    for (const type of ['video/mp4', 'audio', 'text/html', 'application/pdf', 'video'])
      expect(enclosure(`url="a.jpg" type="${type}"`), type).to.equal(undefined);
  });

  it('is in an element of the item, as text or nested', () => {
    const url = `${IMG}/a.png?b=1`;
    for (const children of [
      `<image>${url}</image>`,
      `<image> <url>${url}</url><title>A</title></image>`,
      `<image url="${url}"/>`,
      `<image href="${url}"/>`,
      `<thumbnail>${url}</thumbnail>`,
      `<itunes:image>${url}</itunes:image>`,
      `<media:thumbnail>${url}</media:thumbnail>`,
      `<media:content> ${url} </media:content>`,
      `<media:content medium="image">${IMG}/a.png?b=1</media:content>`,
      `<media:group><media:thumbnail><![CDATA[${url}]]></media:thumbnail></media:group>`,
    ])
      expect(imageOf(children)?.url, children).to.equal(url);
    expect(imageOf(`<media:content>${IMG}/a.mp4</media:content>`)).to.equal(undefined);
  });

  it('is not an enclosure of another type', () => {
    expect(enclosure(`url="${IMG}/a.mp3" type="audio/mpeg"`)).to.equal(undefined);
    expect(enclosure(`url="${IMG}/a.mp3"`)).to.equal(undefined);
    expect(enclosure(`url="${IMG}/a.jpg" type="application/zip"`)).to.equal(undefined);
  });

  it('is the picture of an episode', () => {
    expect(imageOf(`<itunes:image href="${IMG}/a.jpg"/>`)).to.deep.equal({ url: `${IMG}/a.jpg` });
  });

  it('is an enclosing link of Atom', () => {
    const links = `<link rel="enclosure" type="audio/mpeg" href="${IMG}/a.mp3"/><link rel="enclosure" type="image/png" href="${IMG}/a.png" title=" A  b "/>`;
    expect(readOne(atom(entry(links))).image).to.deep.equal({ url: `${IMG}/a.png`, alt: 'A b' });
  });

  it('is that of the media, then the enclosure, the episode, the content and the description', () => {
    const sources = [
      `<media:thumbnail url="${IMG}/media.jpg"/>`,
      `<enclosure url="${IMG}/enclosure.jpg" type="image/jpeg"/>`,
      `<itunes:image href="${IMG}/episode.jpg"/>`,
      `<content:encoded><![CDATA[<img src="${IMG}/content.jpg">]]></content:encoded>`,
      `<description><![CDATA[<img src="${IMG}/description.jpg">]]></description>`,
    ];
    const names = ['media', 'enclosure', 'episode', 'content', 'description'];
    names.forEach((name, index) => {
      expect(imageOf(sources.slice(index).toReversed().join(''))?.url).to.equal(`${IMG}/${name}.jpg`);
    });
  });

  it('is that of the next source if the first has none', () => {
    const avatar = '<media:content url="https://secure.gravatar.com/avatar/abc?s=96" medium="image"/>';
    expect(imageOf(`${avatar}<enclosure url="${IMG}/a.jpg" type="image/jpeg"/>`)?.url).to.equal(`${IMG}/a.jpg`);
  });

  it('is not a thumbnail or icon if there are others', () => {
    const small = `<media:thumbnail url="${IMG}/72.jpg" width="72" height="72"/>`;
    const large = { url: `${IMG}/640.jpg`, width: 640, height: 480 };
    const html = `<img src="${IMG}/16.png" width="16" height="16"><img src="${IMG}/640.jpg" width="640" height="480">`;
    const text = `<description><![CDATA[${html}]]></description>`;
    expect(imageOf(small + text)).to.deep.equal(large);
    expect(imageOf(text)).to.deep.equal(large);
    expect(imageOf(`${small}<enclosure url="${IMG}/a.jpg" type="image/jpeg"/>${text}`)?.url).to.equal(`${IMG}/a.jpg`);
    expect(readOne(atom(entry(`${small}<content type="html"><![CDATA[${html}]]></content>`))).image).to.deep.equal(
      large,
    );
    expect(imageOf(small)?.url).to.equal(`${IMG}/72.jpg`);
    expect(imageOf(`${small}<description>Words</description>`)?.url).to.equal(`${IMG}/72.jpg`);
    expect(inHtml(`<img src="${IMG}/16.png" width="16">`)?.url).to.equal(`${IMG}/16.png`);
  });

  it('is missing if there is none', () => {
    expect(readOne(rss(item('<description>Text</description>')))).not.to.have.property('image');
  });
});

describe('the picture of an item: in its text', () => {
  it('is the first one, with its alternative text and size', () => {
    expect(
      inHtml(
        `<p>Text</p><IMG SRC="${IMG}/a.jpg" Alt="A &amp; &quot;B&quot;" width=640 height='360'><img src="${IMG}/b.jpg">`,
      ),
    ).to.deep.equal({
      url: `${IMG}/a.jpg`,
      alt: 'A & "B"',
      width: 640,
      height: 360,
    });
  });

  it('is read from escaped and from unescaped HTML', () => {
    expect(imageOf(`<description>&lt;img src="${IMG}/a.jpg?x=1&amp;amp;y=2"&gt;</description>`)?.url).to.equal(
      `${IMG}/a.jpg?x=1&y=2`,
    );
    expect(imageOf(`<description><img src="${IMG}/a.jpg?x=1&amp;y=2"/></description>`)?.url).to.equal(
      `${IMG}/a.jpg?x=1&y=2`,
    );
    expect(
      readOne(atom(entry(`<content type="xhtml"><div><img src="${IMG}/a.jpg"/></div></content>`))).image?.url,
    ).to.equal(`${IMG}/a.jpg`);
    expect(readOne(atom(entry(`<summary type="html">&lt;img src="${IMG}/a.jpg"&gt;</summary>`))).image?.url).to.equal(
      `${IMG}/a.jpg`,
    );
  });

  it('is never taken from plain text of Atom', () => {
    expect(readOne(atom(entry(`<content>&lt;img src="${IMG}/a.jpg"&gt;</content>`)))).not.to.have.property('image');
  });

  const NO_PICTURES = {
    'counting pixels': `<img src="${IMG}/count" width="1" height="1">`,
    'pixels of no height': `<img src="${IMG}/count" height=0>`,
    'pixels by name': `<img src="${IMG}/pixel.gif"><img src="${IMG}/img/1x1.png"><img src="${IMG}/spacer.gif">`,
    'pictures in the address': '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    emoji: '<img src="https://s.w.org/images/core/emoji/15.0.3/72x72/1f600.png" alt="😀" class="wp-smiley">',
    'pictures of a class of emoji': `<img class="big emoji" src="${IMG}/e.png">`,
    faces: '<img src="https://www.gravatar.com/avatar/abc"><img src="/avatars/ada.png">',
    'those without an address': '<img><img src=""><img alt="x">',
    'scripts as addresses': '<img src="javascript:alert(1)">',
    'local files': '<img src="file:///etc/a.png">',
    'counters by name': `<img src="https://s.example/matomo.php?idsite=1"><img src="https://s.example/piwik.php"><img src="https://vg01.met.vgwort.de/na/1"><img src="https://feeds.feedburner.com/~r/x/~4/y"><img src="https://stats.paper.example/a?b"><img src="/count.gif?id=1"><img src="https://www.facebook.com/tr?id=1">`,
    'counters by style': `<img src="${IMG}/x" style="width:1px; height:1px"><img src="${IMG}/y" style="border:0;width:0"><img src="${IMG}/z" style="display: none"><img src="${IMG}/z" style="visibility:hidden">`,
    'hidden pictures': `<img src="${IMG}/x.jpg" hidden><img class="tracking" src="${IMG}/y.jpg">`,
    placeholders:
      `<img src="/loading.gif"><img src="/img/placeholder.png"><img src="/lazy-spinner.svg"><img src="/blank.gif">`.replace(
        'lazy-spinner',
        'spinner',
      ),
  };
  for (const [kind, html] of Object.entries(NO_PICTURES)) {
    it(`skips ${kind}`, () => {
      expect(inHtml(html)).to.equal(undefined);
      expect(inHtml(`${html}<img src="${IMG}/real.jpg">`)?.url).to.equal(`${IMG}/real.jpg`);
    });
  }

  it('is not an invisible one', () => {
    const hidden = `<img src="${IMG}/hidden.jpg">`;
    for (const unseen of [
      `<!-- ${hidden} -->`,
      `<!--[if mso]>${hidden}<![endif]-->`,
      `<!-- a --><template>${hidden}</template>`,
      `<!-- a --><script>x = '${hidden}'</script>`,
    ])
      expect(inHtml(`${unseen}<p>Words</p><img src="${IMG}/a.jpg">`)?.url, unseen).to.equal(`${IMG}/a.jpg`);
    expect(inHtml(`<p>Words</p><!-- ${hidden}`)).to.equal(undefined);
    expect(inHtml(`<img src="#"><img src="${IMG}/a.jpg">`)?.url).to.equal(`${IMG}/a.jpg`);
  });

  it('is the URL of a lazy picture', () => {
    expect(inHtml(`<img src="data:image/gif;base64,R0" data-src="${IMG}/a.jpg">`)?.url).to.equal(`${IMG}/a.jpg`);
    expect(inHtml(`<img data-src="${IMG}/a.jpg">`)?.url).to.equal(`${IMG}/a.jpg`);
  });

  it('is the real URL of a picture that a script loads', () => {
    const url = `${IMG}/a.jpg`;
    const placeholders = [
      'src="/images/loading.gif"',
      'src="data:image/svg+xml,%3Csvg%3E"',
      'src=""',
      `src="${IMG}/tiny.jpg"`,
      '',
    ];
    const names = ['data-src', 'data-lazy-src', 'data-original', 'DATA-SRC', 'data-srcset', 'data-lazy-srcset'];
    for (const src of placeholders) {
      for (const name of names) {
        const html = `<img class="lazy" ${src} ${name}="${url}" alt="A" width="1" height="1">`;
        expect(inHtml(html), html).to.deep.equal({ url, alt: 'A' });
      }
    }
    expect(inHtml(`<img src="/loading.gif" class="lazy"><noscript><img src="${url}"></noscript>`)?.url).to.equal(url);
    expect(inHtml(`<img src="${IMG}/b.jpg" data-id="7" data-large-file="${url}">`)?.url).to.equal(`${IMG}/b.jpg`);
  });

  it('is the widest of a set up to 1,200 pixels if there is no other', () => {
    const set = `${IMG}/w_300,h_2/a.jpg 300w, ${IMG}/w_900,h_2/a.jpg 900w,${IMG}/w_2000/a.jpg 2000w`;
    for (const html of [
      `<img srcset="${set}">`,
      `<img src="" srcset="${set}">`,
      `<img src="data:image/gif;base64,R0" data-srcset="${set}">`,
      `<picture><source srcset="${set}"><img alt="A"></picture>`,
      `<picture><source type="image/webp" data-srcset="${set}"></picture>`,
    ])
      expect(inHtml(html)?.url, html).to.equal(`${IMG}/w_900,h_2/a.jpg`);
    expect(inHtml(`<img srcset="${IMG}/a.jpg, ${IMG}/b.jpg 2x">`)?.url).to.equal(`${IMG}/a.jpg`);
    expect(inHtml(`<picture><source srcset="${IMG}/a.webp"><img src="${IMG}/a.jpg"></picture>`)?.url).to.equal(
      `${IMG}/a.jpg`,
    );
  });

  it('is found in XHTML with a prefix', () => {
    const xhtml = `<x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:script>no()</x:script><x:img src="${IMG}/a.jpg" alt="A"/><x:p>in<x:b>side</x:b></x:p></x:div>`;
    expect(readOne(atom(entry(`<content type="xhtml">${xhtml}</content>`)))).to.deep.include({
      image: { url: `${IMG}/a.jpg`, alt: 'A' },
      excerpt: 'inside',
    });
    expect(readOne(rss(item(`<description>${xhtml}</description>`))).image?.url).to.equal(`${IMG}/a.jpg`);
    expect(inHtml(`<html:img src="${IMG}/a.jpg"/>`)?.url).to.equal(`${IMG}/a.jpg`);
  });

  it('may follow elements with similar names, and broken ones', () => {
    expect(inHtml(`<image src="x.jpg"><imgx src="y.jpg"><img <img src="${IMG}/a.jpg">`)?.url).to.equal(`${IMG}/a.jpg`);
  });
});
