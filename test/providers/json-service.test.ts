import { expect } from 'chai';
import fc from 'fast-check';
import { DayMemory } from '../../src/providers/services/day-memory.js';
import { addressWith, siteAddress } from '../../src/providers/services/json-service.js';
import { mentions, phraseOf } from '../../src/providers/services/tag-forms.js';
import { hashtagOf, slugOf } from '../../src/text/slug.js';

describe('Addresses of services', () => {
  it('have their parameters encoded', () => {
    const address = addressWith('https://api.example/?a=1', { q: 'a b+c&d=é"', 'any[]': ['x', 'y'], n: 2 });
    expect(address).to.equal('https://api.example/?a=1&q=a%20b%2Bc%26d%3D%C3%A9%22&any%5B%5D=x&any%5B%5D=y&n=2');
    const { searchParams } = new URL(address);
    expect([searchParams.get('q'), searchParams.getAll('any[]')]).to.deep.equal(['a b+c&d=é"', ['x', 'y']]);
  });

  it('encode any parameter reversibly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(new URL(addressWith('https://api.example/', { value })).searchParams.get('value')).to.equal(
          value.toWellFormed(),
        );
      }),
    );
  });

  it('of sites end with a slash, before their API', () => {
    expect(siteAddress('https://a.example', 'x', 'api')).to.equal('https://a.example/');
    expect(siteAddress('https://a.example:8080/b/?c#d', 'x', 'api')).to.equal('https://a.example:8080/b/');
    expect(siteAddress('https://a.example/b/api/v1/c', 'x', 'api')).to.equal('https://a.example/b/');
    expect(siteAddress('https://a.example//', 'x', 'api')).to.equal('https://a.example/');
  });
});

describe('Tags', () => {
  it('as parts of addresses', () => {
    const SLUGS = {
      'Peace Negotiations': 'peace-negotiations', 'Élections 2025': 'elections-2025', 'R&D': 'rd', 'O’Brien': 'obrien', 'AC/DC': 'ac-dc',
      'Straße': 'strasse', 'Мир и Война': 'мир-и-война', '和平': '和平', 'a – b': 'a-b', '#tag': 'tag', '--': '', '': '', 'node.js': 'node-js',
      'Łódź': 'lodz', 'Й': 'й', 'शांति': 'शांति',
    }; // prettier-ignore
    for (const [tag, slug] of Object.entries(SLUGS)) expect(slugOf(tag), tag).to.equal(slug);
  });

  it('as single words', () => {
    expect(hashtagOf('#Peace negotiations!')).to.equal('peacenegotiations');
    expect(hashtagOf('cease-fire')).to.equal('ceasefire');
    expect(hashtagOf('C++')).to.equal('c');
    expect(hashtagOf('!')).to.equal('');
  });

  it('as phrases', () => {
    expect(phraseOf(' peace  "talks"\n')).to.equal('"peace talks"');
    expect(phraseOf('"!"')).to.equal('');
  });

  it('are mentioned as whole words', () => {
    expect(mentions([undefined, 'The ART, of peace'], 'art')).to.equal(true);
    expect(mentions(['Party'], 'art')).to.equal(false);
    expect(mentions(['Peace, talks'], 'peace talks')).to.equal(true);
    expect(mentions(['talks peace'], 'peace talks')).to.equal(false);
    expect(mentions(['世界和平会議'], '和平')).to.equal(true);
    expect(mentions([''], 'x')).to.equal(false);
  });
});

describe('A memory for a day', () => {
  it('holds the last five hundred', () => {
    const memory = new DayMemory<number>();
    for (let n = 0; n <= 500; n++) memory.set(`${n}`, n);
    expect([memory.get('0'), memory.get('1'), memory.get('500')]).to.deep.equal([undefined, 1, 500]);
  });
});
