import { expect } from 'chai';
import { read, rss } from '../support/feeds.js';

/** A feed whose title needs more than ASCII, without an XML declaration. */
const FEED = rss('', '<!-- -->').replace('<?xml version="1.0"?>', '').replace('<title>Paper', '<title>Größe “é”');
const TITLE = 'Größe “é”';

const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>${FEED}`;
const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (number[] | Uint8Array)[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  [...text].forEach((character, index) => view.setUint16(index * 2, character.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
}

/** windows-1252, as far as `FEED` needs it. */
const windows1252 = (text: string) =>
  Uint8Array.from([...text], (character) => ({ '“': 0x93, '”': 0x94 })[character] ?? character.charCodeAt(0));

/** windows-1251, whose letters from А on stand in the order of Unicode. */
const windows1251 = (text: string) =>
  Uint8Array.from([...text], (character) => {
    const code = character.charCodeAt(0);
    return code >= 0x410 ? code - 0x410 + 0xc0 : code;
  });

describe('the charset of a document', () => {
  const title = (body: Uint8Array | ArrayBuffer | string, contentType?: string) => read(body, contentType).title;

  it('is UTF-8 by default', () => {
    expect(title(utf8(FEED))).to.equal(TITLE);
    expect(title(utf8(FEED), 'text/xml')).to.equal(TITLE);
  });

  it('is windows-1252 without a declaration if it is not valid UTF-8', () => {
    expect(title(windows1252(FEED))).to.equal(TITLE);
    expect(title(windows1252(FEED), 'text/xml')).to.equal(TITLE);
  });

  it('is that of the header', () => {
    for (const type of [
      'text/xml; charset=windows-1252',
      'text/xml;CHARSET="Windows-1252"',
      "text/xml; charset = 'cp1252'",
    ]) {
      expect(title(windows1252(FEED), type), type).to.equal(TITLE);
    }
  });

  it('is that of the XML declaration', () => {
    expect(title(windows1252(declared('windows-1252')))).to.equal(TITLE);
    expect(title(windows1252(declared('ISO-8859-1')))).to.equal(TITLE);
    expect(title(windows1251(declared('windows-1251').replace(TITLE, 'Привет')))).to.equal('Привет');
  });

  it('is that of a declaration in single quotes, or after another line', () => {
    expect(title(windows1252(declared('windows-1252').replaceAll(/="([^"]*)"\?/g, "='$1'?")))).to.equal(TITLE);
    expect(title(windows1252(`\nWarning!\n${declared('windows-1252')}`))).to.equal(TITLE);
  });

  it('is that of the header before that of the declaration', () => {
    expect(title(windows1252(declared('utf-8')), 'text/xml; charset=windows-1252')).to.equal(TITLE);
    expect(title(utf8(declared('windows-1252')), 'text/xml; charset=utf-8')).to.equal(TITLE);
  });

  it('is that of the byte order mark before header and declaration', () => {
    const marked = bytes([0xef, 0xbb, 0xbf], utf8(declared('windows-1252')));
    expect(title(marked, 'text/xml; charset=windows-1252')).to.equal(TITLE);
    expect(title(bytes([0xff, 0xfe], utf16(declared('utf-8'), true)), 'text/xml; charset=utf-8')).to.equal(TITLE);
    expect(title(bytes([0xfe, 0xff], utf16(declared('utf-16'), false)))).to.equal(TITLE);
  });

  it('is that of the header for UTF-16 without a mark', () => {
    expect(title(utf16(FEED, true), 'text/xml; charset=utf-16le')).to.equal(TITLE);
    expect(title(utf16(FEED, false), 'text/xml; charset=utf-16be')).to.equal(TITLE);
  });

  it('is not UTF-16 if its declaration is readable as single bytes', () => {
    expect(title(utf8(declared('utf-16')))).to.equal(TITLE);
  });

  it('is detected if an unknown one is declared', () => {
    expect(title(utf8(declared('klingon')), 'text/xml; charset=none')).to.equal(TITLE);
    expect(title(windows1252(declared('klingon')), 'text/xml; charset=none')).to.equal(TITLE);
    expect(title(windows1252(declared('windows-1252')), 'text/xml; charset=none')).to.equal(TITLE);
  });

  it('is ignored for text, like its byte order mark', () => {
    expect(title(`\ufeff${declared('windows-1252')}`, 'text/xml; charset=windows-1252')).to.equal(TITLE);
  });

  it('is detected for an ArrayBuffer, and for a part of one', () => {
    const padded = bytes([60, 60], utf8(FEED));
    expect(title(utf8(FEED).buffer)).to.equal(TITLE);
    expect(title(padded.subarray(2))).to.equal(TITLE);
  });

  it('of a JSON Feed is detected in the same way', () => {
    const json = JSON.stringify({ title: TITLE, items: [] });
    expect(title(bytes([0xef, 0xbb, 0xbf], utf8(json)))).to.equal(TITLE);
    expect(title(bytes([0xff, 0xfe], utf16(json, true)))).to.equal(TITLE);
    expect(title(windows1252(json), 'application/json; charset=windows-1252')).to.equal(TITLE);
  });

  it('is another if the declared one decodes hardly any letter', () => {
    for (const [source, type] of [
      [declared('iso-8859-1'), 'text/xml; charset=utf-8'],
      [declared('utf-8'), undefined],
      [declared('utf-8'), 'text/xml; charset=utf-8'],
    ] as const)
      expect(title(windows1252(source), type), `${source} ${type}`).to.equal(TITLE);
  });

  it('is detected as UTF-16 without a byte order mark', () => {
    for (const isLittle of [true, false]) {
      expect(title(bytes(utf16(FEED, isLittle)))).to.equal(TITLE);
      expect(title(bytes(utf16(JSON.stringify({ title: TITLE, items: [] }), isLittle)))).to.equal(TITLE);
    }
  });

  it('loses only the invalid bytes', () => {
    const wrong = bytes(utf8('<rss><channel><title>A '), [0xff], utf8(' b</title>'), utf8('</channel></rss>'));
    expect(title(wrong, 'text/xml; charset=utf-8')).to.equal('A \ufffd b');
  });
});
