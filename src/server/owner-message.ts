/** Rewrites messages that are written for pages, for programs and commands. */
import type { NewsError } from '../model/error.js';
import { requestAttributes } from '../model/request.js';
import { catalogue } from '../providers/catalogue.js';
import { meaningOf } from './system-error.js';

/**
 * Returns a message with the options in place of the attributes, which stand in backticks.
 * @param nameOf returns the name of an option as the owner writes it, such as `apiKey` or `--tag`
 */
export const withOptionNames = (message: string, nameOf: (option: string) => string): string =>
  message.replace(/`([a-z]+(?:-[a-z]+)*)`/g, (written, attribute: string) => {
    const option = attribute.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
    if (!Object.hasOwn(requestAttributes, option)) return written;
    const name = nameOf(option);
    return name === option ? `\`${name}\`` : name;
  });

/** Returns the names of the providers that servers have, for a message. */
export const providerNames = (canDefine: boolean): string => {
  // Articles of `inline` stand in a page.
  const known = ['feed', ...Object.keys(catalogue).filter((name) => name !== 'inline')];
  return `${known.join(', ')}${canDefine ? ', or one made with defineProvider()' : ''}`;
};

/**
 * Returns the message for a request that got no response. Unlike in a browser, the reason is known, and CORS has no part
 * in it. The message contains no query, which may hold keys.
 */
export function unreachableMessage({ source = '', cause }: NewsError): string {
  const { origin, pathname } = URL.canParse(source) ? new URL(source) : { origin: source, pathname: '' };
  return `Could not reach ${origin}${pathname}: ${reasonOf(cause)}.`;
}

/** Returns the meaning of the first system error among the causes. */
function reasonOf(cause: unknown): string {
  for (let error = cause; error instanceof Error; error = error.cause) {
    const { code } = error as NodeJS.ErrnoException;
    // `NewsError` has codes of its own, in lower case.
    if (typeof code === 'string' && /^[A-Z\d_]+$/.test(code))
      return `${meaningOf(code) ?? 'the connection failed'} (${code})`;
  }
  return 'the connection failed';
}
