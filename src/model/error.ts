/**
 * Reason of a failure. The list is closed: check these codes, never the wording of a message.
 *
 * - `config`: invalid attributes or options
 * - `network`: offline, blocked, or no CORS headers (a browser can't tell these apart)
 * - `timeout`: no complete response within the time limit
 * - `http`: a response with an error status; see `status`
 * - `throttled`: too many requests; see `retryAfter`
 * - `gone`: a response with status 410: the feed is gone for good
 * - `format`: a response that is not a feed
 * - `too-large`: a response over the byte limit
 */
export type NewsErrorCode = 'config' | 'network' | 'timeout' | 'http' | 'throttled' | 'gone' | 'format' | 'too-large';

/** Further facts about a failure. */
export interface NewsErrorInit {
  /** HTTP status of the response, for `http`, `throttled` and `gone`. */
  status?: number;
  /** Seconds until the next attempt, if the response or the terms of the source say so. */
  retryAfter?: number;
  /** URL or name of the source that failed. */
  source?: string;
  /** The error underneath. */
  cause?: unknown;
}

/** The error class of newsrack. Its message tells the site owner what happened, to which source, and what to do. */
export class NewsError extends Error {
  /** The reason, from a closed list. */
  declare readonly code: NewsErrorCode;
  /** HTTP status of the response, if there was one. */
  declare readonly status?: number;
  /** Seconds until the next attempt, if the response or the terms of the source say so. */
  declare readonly retryAfter?: number;
  /** URL or name of the source that failed. */
  declare readonly source?: string;

  constructor(code: NewsErrorCode, message: string, { cause, ...init }: NewsErrorInit = {}) {
    super(message, { cause });
    Object.assign(this, { name: 'NewsError', code, ...init });
  }
}
