/** The state of a source between two requests, as one text that survives restarts. */
import { checkedValidators } from '../snapshot-record.js';
import type { Validators } from '../ssrf-guard.js';
import { type Manners, checkedManners } from './manners.js';
import type { Schedule } from './next-due.js';

export interface SourceState extends Schedule {
  /** Time of the next request, in milliseconds since 1970; `Infinity` for a source that is gone. */
  due: number;
  /** Time of the last good response, in milliseconds since 1970; 0 if there was none. */
  at: number;
  /** Validators of the last good response. */
  validators?: Validators | undefined;
  /** Where the source redirects permanently, and since when: its host may have another owner some day. */
  moved?: { to: string; at: number } | undefined;
  manners: Manners;
  /** Host of the home page that its last feed names. */
  site?: string | undefined;
  /** Code of the last failure; `undefined` after a good response. */
  error?: string | undefined;
  /** Numbers since the source is known. */
  requests: number;
  unchanged: number;
  errors: number;
}

/** Version of the text. Texts of other versions are ignored, so that the source is requested as a new one. */
const VERSION = 1;

/** Maximum time that a state may postpone a request, in milliseconds: the clock may have been wrong. */
const MAX_AHEAD = 15 * 864e5;

const HOST = /^[\w.-]{1,253}$/;

/** Returns the state of a source that was never requested. */
export const newState = (due: number): SourceState => ({
  due,
  at: 0,
  manners: {},
  failures: 0,
  requests: 0,
  unchanged: 0,
  errors: 0,
});

/** Writes a state. JSON has no `Infinity`: `null` is a source that is gone. */
export const stateText = (state: SourceState): string => JSON.stringify({ version: VERSION, ...state });

/**
 * Reads a state. Another program may have written the text, so that all members are checked.
 * @param now milliseconds since 1970
 * @returns `undefined` for a text that is no state
 */
export function parseState(text: string, now: number): SourceState | undefined {
  const given = objectIn(text);
  if (given?.version !== VERSION) return undefined;
  const due = given.due === null ? Infinity : countIn(given.due);
  const at = countIn(given.at);
  const gap = typeof given.gap === 'number' && given.gap >= 0 ? given.gap : undefined;
  return {
    // A time far ahead comes of a clock that was wrong.
    due: due !== Infinity && due > now + MAX_AHEAD ? now : due,
    at: at > now ? 0 : at,
    gap,
    manners: checkedManners(given.manners),
    validators: checkedValidators(given.validators),
    moved: movedIn(given.moved),
    site: typeof given.site === 'string' && HOST.test(given.site) ? given.site : undefined,
    failures: countIn(given.failures),
    error: typeof given.error === 'string' && /^[\w-]{1,40}$/.test(given.error) ? given.error : undefined,
    requests: countIn(given.requests),
    unchanged: countIn(given.unchanged),
    errors: countIn(given.errors),
  };
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    // The text is no JSON, so that it is no state.
    return undefined;
  }
}

const countIn = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;

function movedIn(value: unknown): SourceState['moved'] {
  const { to, at } = Object(value) as { to?: unknown; at?: unknown };
  return typeof to === 'string' && URL.canParse(to) && typeof at === 'number' ? { to, at } : undefined;
}
