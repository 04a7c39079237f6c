/** Signs messages as RFC 9421 says, with Ed25519. Only what requests of bots need: no structured fields are parsed here. */

/** A private key, without its bytes. */
export interface SigningKey {
  /** JWK thumbprint (RFC 7638), base64url. */
  id: string;
  /** The public key (RFC 8037). */
  jwk: { kty: 'OKP'; crv: 'Ed25519'; x: string };
  /** Signs a text. Returns base64. */
  sign(text: string): string;
}

/** A part of a message that a signature covers: its identifier with quotes and parameters, and its value. */
export type Component = readonly [identifier: string, value: string];

/** Parameters of a signature, in their order. Numbers are integers. */
export type Parameters = Readonly<Record<string, string | number>>;

/** Returns the value of `@signature-params` (RFC 9421 §2.3). */
export function signatureParams(components: readonly Component[], parameters: Parameters): string {
  const values = Object.entries(parameters).map(
    ([name, value]) => `;${name}=${typeof value === 'number' ? value : quoted(value)}`,
  );
  return `(${components.map(([identifier]) => identifier).join(' ')})${values.join('')}`;
}

/** Returns the text to sign (RFC 9421 §2.5). */
export const signatureBase = (components: readonly Component[], params: string): string =>
  [...components, ['"@signature-params"', params] as const].map(([name, value]) => `${name}: ${value}`).join('\n');

/** Returns the headers of a signature. */
export function signatureHeaders(
  label: string,
  components: readonly Component[],
  parameters: Parameters,
  key: SigningKey,
): Record<'Signature-Input' | 'Signature', string> {
  const params = signatureParams(components, parameters);
  const signature = key.sign(signatureBase(components, params));
  return { 'Signature-Input': `${label}=${params}`, Signature: `${label}=:${signature}:` };
}

/** Writes a string of a structured field (RFC 8941 §4.1.6). It may hold printable ASCII only. */
export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
