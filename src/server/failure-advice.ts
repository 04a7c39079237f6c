/** Explains failures of sources to the owner, in the log. */
import type { NewsError, NewsErrorCode } from '../model/error.js';
import { adviceFor } from './blocked-url-advice.js';
import { NoFeedError } from './site/find-feed.js';
import { BlockedUrlError, type Rule } from './ssrf-guard.js';

/**
 * Returns the code of a failure, which for a blocked URL is the rule that blocks it, and sentences to append to a message
 * that say what the owner can do; empty if there is nothing to add.
 * @param nameOf returns the name of an option as the owner writes it
 */
export function explained(
  { code, cause }: NewsError,
  nameOf: (option: string) => string,
): { code: NewsErrorCode | Rule; advice: string } {
  if (cause instanceof BlockedUrlError) return { code: cause.rule, advice: adviceFor(cause, nameOf) };
  return { code, advice: cause instanceof NoFeedError ? siteAdvice(cause, nameOf) : '' };
}

function siteAdvice({ blocked }: NoFeedError, nameOf: (option: string) => string): string {
  if (!blocked) return ' It is a site that names no feed. Set the URL of its feed.';
  return ` It is a site whose feed at ${blocked.origin} is blocked: ${blocked.rule}.${adviceFor(blocked, nameOf)}`;
}
