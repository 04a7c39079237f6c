/** Tells whether a relay can answer, for programs that watch it. */
import type { Entry } from './relay-memory.js';

/** The body of `GET /healthz`. */
export interface Health {
  status: 'ok' | 'failing';
  /** Sentences about feeds that have no articles. They name no URL. */
  reasons: string[];
}

/**
 * Returns the health of a relay. It is failing if its archive is, or if each feed that clients have requested so far fails
 * and has no copy: one broken source must not make a platform restart a relay that serves all others.
 * @param archiveFailure the last failure of the archive, if its last answer was one
 */
export function healthOf(entries: readonly Entry[], archiveFailure?: string): Health {
  if (archiveFailure !== undefined) return { status: 'failing', reasons: [`The archive failed: ${archiveFailure}`] };
  const failing = entries.filter(({ sources }) => sources.every(({ loaded, backoff }) => !loaded && backoff));
  const isFailing = failing.length > 0 && failing.length === entries.length;
  return { status: isFailing ? 'failing' : 'ok', reasons: failing.map(reasonOf) };
}

function reasonOf({ name, sources }: Entry): string {
  const codes = new Set(sources.flatMap(({ backoff }) => (backoff ? [backoff.error.code] : [])));
  return `The feed "${name}" has no articles: ${[...codes].join(', ')}.`;
}
