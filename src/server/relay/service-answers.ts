/** Answers at the addresses of the relay itself, whose names no feed may have: `/healthz`, `/metrics`, `/opml`, keys. */
import type { RelayArchive } from '../archive/relay-archive.js';
import type { Crawler } from '../crawler/crawler.js';
import { healthOf } from '../health.js';
import { PROMETHEUS_TYPE, prometheusText } from '../metrics/prometheus-text.js';
import { relayMetrics } from '../metrics/relay-metrics.js';
import type { ResponseCounter } from '../metrics/response-counter.js';
import { factsOfCrawled, factsOfEntry } from '../metrics/source-facts.js';
import { opmlOf } from '../opml/write-opml.js';
import { addCost } from '../request-cost.js';
import { type Origins, directoryAnswer, serviceAnswer } from '../responses.js';
import { type BotSigner, DIRECTORY_PATH } from '../signing/bot-signatures.js';
import type { RelayEntries } from './entries.js';

/** Number of sources whose metrics cost as much as one request. */
const SOURCES_PER_COST = 1000;

export interface ServiceAnswersOptions {
  entries: RelayEntries;
  archive: RelayArchive | undefined;
  crawler: Crawler | undefined;
  /** Returns the last failure of the archive, if it fails. */
  failure: () => string | undefined;
  signer: BotSigner | undefined;
  responses: ResponseCounter;
  origins: Origins;
  now: () => number;
}

export class ServiceAnswers {
  #options: ServiceAnswersOptions;

  constructor(options: ServiceAnswersOptions) {
    this.#options = options;
  }

  /**
   * @param path the whole path
   * @param name its last part
   * @returns `undefined` for the address of a feed
   */
  async answer(request: Request, path: string, name: string): Promise<Response | undefined> {
    const { signer, origins, entries } = this.#options;
    if (signer && path.endsWith(DIRECTORY_PATH)) return directoryAnswer(request, origins, signer.directory());
    if (name === 'opml') return serviceAnswer(request, origins, opmlOf(entries.feeds.values()), 'text/x-opml');
    if (name === 'metrics') return this.#metrics(request);
    if (name === 'healthz') return this.#health(request);
    return undefined;
  }

  async #health(request: Request): Promise<Response> {
    const { archive, entries, failure, crawler, origins } = this.#options;
    await archive?.check();
    const health = healthOf(await entries.requested(), failure(), crawler);
    const status = health.status === 'ok' ? 200 : 503;
    return serviceAnswer(request, origins, JSON.stringify(health), 'application/json', status);
  }

  async #metrics(request: Request): Promise<Response> {
    const { archive, entries, crawler, responses, origins, now } = this.#options;
    const sources = crawler
      ? crawler.states().map((state) => factsOfCrawled(state, now()))
      : (await entries.requested()).flatMap(factsOfEntry);
    addCost(request, sources.length / SOURCES_PER_COST);
    const families = relayMetrics({
      sources,
      responses: responses.counts,
      archive: await archive?.size(),
      isCrawling: crawler?.isCrawling,
    });
    return serviceAnswer(request, origins, prometheusText(families), PROMETHEUS_TYPE);
  }
}
