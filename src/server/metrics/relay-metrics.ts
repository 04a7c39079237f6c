/** The metrics of a relay: its sources, its responses and its archive. */
import type { MetricFamily, Sample } from './prometheus-text.js';
import type { SourceFacts } from './source-facts.js';

export interface RelayFacts {
  sources: readonly SourceFacts[];
  /** Number of responses by class of status. */
  responses: ReadonlyMap<string, number>;
  /** Size of the archive. Undefined if there is none, or if it does not answer. */
  archive: { articles: number; bytes: number } | undefined;
  /** True if this process requests the sources for the archive. Undefined if it has no crawler. */
  isCrawling: boolean | undefined;
}

/** Returns the metrics. Their names and labels are public: dashboards depend on them. */
export function relayMetrics({ sources, responses, archive, isCrawling }: RelayFacts): MetricFamily[] {
  const labels = labelsOf(sources);
  const bySource = (valueOf: (source: SourceFacts) => number | undefined): Sample[] =>
    sources.flatMap((source, index) => {
      const value = valueOf(source);
      return value === undefined ? [] : [{ labels: labels[index]!, value }];
    });
  const single = (value: number | undefined): Sample[] => (value === undefined ? [] : [{ value }]);
  return [
    {
      name: 'newsrack_source_age_seconds',
      type: 'gauge',
      help: 'Time since the last good response of a source.',
      samples: bySource(({ age }) => (age === undefined ? undefined : seconds(age))),
    },
    {
      name: 'newsrack_source_due_seconds',
      type: 'gauge',
      help: 'Time until the next request to a source. +Inf for a source that is gone.',
      samples: bySource(({ due }) => seconds(due)),
    },
    {
      name: 'newsrack_source_requests_total',
      type: 'counter',
      help: 'Requests to a source.',
      samples: bySource(({ requests }) => requests),
    },
    {
      name: 'newsrack_source_not_modified_total',
      type: 'counter',
      help: 'Requests to a source that were answered with 304.',
      samples: bySource(({ unchanged }) => unchanged),
    },
    {
      name: 'newsrack_source_errors_total',
      type: 'counter',
      help: 'Requests to a source that failed.',
      samples: bySource(({ errors }) => errors),
    },
    {
      name: 'newsrack_responses_total',
      type: 'counter',
      help: 'Requests of clients, by the class of the status of the response.',
      samples: [...responses].map(([name, value]) => ({ labels: { class: name }, value })),
    },
    {
      name: 'newsrack_archive_articles',
      type: 'gauge',
      help: 'Articles in the archive.',
      samples: single(archive?.articles),
    },
    {
      name: 'newsrack_archive_bytes',
      type: 'gauge',
      help: 'Approximate size of the archive.',
      samples: single(archive?.bytes),
    },
    {
      name: 'newsrack_crawling',
      type: 'gauge',
      help: '1 in the process that requests the sources for the archive, else 0.',
      samples: single(isCrawling === undefined ? undefined : Number(isCrawling)),
    },
  ];
}

const seconds = (milliseconds: number): number => Math.round(milliseconds) / 1000;

/** Returns the labels of each source: its feed and its host, with a number if the feed has several at one host. */
function labelsOf(sources: readonly SourceFacts[]): Record<string, string>[] {
  const counts = new Map<string, number>();
  return sources.map(({ feed, host }) => {
    const key = JSON.stringify([feed, host]);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return { feed, source: count > 1 ? `${host}#${count}` : host };
  });
}
