/**
 * Why news could not be had. The list is closed: program against these, never against the wording of a message.
 *
 * - `config`: the element or call is set up in a way that can't work
 * - `network`: offline, blocked, or no CORS headers (a browser can't tell these apart)
 * - `timeout`: no complete answer within the time limit
 * - `http`: an answer with an error status; see `status`
 * - `throttled`: asked too often; see `retryAfter`
 * - `gone`: the address answers 410: it will not come back
 * - `format`: an answer that is no feed
 * - `too-large`: an answer over the byte limit
 */
export type NewsErrorCode = 'config' | 'network' | 'timeout' | 'http' | 'throttled' | 'gone' | 'format' | 'too-large';

/** Further facts about a failure. */
export interface NewsErrorInit {
  /** HTTP status of the answer, for `http`, `throttled` and `gone`. */
  status?: number;
  /** Seconds until asking again makes sense, where the answer or the terms of the source say so. */
  retryAfter?: number;
  /** Address or name of the source that failed. */
  source?: string;
  /** The error underneath. */
  cause?: unknown;
}

/** The one error class of newsrack. Its message is for the site's owner: what happened, to whom, and what can be done. */
export class NewsError extends Error {
  /** The reason, from a closed list. */
  declare readonly code: NewsErrorCode;
  /** HTTP status of the answer, where there was one. */
  declare readonly status?: number;
  /** Seconds until asking again makes sense, where the answer or the terms of the source say so. */
  declare readonly retryAfter?: number;
  /** Address or name of the source that failed. */
  declare readonly source?: string;

  constructor(code: NewsErrorCode, message: string, { cause, ...init }: NewsErrorInit = {}) {
    super(message, { cause });
    Object.assign(this, { name: 'NewsError', code, ...init });
  }
}
