import { expect } from 'chai';
import { read, rss } from '../support/feeds.js';

/** Feeds in windows-1252, read in Node: what its decoder gets wrong, readers of a relay or a snapshot would see. */

const SIGNS = {
  '€': 0x80,
  '…': 0x85,
  Š: 0x8a,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '–': 0x96,
  '—': 0x97,
  '™': 0x99,
  Ÿ: 0x9f,
};
const TITLE = `Größe ${Object.keys(SIGNS).join(' ')} é`;

const bytesOf = (text: string) =>
  Uint8Array.from([...text], (character) => SIGNS[character as '€'] ?? character.charCodeAt(0));
const feed = (title: string) => rss('').replace('<title>Paper', `<title>${title}`);
const declared = (encoding: string) => feed(TITLE).replace('version="1.0"', `version="1.0" encoding="${encoding}"`);

describe('windows-1252', () => {
  it('keeps dashes, quotes and euro for every place of the declaration', () => {
    for (const label of ['windows-1252', 'iso-8859-1', 'latin1', 'us-ascii']) {
      expect(read(bytesOf(declared(label))).title, label).to.equal(TITLE);
      expect(read(bytesOf(feed(TITLE)), `text/xml; charset=${label}`).title, label).to.equal(TITLE);
    }
    expect(read(bytesOf(feed(TITLE))).title).to.equal(TITLE);
  });

  it('is used for numeric references to control characters', () => {
    const references = Object.entries(SIGNS).map(([sign, code]) => [sign, `&#${code}; &#x${code.toString(16)};`]);
    for (const [sign, written] of references) expect(read(feed(written!)).title).to.equal(`${sign} ${sign}`);
  });

  it('is not used for other charsets', () => {
    expect(read(Uint8Array.of(...bytesOf(declared('windows-1251')))).title).to.match(/^GrцЯe Ђ …/);
    expect(read(new TextEncoder().encode(feed(TITLE))).title).to.equal(TITLE);
  });
});
