import { expect } from 'chai';
import { atom, entry, item, jsonFeed, read, readOne, rss } from '../support/feeds.js';

/** Additions of programs beside, or instead of, an article's own words. */

const described = (text: string, title = 'Lock keeper retires', channel = 'Towpath Times') =>
  read(
    rss(
      `<item><title>${title}</title><link>https://paper.example/a</link><description><![CDATA[${text}]]></description></item>`,
    ).replace('<title>Paper</title>', `<title>${channel}</title>`),
  ).articles[0]!.excerpt;

describe('the excerpt', () => {
  it('ends before “The post appeared first on …”, in any language', () => {
    const sentences = [
      'The post <a href="x">Lock keeper retires</a> appeared first on <a href="y">Towpath Times</a>.',
      'The post &#8220;Lock keeper retires&#8221; first appeared on Towpath Times - News.',
      'Der Beitrag <a href="x">Lock keeper retires</a> erschien zuerst auf Towpath Times.',
      'L’article Lock keeper retires est apparu en premier sur Towpath Times.',
      'La entrada Lock keeper retires se publicó primero en Towpath Times.',
      'L&#039;articolo Lock keeper retires proviene da Towpath Times.',
      'O post Lock keeper retires apareceu primeiro em Towpath Times.',
      'Het bericht Lock keeper retires verscheen eerst op Towpath Times.',
      'Artykuł Lock keeper retires pochodzi z serwisu Towpath Times.',
      'Сообщение Lock keeper retires появились сначала на Towpath Times.',
      '投稿 Lock keeper retires は Towpath Times に最初に表示されました。',
      'A(z) Lock keeper retires bejegyzés először Towpath Times-én jelent meg.',
      'The post An older headline appeared first on Towpath Times.',
    ];
    for (const sentence of sentences) {
      expect(described(`<p>After forty years.</p><p>${sentence}</p>`), sentence).to.equal('After forty years.');
      expect(described(`<p>${sentence}</p>`), sentence).to.equal(undefined);
    }
  });

  it('keeps a similar last sentence', () => {
    const sentences = [
      'The comet first appeared in May.',
      'The post of lock keeper was first published in 1890.',
      'Nobody knows who retires next.',
    ];
    for (const sentence of sentences) expect(described(`The end. ${sentence}`)).to.equal(`The end. ${sentence}`);
  });

  it('ends where the source has cut it', () => {
    expect(described('After forty years, the man who [&#8230;]')).to.equal('After forty years, the man who…');
    expect(described('After forty years. [...]')).to.equal('After forty years.');
    expect(described('[&hellip;]')).to.equal(undefined);
  });

  it('contains no “Continue reading” link', () => {
    const links = [
      '<a href="x">Read more</a>',
      '<a href="x">Continue reading <span>Lock keeper retires</span> &rarr;</a>',
      '<a href="x">more</a>',
      '<a href="x">(more&hellip;)</a>',
      '<a href="x">Weiterlesen</a>',
      '<a href="x">Lire la suite »</a>',
      '<a href="x">続きをみる</a>',
      '<a href="x">Read the full story at The Barge.</a>',
    ];
    for (const link of links)
      expect(described(`<p>After forty years.</p>${link}`), link).to.equal('After forty years.');
    expect(described('Nobody wants more')).to.equal('Nobody wants more');
  });

  it('is missing if it is only a link to comments, or the headline again', () => {
    const nothing = [
      '<a href="x">Comments</a>',
      '<a href="x">12 comments</a>',
      'Kommentare',
      '<p>Article URL: <a href="x">https://a.example/</a></p><p>Comments URL: <a href="y">https://b.example/</a></p><p>Points: 7</p><p># Comments: 3</p>',
      'submitted by <a href="x">/u/ada</a> <span><a href="y">[link]</a></span> <span><a href="z">[comments]</a></span>',
      'Lock keeper retires',
      '<b>Lock keeper retires!</b>',
      '<a href="x">Lock keeper retires</a>&nbsp;&nbsp;<font color="#6f6f6f">Towpath Times</font>',
      '…',
    ];
    for (const text of nothing) expect(described(text), text).to.equal(undefined);
    expect(described('<a href="x">Keeper retires</a> <font>The Barge</font>', 'Keeper retires - The Barge')).to.equal(
      undefined,
    );
    const json = jsonFeed([{ id: 1, url: '/a', title: 'Lock keeper retires', summary: 'Lock keeper retires.' }]);
    expect(readOne(json)).not.to.have.property('excerpt');
  });

  it('is the description of a video, in Atom and in RSS', () => {
    const media =
      '<media:group><media:title>T</media:title><media:description>How it floats.</media:description></media:group>';
    expect(readOne(atom(entry(media))).excerpt).to.equal('How it floats.');
    expect(readOne(rss(item(media))).excerpt).to.equal('How it floats.');
  });
});

describe('the end of an excerpt', () => {
  it('keeps the signs that close quotations and lists', () => {
    for (const text of [
      'She said: «Yes»',
      'Elle dit : « Oui ! »',
      'A Map<Key, Value>',
      'Point to it with a->',
      '›so‹',
    ]) {
      const escaped = text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      expect(described(escaped)).to.equal(text);
      expect(readOne(jsonFeed([{ id: '1', url: '/1', title: 'Title', content_text: text }])).excerpt).to.equal(text);
    }
  });

  it('loses an arrow that stands for a link', () => {
    for (const arrow of ['→', '»', '›', '&gt;&gt;', '»»'])
      expect(described(`After forty years. <a href="x">${arrow}</a>`), arrow).to.equal('After forty years.');
  });

  it('keeps a sentence with words such as “read more”', () => {
    for (const text of ['Children love to read more', 'She will continue reading', 'Er wollte weiterlesen'])
      expect(described(text)).to.equal(text);
    expect(described('A boy who <a href="x">Read more</a>')).to.equal('A boy who');
  });

  it('contains no counts of a forum, nor the sizes of its pictures', () => {
    const picture = '<a href="/b.png"><img src="/s.png"><div><span>boat</span><span>1200×800 90.5 KB</span></div></a>';
    expect(
      described(`<p>Our boat leaks.</p>${picture}<p><small>12 posts - 1 participant</small></p>
        <p><a href="/t/1">Read full topic</a></p>`),
    ).to.equal('Our boat leaks.');
    expect(described('It has 3 posts - 2 participants sat on them.')).to.equal(
      'It has 3 posts - 2 participants sat on them.',
    );
  });

  it('is missing if a post of WordPress has a password', () => {
    const sentences = [
      'There is no excerpt because this is a protected post.',
      'Es gibt keinen Textauszug, da dies ein geschützter Beitrag ist.',
      'Il n’y a pas d’extrait, car cette publication est protégée.',
      'No hay extracto porque es una entrada protegida.',
      'Er is geen samenvatting omdat dit een beveiligd bericht is.',
    ];
    for (const sentence of sentences) expect(described(sentence, 'Protected: X'), sentence).to.equal(undefined);
    const own =
      'The book has no excerpt because this is what its writer wanted, and nobody else had a say in it, of course.';
    expect(described(own)).to.equal(own);
  });

  it('is missing if the full text is a password form', () => {
    const form =
      '<form action="https://paper.example/wp-login.php?action=postpass" class="post-password-form" method="post"><p>Heslo: <input name="post_password"></p></form>';
    const sentence = 'Toto je jen věta o tom, že výňatek není, a to v jazyce, který tady nikdo nezná, ani trochu.';
    const inRss = item(`<description>${sentence}</description><content:encoded><![CDATA[${form}]]></content:encoded>`);
    expect(readOne(rss(inRss)).excerpt).to.equal(undefined);
    expect(readOne(rss(item(`<content:encoded><![CDATA[${form}]]></content:encoded>`))).excerpt).to.equal(undefined);
    const inAtom = entry(`<summary>${sentence}</summary><content type="html"><![CDATA[${form}]]></content>`);
    expect(readOne(atom(inAtom)).excerpt).to.equal(undefined);
  });

  it('is that of the full text if the description is only boilerplate', () => {
    for (const text of ['Title', 'Comments', 'Read more', '...', '<img src="/a.jpg">']) {
      const whole = '<content:encoded><![CDATA[<p>After forty years.</p>]]></content:encoded>';
      expect(readOne(rss(item(`<description><![CDATA[${text}]]></description>${whole}`))).excerpt, text).to.equal(
        'After forty years.',
      );
    }
  });
});

describe('emoji in pictures', () => {
  const signs: [string, string][] = [
    [
      '<img src="https://s.w.org/images/core/emoji/2/72x72/26f5.png" alt="⛵" class="wp-smiley" style="height: 1em">',
      '⛵',
    ],
    ['<img draggable="false" role="img" class="emoji" alt="🚣‍♀️" src="https://cdn.example/1f6a3.svg">', '🚣‍♀️'],
    ['<IMG SRC="/icons/x.gif" ALT="&#x1F41F;">', '🐟'],
    ['<img class="emoji" title=":fish:" alt=":fish:" src="https://forum.example/emoji/1f41f.png?v=9">', '🐟'],
    ['<img src="/wp-includes/images/smilies/icon_smile.gif" alt=":-)" class="wp-smiley">', ':-)'],
  ];
  for (const [html, sign] of signs) {
    it(`are ${sign} in ${html.slice(0, 40)}…`, () => {
      expect(described(`Off we go ${html} now.`)).to.equal(`Off we go ${sign} now.`);
    });
  }

  it('are not assumed for other pictures with a text', () => {
    expect(described('A <img src="/a.jpg" alt="boat"> and <img src="/b.jpg" alt="42"> here.')).to.equal('A and here.');
  });
});

describe('names of a missing category', () => {
  const names = [
    'Uncategorized', 'Uncategorised', 'uncategorized', 'Allgemein', 'Non classé', 'Sin categoría', 'Sem categoria',
    'Senza categoria', 'Geen categorie', 'Bez kategorii', 'Nezařazené', 'Okategoriserade', 'Ikke kategoriseret',
    'Без рубрики', 'Без категорії', 'Χωρίς κατηγορία', '未分類', '未分类', '미분류', 'Chưa phân loại', 'غير مصنف',
  ]; // prettier-ignore
  for (const name of names) {
    it(`are left out: ${name}`, () => {
      const { tags, category } = readOne(rss(item(`<category>${name}</category><category>Boats</category>`)));
      expect([tags, category]).to.deep.equal([['Boats'], 'Boats']);
      expect(readOne(atom(entry(`<category term="${name}"/>`))).tags).to.deep.equal([]);
      expect(readOne(jsonFeed([{ id: 1, url: '/a', title: 'A', tags: [name] }])).tags).to.deep.equal([]);
    });
  }

  it('do not include similar names', () => {
    const tags = ['Categories of boats', 'Klassiker', 'Uncategorized boats', 'Sin', 'General'];
    const said = tags.map((tag) => `<category>${tag}</category>`).join('');
    expect(readOne(rss(item(said))).tags).to.deep.equal(tags);
  });
});

describe('a post', () => {
  const post = (description: string, more = '') =>
    readOne(
      rss(
        `<item><link>https://paper.example/p</link><description><![CDATA[${description}]]></description>${more}</item>`,
      ),
    );

  it('without a title uses its text once', () => {
    const { title, excerpt } = post('<p>The heron is back.</p>');
    expect([title, excerpt]).to.deep.equal(['The heron is back.', undefined]);
    const long =
      'We walked along the river until the path ended at a gate, and behind it stood a heron, which did not move at all.';
    for (const { title, excerpt } of [
      post(`<p>${long}</p>`),
      readOne(jsonFeed([{ id: 1, url: '/p', content_text: long }])),
      readOne(
        atom(
          `<entry><id>u:1</id><link href="/p"/><updated>2025-06-03T10:15:00Z</updated><content>${long}</content></entry>`,
        ),
      ),
    ]) {
      expect(title).to.match(/^We walked .{60,85}…$/);
      const words = (text: string) => text.match(/\w+/g);
      expect(words(title + excerpt!)).to.deep.equal(words(long));
    }
  });

  it('with only a picture has its alternative text as title, else the publisher', () => {
    const picture = '<img src="https://paper.example/p.jpg" alt="A heron">';
    expect(post(picture)).to.include({ title: 'A heron' });
    expect(post(picture.replace(' alt="A heron"', ''))).to.include({ title: 'Paper' });
    expect(post('', '<enclosure url="/p.jpg" type="image/jpeg"/>').image?.url).to.equal('https://paper.example/p.jpg');
    expect(readOne(jsonFeed([{ id: 1, url: '/p', image: '/p.jpg' }])).title).to.equal('Paper');
  });

  it('without a link links to its enclosure', () => {
    const episode =
      '<item><title>Episode</title><guid isPermaLink="false">e1</guid><enclosure url="/e1.mp3" type="audio/mpeg"/></item>';
    expect(readOne(rss(episode)).url).to.equal('https://paper.example/e1.mp3');
  });
});

describe('URLs that were escaped twice', () => {
  it('are decoded', () => {
    for (const amp of ['&amp;amp;', '&amp;#038;', '&amp;#38;', '&amp;amp;amp;']) {
      expect(readOne(rss(item('', `https://paper.example/a?b=1${amp}c=2`))).url).to.equal(
        'https://paper.example/a?b=1&c=2',
      );
      expect(readOne(rss(item(`<media:thumbnail url="/a.jpg?b=1${amp}c=2"/>`))).image?.url).to.equal(
        'https://paper.example/a.jpg?b=1&c=2',
      );
    }
    expect(readOne(rss(item(`<enclosure type="image/png" url="/a.png?b=1&amp;amp;c=2"/>`))).image?.url).to.match(
      /b=1&c=2$/,
    );
    expect(readOne(jsonFeed([{ id: 1, title: 'A', url: '/a?b=1&amp;c=2' }])).url).to.match(/b=1&c=2$/);
  });
});
