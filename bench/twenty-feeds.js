/** Measures twenty feeds on one page, all requested at once. */
import { readFileSync } from 'node:fs';
import { calibrate, calibrationSentence } from './calibrate.js';
import { asRss, stories } from './news.js';
import { serve } from './server.js';
import { table } from './table.js';
import { medians, visit } from './visit.js';

export const title = 'Twenty feeds on a page';

const FEEDS = 20;
const ADDRESSES = 5;

/** Limits in milliseconds. */
const LONGEST = 50;

const pageOf = ({ cdn, news }) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>News</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>
  @media (scripting: enabled) {
    news-tag-feed:not(:defined) { display: flow-root; min-height: 100vh; animation: news-room 10s 10s linear forwards }
    @keyframes news-room { to { min-height: 0 } }
  }
</style>
<script type="module" src="${cdn}/dist/cdn/newsrack.js"></script>
${Array.from({ length: FEEDS }, (_, n) => `<news-tag-feed src="${news}/feed.xml?${n % ADDRESSES}"></news-tag-feed>`).join('\n')}
</html>`;

function answer(url, origins) {
  const path = url.split('?')[0];
  if (path === '/') return { type: 'text/html; charset=utf-8', body: pageOf(origins) };
  if (path === '/feed.xml') return { type: 'application/rss+xml', body: asRss(stories(25), origins.news) };
  if (path === '/picture.svg') return { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' };
  return { type: 'text/javascript', body: readFileSync(new URL(`..${path}`, import.meta.url)) };
}

export async function run(browser, { rounds = 5 }) {
  const server = await serve(answer);
  try {
    const visits = [];
    const calibrations = [];
    for (let round = 0; round <= rounds; round++) {
      const calibration = await calibrate(browser);
      const result = await visit(browser, server.origins.page, ['news-tag-feed', 'li [part~="link"]'], calibration.cpu);
      if (!round) continue;
      visits.push(result);
      calibrations.push(calibration);
    }
    const { first, longest, blocked, shift } = medians(visits);
    const faults = longest > LONGEST ? [`a task of ${Math.round(longest)} ms, at most ${LONGEST}`] : [];
    if (shift) faults.push(`layout shift ${shift}`);
    return {
      faults,
      markdown: `${FEEDS} feeds from ${ADDRESSES} addresses, below each other, as in a first visit with a slow processor;
median of ${rounds} rounds. ${calibrationSentence(calibrations)}

${table(
  ['', 'time'],
  [
    ['first story', `${Math.round(first)} ms`],
    [`longest task (at most ${LONGEST} ms)`, `${Math.round(longest)} ms`],
    ['blocking', `${Math.round(blocked)} ms`],
  ],
)}`,
    };
  } finally {
    server.close();
  }
}
