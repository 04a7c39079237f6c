import { expect } from 'chai';
import { atom, entry, item, readOne, rss } from '../support/feeds.js';

const IMG = 'https://img.example';
const imageOf = (children: string) => readOne(rss(item(children))).image;
const inHtml = (html: string) => imageOf(`<content:encoded><![CDATA[${html}]]></content:encoded>`);
const media = (attributes: string, inside = '') => `<media:content ${attributes}>${inside}</media:content>`;

describe('the picture of an item: Media RSS', () => {
  it('is a thumbnail', () => {
    expect(imageOf(`<media:thumbnail url="${IMG}/a.jpg" width="320" height="180"/>`)).to.deep.equal({
      url: `${IMG}/a.jpg`,
      width: 320,
      height: 180,
    });
  });

  it('is content that says it is a picture, or looks like one', () => {
    for (const attributes of [
      'medium="image"',
      'type="image/webp"',
      'medium="image" type="application/octet-stream"',
    ]) {
      expect(imageOf(media(`url="${IMG}/a" ${attributes}`)), attributes).to.deep.equal({ url: `${IMG}/a` });
    }
    expect(imageOf(media(`url="${IMG}/a.JPG?w=9"`))).to.deep.equal({ url: `${IMG}/a.JPG?w=9` });
  });

  it('is no video, player, document or signature', () => {
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

  it('is one of unknown width before one that is too wide, and the narrowest of those', () => {
    const [wide, wider] = [1600, 3200].map((width) =>
      media(`url="${IMG}/${width}.jpg" medium="image" width="${width}"`),
    );
    expect(imageOf(`${wide}${media(`url="${IMG}/unknown.jpg" medium="image"`)}`)?.url).to.equal(`${IMG}/unknown.jpg`);
    expect(imageOf(`${wider}${wide}`)?.url).to.equal(`${IMG}/1600.jpg`);
  });

  it('is the first of several that are alike', () => {
    expect(imageOf(media(`url="${IMG}/a.jpg"`) + media(`url="${IMG}/b.jpg"`))?.url).to.equal(`${IMG}/a.jpg`);
  });

  it('has its own description as its alternative text, else that of its group', () => {
    const described = (inside: string, outside = '') =>
      imageOf(`<media:group>${outside}${media(`url="${IMG}/a.jpg"`, inside)}</media:group>`)?.alt;
    const [title, description] = [
      '<media:title>Title</media:title>',
      '<media:description type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</media:description>',
    ];
    expect(described(title + description)).to.equal('A & B');
    expect(described(title, description)).to.equal('Title');
    expect(described('', title + description)).to.equal('A & B');
    expect(described('')).to.equal(undefined);
  });

  it('has only sizes that are pixels', () => {
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

  it('is no enclosure that is something else', () => {
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

  it('is the next source where the first has none to show', () => {
    const avatar = '<media:content url="https://secure.gravatar.com/avatar/abc?s=96" medium="image"/>';
    expect(imageOf(`${avatar}<enclosure url="${IMG}/a.jpg" type="image/jpeg"/>`)?.url).to.equal(`${IMG}/a.jpg`);
  });

  it('is missing where there is none', () => {
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
  };
  for (const [kind, html] of Object.entries(NO_PICTURES)) {
    it(`passes over ${kind}`, () => {
      expect(inHtml(html)).to.equal(undefined);
      expect(inHtml(`${html}<img src="${IMG}/real.jpg">`)?.url).to.equal(`${IMG}/real.jpg`);
    });
  }

  it('is where a picture that loads late comes from', () => {
    expect(inHtml(`<img src="data:image/gif;base64,R0" data-src="${IMG}/a.jpg">`)?.url).to.equal(`${IMG}/a.jpg`);
    expect(inHtml(`<img data-src="${IMG}/a.jpg">`)?.url).to.equal(`${IMG}/a.jpg`);
  });

  it('may follow elements whose names only begin alike, and broken ones', () => {
    expect(inHtml(`<image src="x.jpg"><imgx src="y.jpg"><img <img src="${IMG}/a.jpg">`)?.url).to.equal(`${IMG}/a.jpg`);
  });
});
