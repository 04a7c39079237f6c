import { expect } from 'chai';
import { fullDecoders } from '../../src/providers/values/full-decoders.js';
import { cut } from '../../src/text/clean.js';
import { htmlText } from '../../src/text/coerce.js';
import { decodeEntities } from '../../src/text/html-text.js';
import { floodOf, item, jsonFeed, readOne, rss } from '../support/feeds.js';

describe('HTML as text', () => {
  const cases: [string, string | undefined][] = [
    ['<p>One</p><p>two</p>', 'One two'],
    ['One<br>two<hr/>three', 'One two three'],
    ['<ul><li>One<li>two</ul>', 'One two'],
    ['<td>One</td><td>two</td>', 'One two'],
    ['in<b>side</b> <i>a</i>wor<wbr>d', 'inside aword'],
    ['<a href="x" title="a > b">Link</a>', 'Link'],
    ['One<!-- two --> three', 'One three'],
    ['One<!-- two', 'One'],
    ['One<!doctype html><?xml two?> three', 'One three'],
    ['One<script>two("</p>")</script>three', 'One three'],
    ['One<STYLE>two{}</STYLE >three', 'One three'],
    ['One<script>two', 'One'],
    ['One<iframe src="x">two</iframe><noscript>three</noscript>', 'One'],
    ['<svg><text>One</text></svg>two', 'two'],
    ['<figure><img alt="x"><figcaption>Caption</figcaption></figure>Text', 'Text'],
    ['1 < 2 > 1, <3, a <- b', '1 < 2 > 1, <3, a <- b'],
    ['Open <b', 'Open <b'],
    ['One <b two', 'One <b two'],
    [' One\n\t  two\xa0three ', 'One two three'],
    ['&lt;b&gt; &amp; &copy;', '<b> & ©'],
    ['a\u202eb\u2066c\u2069\u202c', 'abc'],
    ['a\u200db', 'a\u200db'],
    ['<p></p>', undefined],
    ['&nbsp;', undefined],
    ['', undefined],
  ];
  for (const [html, text] of cases) {
    it(`${JSON.stringify(html)} is ${JSON.stringify(text)}`, () => {
      expect(htmlText(html, fullDecoders)).to.equal(text);
    });
  }
});

describe('character references', () => {
  const cases: [string, string][] = [
    ['&amp;&lt;&gt;&quot;&apos;', '&<>"\''],
    ['&#65;&#x42;&#X43;', 'ABC'],
    ['&#128512;&#x1F600;', '😀😀'],
    ['&#150;&#146;&#x80;', '–’€'],
    ['&#xD800;&#xDFFF;&#x110000;&#0;&#9999999;', '\ufffd\ufffd\ufffd\ufffd\ufffd'],
    ['&#0000000065;&#x0000000042;&#99999999999999999999999;', 'AB\ufffd'],
    ['&nbsp;&shy;&ensp;', '\xa0\xad\u2002'],
    [
      '&agrave;&Agrave;&eacute;&ecirc;&ntilde;&ouml;&aring;&ccedil;&scaron;&Zcaron;&aogon;&odblac;&abreve;&zdot;&amacr;',
      'àÀéêñöåçšŽąőăżā',
    ],
    ['&AElig;&oslash;&szlig;&oelig;&lstrok;&inodot;', 'Æøßœłı'],
    ['&alpha;&Omega;&sigmaf;&Delta;&pi;&mu;', 'αΩςΔπμ'],
    ['1&ordf; 2&ordm; m&sup2; &frac12; &euro; &pound;', '1ª 2º m² ½ € £'],
    ['&ldquo;&rdquo;&lsquo;&rsquo;&bdquo;&sbquo;&laquo;&raquo;', '“”‘’„‚«»'],
    ['&ndash;&mdash;&hellip;&bull;&middot;&trade;&reg;', '–—…•·™®'],
    ['&unknown; &; & &ampere &#; &#x; &#xg; &a b;', '&unknown; &; & &ampere &#; &#x; &#xg; &a b;'],
    ['salt &amp vinegar', 'salt & vinegar'],
    ['&amp;amp;', '&amp;'],
    // Names of what every object inherits are no entities.
    [
      '&constructor; &toString; &atoString; &xvalueOf; &__proto__; &a__proto__;',
      '&constructor; &toString; &atoString; &xvalueOf; &__proto__; &a__proto__;',
    ],
  ];
  for (const [source, text] of cases) {
    it(`${source} become ${JSON.stringify(text)}`, () => {
      expect(decodeEntities(source, fullDecoders)).to.equal(text);
    });
  }
});

describe('cutting text', () => {
  it('keeps text that is short enough', () => {
    expect(cut('One two', 7)).to.equal('One two');
    expect(cut('', 7)).to.equal('');
    expect(cut(undefined, 7)).to.equal(undefined);
  });

  it('ends at a word, without the punctuation before the dots', () => {
    expect(cut('One, two, three', 11)).to.equal('One, two…');
    expect(cut('One two – three', 12)).to.equal('One two…');
  });

  it('ends at the limit in scripts without spaces', () => {
    expect(cut('新'.repeat(20), 10)).to.equal(`${'新'.repeat(9)}…`);
  });

  it('splits no character in halves', () => {
    const text = cut('😀'.repeat(20), 10)!;
    expect(text.isWellFormed()).to.equal(true);
    expect(text).to.equal(`${'😀'.repeat(4)}…`);
  });
});

describe('the end of an excerpt that its feed has cut', () => {
  const words =
    'The harbour board agreed on a new timetable for the ferries, which will run every half hour from May on. ';
  const excerptOf = (text: string) => readOne(rss(item(`<description>${text}</description>`))).excerpt;

  it('is a whole word', () => {
    expect(excerptOf(`${words}Only the minis...`)).to.equal(`${words}Only the…`);
    expect(excerptOf(`${words}Nur die Überfä…`)).to.equal(`${words}Nur die…`);
    expect(
      readOne(jsonFeed([{ url: 'https://a.example/', title: 'A', content_text: `${words}Only pas…` }])).excerpt,
    ).to.equal(`${words}Only…`);
  });

  it('stays if it is part of the author’s text', () => {
    for (const text of ['And then…', `${words}And then it rained.`, `${words}And then …`, `${words}Is that so?…`])
      expect(excerptOf(text)).to.equal(text);
  });

  it('is found in linear time', () => {
    for (const piece of ['a ', 'a… ', ' a...', 'a\u00a0'])
      expect(excerptOf(floodOf(piece))!.length).to.be.at.most(1000);
  });
});
