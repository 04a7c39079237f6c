/** Sources for stories that no feed of the demo fits. They answer by address, the same for all stories, so that no story changes the network of others. */
import { configure } from '../src/index.js';
import { ordinary } from './articles.js';

/** Addresses at which something goes wrong. */
export const SILENT = 'feeds/stand-in/silent.xml';
export const MISSING = 'feeds/stand-in/missing.xml';
export const OFFLINE = 'feeds/stand-in/offline.xml';
export const THROTTLED = 'feeds/stand-in/throttled.xml';
export const PAGE = 'feeds/stand-in/page.html';
/** Answers once, then can't be reached, then answers again. */
export const UNSTEADY = 'feeds/meridian.rss.xml?unsteady';
export const STORIES = 'feeds/stand-in/stories.json';

const json = (value: unknown) => new Response(JSON.stringify(value));
const offline = () => Promise.reject(new TypeError('offline'));

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** Articles in the shape of GDELT. */
function gdelt() {
  const seendate = hoursAgo(1.5)
    .toISOString()
    .replace(/[-:]|\.\d+/g, '');
  const articles = [
    { url: 'https://tidewater.example/a', title: 'Envoys resume talks , officials say', domain: 'tidewater.example' },
    { url: 'https://ledger.example/b', title: 'Grain ships leave as the truce holds', domain: 'ledger.example' },
  ];
  return json({ articles: articles.map((one) => ({ ...one, seendate, language: 'English', socialimage: '' })) });
}

/** Articles in a shape of somebody's own. */
function stories() {
  const list = ordinary.map(({ title }, n) => ({ head: title, slug: `story-${n}`, when: hoursAgo(2 * n) }));
  return json({ data: { stories: list } });
}

let requests = 0;

type Answer = (real: () => Promise<Response>) => Response | Promise<Response>;

/** Answers by the beginning or a part of the address; a query tells stories apart that share one. */
const ANSWERS: [string, Answer][] = [
  [SILENT, () => new Promise(() => {})],
  [MISSING, () => new Response('', { status: 404 })],
  [OFFLINE, offline],
  [THROTTLED, () => new Response('', { status: 429, headers: { 'Retry-After': '600' } })],
  [PAGE, () => new Response('<!doctype html><title>A page</title>')],
  [UNSTEADY, (real) => (requests++ % 2 === 0 ? real() : offline())],
  [STORIES, stories],
  ['https://api.gdeltproject.org/', gdelt],
];

async function answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const real = () => fetch(input, init);
  const [, standIn] = ANSWERS.find(([part]) => String(input).includes(part)) ?? [];
  return standIn ? standIn(real) : real();
}

configure({ fetch: answer });
