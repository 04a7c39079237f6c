import { expect } from 'chai';
import { read } from '../support/feeds.js';

/** Whole documents and, beside each, the feed that they are. */
const DOCUMENTS = [
  'rss-0.90.xml',
  'rss-0.91.xml',
  'rss-0.92.xml',
  'rss-1.0.xml',
  'rss-2.0.xml',
  'rss-2.0-mixed.xml',
  'atom-0.3.xml',
  'atom-1.0.xml',
  'atom-1.0-mixed.xml',
  'rss-2.0-habits.xml',
  'atom-1.0-habits.xml',
  'json-feed-1.1-habits.json',
  'json-feed-1.0.json',
  'json-feed-1.1.json',
];

const reply = async (name: string) => {
  const response = await fetch(new URL(`../replies/${name}`, import.meta.url));
  expect(response.ok, name).to.equal(true);
  return response;
};

describe('a complete document', () => {
  for (const name of DOCUMENTS) {
    it(`in ${name.replace(/\.\w+$/, '')} becomes the expected feed`, async () => {
      const body = await (await reply(name)).arrayBuffer();
      const expected: unknown = await (await reply(name.replace(/\.\w+$/, '.expected.json'))).json();
      expect(read(body)).to.deep.equal(expected);
    });
  }
});
