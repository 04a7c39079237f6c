/**
 * Signs requests so that hosts recognize them, and answers with the directory of keys by which they verify signatures: "Web
 * Bot Auth" (draft-meunier-web-bot-auth-architecture, draft-meunier-http-message-signatures-directory).
 */
import { type Component, type SigningKey, quoted, signatureHeaders } from './signature.js';

/** Path at which hosts look for the directory of keys. */
export const DIRECTORY_PATH = '/.well-known/http-message-signatures-directory';

export const DIRECTORY_TYPE = 'application/http-message-signatures-directory+json';

/** Seconds for which signatures are valid. Clocks of hosts differ; caches keep a directory for an hour. */
const REQUEST_LIFETIME = 300;
const DIRECTORY_LIFETIME = 86_400;

const LABEL = 'sig1';

/** Number of random bytes by which a host tells a request from one that is sent again. */
const NONCE = 16;

export interface SignerOptions {
  key: SigningKey;
  /** Origin at which the directory is served: `https://relay.example.org`. Undefined if it is not known. */
  agent: string | undefined;
  /** The time in milliseconds since 1970. */
  now: () => number;
}

/** Adds signatures to requests, and answers with the directory of keys. */
export interface BotSigner {
  /** Returns the headers that sign a request to this very URL. A redirect needs others. */
  headersFor(url: URL): Record<string, string>;
  /** Returns the directory, with headers that sign it for its own host, so that no other host can show it as its own. */
  directory(): { body: string; headers: Record<string, string> };
}

export function createBotSigner({ key, agent, now }: SignerOptions): BotSigner {
  const parameters = (tag: string, lifetime: number) => {
    const created = Math.floor(now() / 1000);
    return { created, expires: created + lifetime, keyid: key.id, alg: 'ed25519', tag };
  };
  return {
    headersFor({ host }) {
      const components: Component[] = [['"@authority"', host]];
      if (agent !== undefined) components.push([`"signature-agent";key="${LABEL}"`, quoted(agent)]);
      const nonce = { nonce: base64(crypto.getRandomValues(new Uint8Array(NONCE))) };
      const signed = { ...parameters('web-bot-auth', REQUEST_LIFETIME), ...nonce };
      return {
        ...(agent !== undefined && { 'Signature-Agent': `${LABEL}=${quoted(agent)}` }),
        ...signatureHeaders(LABEL, components, signed, key),
      };
    },
    directory() {
      const components: Component[] = agent === undefined ? [] : [['"@authority";req', new URL(agent).host]];
      return {
        body: directoryOf(key),
        headers: components.length
          ? signatureHeaders(
              LABEL,
              components,
              parameters('http-message-signatures-directory', DIRECTORY_LIFETIME),
              key,
            )
          : {},
      };
    },
  };
}

/** Returns the directory of a key as JSON (JWKS, RFC 7517 §5). */
export const directoryOf = ({ id, jwk }: Pick<SigningKey, 'id' | 'jwk'>): string =>
  `${JSON.stringify({ keys: [{ ...jwk, kid: id, use: 'sig' }] }, undefined, 2)}\n`;

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
