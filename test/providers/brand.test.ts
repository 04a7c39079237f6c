import { expect } from 'chai';
import { brandOf } from '../../src/providers/values/brand.js';
import { atom, entry, item, jsonFeed, readOne, rss } from '../support/feeds.js';

describe('the short name of a publisher', () => {
  const NAMES: [title: string, host: string, name: string][] = [
    ['Tidewater Post', 'tidewaterpost.example', 'Tidewater Post'],
    ['Tidewater Post - World', 'tidewaterpost.example', 'Tidewater Post'],
    ['World | Tidewater Post', 'www.tidewaterpost.example', 'Tidewater Post'],
    ['TWP > Top Stories', 'twptimes.example', 'TWP'],
    ['News : TWP', 'www.twp.example', 'TWP'],
    ['Tidewater - News', 'tidewater.co.example', 'Tidewater'],
    ['The Latest News from the Coast and Beyond | Tide News', 'news.tide.example', 'Tide News'],
    [
      'www.tidewater.example for the latest news from the coast and from beyond',
      'www.tidewater.example',
      'tidewater.example',
    ],
    ['UK homepage', 'www.tp.example', 'tp.example'],
    ['RSS Feed', 'tidewater.example', 'tidewater.example'],
    ['Latest news', 'blog.tidewater.example', 'blog.tidewater.example'],
    ['tidewater developer neueste Meldungen', 'www.tidewater.example', 'tidewater developer'],
    ['Tidewater RSS feed', 'tidewater.example', 'Tidewater'],
    ['Sea & Sand: thoughts about both', 'sand.example', 'Sea & Sand'],
    ['Ebb News', 'ebb.example', 'Ebb News'],
    ['Coca-Cola', 'drinks.example', 'Coca-Cola'],
    ['Diary of a lock keeper', 'someblogs.example', 'Diary of a lock keeper'],
    ['lighthouses – Notes of a Keeper', 'somewhere.example', 'Notes of a Keeper'],
    ['lighthouses | Notes of a Keeper', 'somewhere.example', 'Notes of a Keeper'],
    ['海の新聞 - 国際', 'umi.example', '海の新聞'],
    ['A sentence that goes on and on about a blog that nobody has named yet', 'quay.example', 'quay.example'],
  ];
  for (const [title, host, name] of NAMES)
    it(`of ${title} is ${name}`, () => expect(brandOf(title, `https://${host}/`)).to.equal(name));

  it('is that of every article, in any format; the feed keeps its title', () => {
    const title = 'Paper - Top stories';
    for (const source of [
      rss(item('')).replace('<title>Paper<', `<title>${title}<`),
      atom(entry('')).replace('<title>Paper<', `<title>${title}<`),
      jsonFeed([{ id: '1', url: '/1', title: 'Ice' }], { title, home_page_url: 'https://paper.example/' }),
    ])
      expect(readOne(source).publisher?.name).to.equal('Paper');
  });

  it('is found in linear time', () => {
    for (const piece of [' - ', 'a - ', ' ', ': ', '|', 'news ', '>'])
      expect(brandOf(piece.repeat(100_000), 'https://paper.example/').length).to.be.at.most(40);
  });
});
