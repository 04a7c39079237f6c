import { expect } from 'chai';
import {
  attributeName,
  count,
  duration,
  list,
  oneOf,
  orWord,
  ratio,
  parseAttributes,
  someOf,
  text,
} from '../../src/model/values.js';
import { requestAttributes } from '../../src/model/request.js';
import type { AttributeParser } from '../../src/model/values.js';
import { feedAttributes } from '../../src/views/options.js';

/** Describes the results of a parser, with each value as a title. */
function reads<T>(reader: AttributeParser<T>, cases: [unknown, T | undefined][]): void {
  for (const [raw, value] of cases) {
    const shown = typeof raw === 'string' ? `"${raw}"` : Array.isArray(raw) ? JSON.stringify(raw) : String(raw);
    it(`${shown} is ${value === undefined ? 'refused' : JSON.stringify(value)}`, () => {
      expect(reader.parseValue(raw)).to.deep.equal(value);
    });
  }
}

describe('text', () => {
  reads(text('x'), [
    ['news', 'news'],
    ['', ''],
    [7, '7'],
    [true, undefined],
    [{}, undefined],
  ]);

  it('has the default it was given', () => {
    expect(text('x').fallback).to.equal('x');
    expect(text(undefined).fallback).to.equal(undefined);
  });
});

describe('one word of a list', () => {
  reads(oneOf('any', 'all'), [
    ['any', 'any'],
    [' ALL ', 'all'],
    ['both', undefined],
    ['', undefined],
    [0, undefined],
  ]);
  reads(oneOf(1, 2, 3), [
    ['2', 2],
    [3, 3],
    ['4', undefined],
  ]);

  it('has the first as its default, and accepts all it names', () => {
    expect(oneOf('any', 'all')).to.include({ fallback: 'any', accepts: 'any, all' });
  });
});

describe('a whole number', () => {
  reads(count(1, 1000, 30), [
    ['1', 1],
    [' 30 ', 30],
    [1000, 1000],
    ['0', undefined],
    ['1001', undefined],
    ['-5', undefined],
    ['2.5', undefined],
    ['many', undefined],
    ['', undefined],
    [' ', undefined],
    [NaN, undefined],
    [Infinity, undefined],
    [[5], undefined],
    [true, undefined],
  ]);

  it('names its bounds', () => {
    expect(count(1, 1000, 30)).to.include({ fallback: 30, accepts: 'a whole number from 1 to 1000' });
  });
});

describe('a word as an alternative value', () => {
  reads(orWord('all', 'all', count(1, 10, 3)), [
    ['all', 'all'],
    ['4', 4],
    [4, 4],
    ['none', undefined],
    ['11', undefined],
  ]);

  it('names both', () => {
    expect(orWord('all', 'all', count(1, 10, 3))).to.include({
      fallback: 3,
      accepts: 'a whole number from 1 to 10, or all',
    });
  });
});

describe('a list', () => {
  describe('separated by commas', () => {
    reads(list(','), [
      [2026, ['2026']],
      ['a, b c ,,d', ['a', 'b c', 'd']],
      ['', []],
      [' , ', []],
      [
        ['a', ' b, c ', ''],
        ['a', 'b, c'],
      ],
      [[], []],
      [['a', 7], undefined],
      [true, undefined],
      [{ length: 1 }, undefined],
    ]);
  });

  describe('separated by white space', () => {
    reads(list(/\s+/), [['  a\n b\tc ', ['a', 'b', 'c']]]);
  });

  it('has the default it was given', () => {
    expect(list(',').fallback).to.deep.equal([]);
    expect(list(',', 'a', 'b').fallback).to.deep.equal(['a', 'b']);
  });
});

describe('some words of a list', () => {
  reads(someOf(['image', 'time', 'tags'], ['image']), [
    ['time image', ['time', 'image']],
    ['time,tags', ['time', 'tags']],
    [['tags'], ['tags']],
    ['', []],
    ['time date', undefined],
    [7, undefined],
  ]);

  it('names them', () => {
    expect(someOf(['image', 'time'], ['image']).accepts).to.equal('any of image time');
  });
});

describe('a length of time', () => {
  reads(duration(10_000), [
    ['500ms', 500],
    ['10s', 10_000],
    ['1.5s', 1500],
    [' 5m ', 300_000],
    ['36h', 129_600_000],
    ['7d', 604_800_000],
    [250, 250],
    ['10', undefined],
    ['0s', undefined],
    ['-5s', undefined],
    ['5 m', undefined],
    ['5w', undefined],
    ['soon', undefined],
    ['', undefined],
    [0, undefined],
    [-1, undefined],
    [NaN, undefined],
    [Infinity, undefined],
    [{}, undefined],
  ]);
});

describe('a ratio', () => {
  reads(ratio('16 / 9'), [
    ['4/3', '4 / 3'],
    ['4:3', '4 / 3'],
    [' 1.5 / 1 ', '1.5 / 1'],
    ['1', '1 / 1'],
    [2, '2 / 1'],
    ['0', undefined],
    ['16/0', undefined],
    ['wide', undefined],
    ['1/2/3', undefined],
    ['-1', undefined],
    ['', undefined],
  ]);
});

describe('the values of all parsers', () => {
  const readers = { limit: count(1, 10, 5), tagMatch: oneOf('any', 'all'), tag: list(',') };

  it('are those of the host', () => {
    expect(parseAttributes(readers, { limit: '7', tagMatch: 'all', tag: 'a,b' }, expect.fail)).to.deep.equal({
      limit: 7,
      tagMatch: 'all',
      tag: ['a', 'b'],
    });
  });

  it('are the defaults for missing values, without a warning', () => {
    const defaults = { limit: 5, tagMatch: 'any', tag: [] };
    expect(parseAttributes(readers, {}, expect.fail)).to.deep.equal(defaults);
    expect(parseAttributes(readers, { limit: null, tagMatch: undefined }, expect.fail)).to.deep.equal(defaults);
  });

  it('are the defaults for invalid values, with a warning that names attribute, value and accepted values', () => {
    const complaints: unknown[][] = [];
    const values = parseAttributes(readers, { limit: 'many', tagMatch: 'both', tag: true }, (...complaint) =>
      complaints.push(complaint),
    );
    expect(values).to.deep.equal({ limit: 5, tagMatch: 'any', tag: [] });
    expect(complaints).to.deep.equal([
      ['limit', 'many', 'a whole number from 1 to 10'],
      ['tag-match', 'both', 'any, all'],
      ['tag', true, 'text or an array of it'],
    ]);
  });

  it('accept every example of a time that their warnings name', () => {
    const all: Record<string, AttributeParser<unknown>> = {
      ...requestAttributes,
      ...feedAttributes,
      least: duration(0, 6e4),
    };
    const named = Object.entries(all).filter(([, { accepts }]) => accepts.startsWith('a time such as'));
    expect(named.map(([name]) => name)).to.include.members(['maxAge', 'timeout', 'cache', 'refreshEvery', 'least']);
    for (const [name, { accepts, parseValue }] of named) {
      const examples = accepts.match(/\b\d+(?:ms|[smhd])\b/g)!;
      expect(examples.length, name).to.be.greaterThan(2);
      for (const example of examples) expect(parseValue(example), `${name}="${example}"`).to.be.a('number');
    }
  });

  it('have attribute names in warnings', () => {
    expect(attributeName('pageSize')).to.equal('page-size');
    expect(attributeName('src')).to.equal('src');
    expect(attributeName('perPublisherMax')).to.equal('per-publisher-max');
  });
});
