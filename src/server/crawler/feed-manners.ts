/** Reads from the head of a feed how often its publisher wants it to be requested. Pages don't need that. */
import { recognise } from '../../providers/formats/document.js';
import { usualName, usualNamespaces } from '../../providers/formats/vocabularies.js';
import { type XmlElement, parseXml } from '../../providers/formats/xml.js';
import type { ProviderResponse } from '../../providers/provider.js';
import type { Decoders } from '../../providers/values/decoders.js';
import { type Manners, manners } from './manners.js';

/** Number of bytes to read. In practice the fields stand before the first item. */
const HEAD = 32 * 1024;

const MINUTE = 6e4;
const DAY = 864e5;

/** Milliseconds by the words of `sy:updatePeriod` (RSS 1.0 module Syndication). */
const PERIODS: Readonly<Record<string, number | undefined>> = {
  __proto__: null as never,
  hourly: 60 * MINUTE,
  daily: DAY,
  weekly: 7 * DAY,
  monthly: 30 * DAY,
  yearly: 365 * DAY,
};

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const DECODERS: Decoders = Object.freeze({
  __proto__: null,
  needsFull: true,
  // In lower case: feeds write these names in any.
  name: usualName,
  namespaces: { ...usualNamespaces, 'purl.org/rss/1.0/modules/syndication': 'sy:' },
});

/** No element is odd: nothing but the head is read. */
const NONE = /(?!)/;

/** Returns `<ttl>`, `sy:updatePeriod`, `skipHours` and `skipDays` of a feed. A document that is none sets no limit. */
export function feedManners({ body, contentType, url }: ProviderResponse): Manners {
  const root = rootOf({ body: body.subarray(0, HEAD), contentType, url });
  if (!root) return {};
  const channel = root.first('channel') ?? root;
  return manners({
    ...withInterval(channel),
    skipHours: textsIn(channel, 'skiphours', 'hour').filter(isHour).map((hour) => Number(hour) % 24), // prettier-ignore
    skipDays: textsIn(channel, 'skipdays', 'day')
      .map((day) => DAYS.indexOf(day.toLowerCase()))
      .filter((day) => day >= 0),
  });
}

function rootOf(document: ProviderResponse): XmlElement | undefined {
  try {
    const { source, dialect } = recognise(document, DECODERS);
    return dialect === 'json' ? undefined : parseXml(source, NONE, DECODERS);
  } catch {
    // The parser of feeds reports documents that are none.
    return undefined;
  }
}

function withInterval(channel: XmlElement): Manners {
  const interval = Math.max(ttlOf(channel), periodOf(channel));
  return interval ? { interval } : {};
}

/** Returns `<ttl>` in milliseconds; 0 if there is none. */
function ttlOf(channel: XmlElement): number {
  const written = textOf(channel.first('ttl'));
  return /^\d{1,9}$/.test(written) ? Number(written) * MINUTE : 0;
}

/** Returns the period by the number of updates in it, in milliseconds; 0 if there is none. */
function periodOf(channel: XmlElement): number {
  const period = PERIODS[textOf(channel.first('sy:updateperiod')).toLowerCase()] ?? 0;
  const frequency = textOf(channel.first('sy:updatefrequency'));
  return period / (/^\d{1,9}$/.test(frequency) ? Math.max(Number(frequency), 1) : 1);
}

/** Hours are 0 to 23 in UTC; version 0.91 counts midnight as 24. */
const isHour = (written: string): boolean => /^\d{1,2}$/.test(written) && Number(written) <= 24;

const textsIn = (channel: XmlElement, holder: string, name: string): string[] =>
  channel.all(holder).flatMap((one) => one.all(name).map(textOf));

const textOf = (element: XmlElement | undefined): string => element?.text.trim() ?? '';
