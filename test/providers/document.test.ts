import { expect } from 'chai';
import { NewsError } from '../../src/model/error.js';
import { URL_OF_FEED, atom, entry, item, jsonFeed, read, rss } from '../support/feeds.js';

const RSS = rss(item(''));
const ATOM = atom(entry(''));
const JSON_FEED = jsonFeed([{ id: 'a', url: '/a', title: 'Title' }]);
const PHP_WARNING = '<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/feed.php</b> on line <b>7</b><br />\n';

function failure(body: string | Uint8Array): NewsError {
  try {
    read(body);
  } catch (error) {
    expect(error).to.be.an.instanceOf(NewsError);
    return error as NewsError;
  }
  throw new Error('It was read as a feed.');
}

describe('the format of a document', () => {
  it('is never decided by its MIME type', () => {
    for (const type of [
      '',
      'text/html',
      'application/json',
      'application/rss+xml',
      'application/atom+xml',
      'image/png',
      'nonsense',
    ]) {
      for (const body of [RSS, ATOM, JSON_FEED]) expect(read(body, type).articles, type).to.have.length(1);
    }
  });

  it('is found after blank lines, text, comments, warnings and a document type', () => {
    const before = [
      '\n\n \t',
      '\ufeff',
      '\0',
      'Notice: cached\n',
      PHP_WARNING,
      '<!-- <feed> <rss> -->\n',
      '<!DOCTYPE rss SYSTEM "x.dtd">',
    ];
    for (const text of [...before, before.join('')]) {
      expect(read(text + RSS).articles, text).to.have.length(1);
      expect(read(text + ATOM).articles, text).to.have.length(1);
    }
  });

  it('is found after blank lines in JSON', () => {
    expect(read(`\ufeff\n\n ${JSON_FEED}`).articles).to.have.length(1);
  });

  it('is found for any case and prefix of its root', () => {
    expect(read(RSS.replace('<rss', '<RSS').replace('</rss', '</RSS')).articles).to.have.length(1);
    expect(read('<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title></a:feed>').title).to.equal('T');
  });
});

describe('the error for a document that is not a feed', () => {
  const PAGES = [
    '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form></form></body></html>',
    '<html lang="en"><body>Are you a robot?</body></html>',
    '<!doctype html><title>No</title><!-- <rss> --><p>Gone',
    '\n<HTML><BODY><svg><metadata><rdf:RDF xmlns:rdf="x"><cc:Work/></rdf:RDF></metadata></svg></BODY></HTML>',
    '<!doctype html><feed-list></feed-list><feed>x</feed>',
  ];

  it('says that it is a web page', () => {
    for (const page of PAGES) {
      expect(failure(page).code, page).to.equal('format');
      expect(failure(page).message, page).to.contain('web page');
    }
  });

  it('says that it is empty', () => {
    for (const body of ['', ' \n', '\ufeff', '\0\0', new Uint8Array(), Uint8Array.of(0xef, 0xbb, 0xbf)]) {
      expect(failure(body).code).to.equal('format');
      expect(failure(body).message).to.contain('empty');
    }
  });

  it('says that its format is unknown', () => {
    const others = [
      'Not found',
      '<?xml version="1.0"?><urlset></urlset>',
      '[]',
      '[{"items":[]}]',
      '"text"',
      '<rssx></rssx>',
      '<opml version="2.0"/>',
      '\x89PNG',
    ];
    for (const body of others) {
      expect(failure(body).code, body).to.equal('format');
      expect(failure(body).message, body).to.contain('no known kind');
    }
  });

  it('covers JSON without a list of items, and invalid JSON', () => {
    for (const body of ['{}', '{"items":{}}', '{"items":null}', '{"articles":[]}', '{', '{]', '{"items":', '{rss}']) {
      expect(failure(body).code, body).to.equal('format');
    }
  });

  it('contains its URL, and what the owner can do', () => {
    const error = failure('Not found');
    expect(error.source).to.equal(URL_OF_FEED);
    expect(error.message).to.contain(URL_OF_FEED).and.to.contain('Check');
  });
});
