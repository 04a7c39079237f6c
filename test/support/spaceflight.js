/** An imitation of Spaceflight News, with articles of its own, for tests that show the README's first snippet. */
import { spaceflightNews } from '../services/server/spaceflight-news.js';

const TITLES = [
  'Two rovers meet on the far side of the Moon',
  'A lander sends its first picture from the south pole of the moon',
  'Crew trains for a week on the Moon in a desert',
  'A comet passes Mars',
];

const stories = TITLES.map((title, n) => ({
  number: n + 1,
  title,
  author: 'Ada Marsh',
  url: `https://orbit.example/${n}`,
  image: `https://orbit.example/${n}.jpg`,
  publisher: { name: 'Orbit Gazette' },
  summary: `What happened, in a sentence or two (${n}).`,
  published: new Date(Date.UTC(2026, 4, 26 - n)).toISOString(),
  updated: new Date(Date.UTC(2026, 4, 26 - n)).toISOString(),
}));

/** Returns its response at an address, if that is one of its own. */
export function spaceflightAnswer(address) {
  const { host, pathname: path, searchParams: query } = new URL(address);
  return spaceflightNews.serves(host) ? spaceflightNews.answer({ path, query, address }, stories).body : undefined;
}
