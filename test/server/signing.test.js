/** Signed requests, verified by code that shares nothing with the code that signs. */
import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { component, verifySignature, webcrypto } from 'http-message-sig';
import { createRelayWith } from '../../dist/server/relay.js';
import { parseKey } from '../../dist/server/signing-key.js';
import { createBotSigner } from '../../dist/server/signing/bot-signatures.js';
import { quoted, signatureBase, signatureHeaders, signatureParams } from '../../dist/server/signing/signature.js';
import { memoryArchive } from '../support/state-archive.js';
import { item, rss, setUp, xml } from './support.js';

/** The key test-key-ed25519 of RFC 9421, appendix B.1.4. */
const PEM = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
-----END PRIVATE KEY-----`;
const JWK = { kty: 'OKP', crv: 'Ed25519', x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs' };
const THUMBPRINT = 'poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U';
const AGENT = 'https://relay.example';
const NOW = Date.UTC(2026, 4, 26, 12);
const CREATED = NOW / 1000;

const key = parseKey(PEM);
const publicKey = createPublicKey({ key: JWK, format: 'jwk' });
const signer = (agent = AGENT) => createBotSigner({ key, agent, now: () => NOW });

/** @returns whether the signature of headers is one over a base that the test has written */
function isSigned(headers, base) {
  const [, signature] = /^sig1=:([A-Za-z\d+/]{86}==):$/.exec(headers.Signature) ?? assert.fail(headers.Signature);
  return verify(null, Buffer.from(base), publicKey, Buffer.from(signature, 'base64'));
}

/** The parameters of the signature of a request, whose nonce is any. */
function paramsOf(headers, components = '("@authority" "signature-agent";key="sig1")') {
  const input = headers['Signature-Input'];
  const [, nonce] = /;nonce="([A-Za-z\d+/=]{24})"$/.exec(input) ?? assert.fail(input);
  const expected = `${components};created=${CREATED};expires=${CREATED + 300};keyid="${THUMBPRINT}";alg="ed25519";tag="web-bot-auth";nonce="${nonce}"`;
  assert.equal(input, `sig1=${expected}`);
  return expected;
}

function assertSigned(headers, authority) {
  assert.equal(headers['Signature-Agent'], 'sig1="https://relay.example"');
  const base = `"@authority": ${authority}\n"signature-agent";key="sig1": "https://relay.example"\n"@signature-params": ${paramsOf(headers)}`;
  assert.ok(isSigned(headers, base), authority);
  assert.ok(!isSigned(headers, base.replace(authority, `${authority}.evil.example`)));
}

test('a verifier of another project accepts signed requests, and no others', async () => {
  const verifying = webcrypto.verifier(await crypto.subtle.importKey('jwk', JWK, 'Ed25519', true, ['verify']));
  const url = new URL('https://paper.example:8443/feed?page=2');
  const agents = component('signature-agent', { key: 'sig1' });
  const policy = { algorithms: ['ed25519'], requiredComponents: ['@authority', agents], requiredParameters: ['expires', 'keyid', 'nonce', 'tag'], now: CREATED, maxAge: 300 }; // prettier-ignore
  const verifyAs = (address, headers) =>
    verifySignature(new Request(address, { headers }), { policy, resolveVerifier: () => verifying });
  const headers = signer().headersFor(url);
  const { parameters } = await verifyAs(url, headers);
  assert.deepEqual([parameters.keyid, parameters.tag], [THUMBPRINT, 'web-bot-auth']);
  const failed = { code: 'VerificationFailed' };
  await assert.rejects(verifyAs('https://other.example/feed?page=2', headers), failed);
  await assert.rejects(verifyAs(url, { ...headers, 'Signature-Agent': 'sig1="https://other.example"' }), failed);
});

test('the signature base and the signature are those of RFC 9421, appendix B.2.6', () => {
  const components = [
    ['"date"', 'Tue, 20 Apr 2021 02:07:55 GMT'],
    ['"@method"', 'POST'],
    ['"@path"', '/foo'],
    ['"@authority"', 'example.com'],
    ['"content-type"', 'application/json'],
    ['"content-length"', '18'],
  ];
  const parameters = { created: 1618884473, keyid: 'test-key-ed25519' };
  assert.equal(
    signatureBase(components, signatureParams(components, parameters)),
    `"date": Tue, 20 Apr 2021 02:07:55 GMT
"@method": POST
"@path": /foo
"@authority": example.com
"content-type": application/json
"content-length": 18
"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"`,
  );
  assert.deepEqual(signatureHeaders('sig-b26', components, parameters, key), {
    'Signature-Input':
      'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
    Signature: 'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
  });
});

test('the name of a key is its thumbprint', () => {
  assert.deepEqual([key.id, key.jwk], [THUMBPRINT, JWK]);
});

test('strings of structured fields are escaped', () => {
  assert.equal(quoted('a"b\\c'), '"a\\"b\\\\c"');
});

test('a request is signed for its authority, and each with a nonce of its own', () => {
  for (const [url, authority] of [
    ['https://Paper.example/feed?a=1', 'paper.example'],
    ['https://paper.example:443/', 'paper.example'],
    ['https://paper.example:8443/', 'paper.example:8443'],
    ['http://paper.example:80/', 'paper.example'],
    ['https://münchen.example/', 'xn--mnchen-3ya.example'],
  ])
    assertSigned(signer().headersFor(new URL(url)), authority);
  const nonces = new Set(
    Array.from({ length: 50 }, () => signer().headersFor(new URL('https://a.example/')).Signature),
  );
  assert.equal(nonces.size, 50);
});

test('without an address for the directory, no Signature-Agent is sent', () => {
  const headers = createBotSigner({ key, agent: undefined, now: () => NOW }).headersFor(new URL('https://a.example/'));
  assert.equal('Signature-Agent' in headers, false);
  const base = `"@authority": a.example\n"@signature-params": ${paramsOf(headers, '("@authority")')}`;
  assert.ok(isSigned(headers, base));
});

const relayWith = (options, platform = {}) =>
  setUp({ create: (given) => createRelayWith(given, { signer: signer(), ...platform }), ...options });

test('a relay signs each request, and each hop of a redirect for its own host', async () => {
  const { get, asked } = relayWith({
    feeds: { world: 'https://a.example/feed' },
    allow: ['b.example'],
    answers: {
      'https://a.example/feed': () =>
        new Response('', { status: 301, headers: { Location: 'https://b.example/feed' } }),
      'https://b.example/feed': rss(item(1)),
    },
  });
  assert.equal((await get()).status, 200);
  assert.deepEqual(asked.map(({ url }) => new URL(url).host), ['a.example', 'b.example']); // prettier-ignore
  for (const { url, headers } of asked) assertSigned(headers, new URL(url).host);
});

test('the crawler signs its requests, conditional ones and those to sites as well', async () => {
  let crawler;
  const page = '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed">';
  const { asked } = relayWith(
    {
      feeds: { paper: 'https://a.example/' },
      archive: memoryArchive(),
      answers: { 'https://a.example/': () => new Response(page), 'https://a.example/feed': () => xml(rss(item(1))) },
    },
    { onCrawler: (one) => (crawler = one) },
  );
  crawler.start();
  await crawler.caughtUp();
  await crawler.stop();
  assert.equal(asked.length, 2);
  for (const { headers } of asked) assertSigned(headers, 'a.example');
});

test('a relay without a key signs nothing, and serves no directory', async () => {
  const answers = { 'https://a.example/feed': rss(item(1)) };
  const { get, asked } = setUp({ feeds: { world: 'https://a.example/feed' }, answers });
  await get();
  assert.deepEqual(Object.keys(asked[0].headers).filter((name) => /^signature/i.test(name)), []); // prettier-ignore
  assert.equal((await get('/.well-known/http-message-signatures-directory')).status, 404);
});

test('the directory holds the public key, and is signed for the host of the relay, whatever host a client names', async () => {
  const { relay } = relayWith({ feeds: { world: 'https://a.example/feed' } });
  const path = '/.well-known/http-message-signatures-directory';
  for (const origin of [AGENT, 'https://evil.example']) {
    const response = await relay(new Request(origin + path));
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/http-message-signatures-directory+json');
    assert.deepEqual(await response.json(), { keys: [{ ...JWK, kid: THUMBPRINT, use: 'sig' }] });
    const params = `("@authority";req);created=${CREATED};expires=${CREATED + 86_400};keyid="${THUMBPRINT}";alg="ed25519";tag="http-message-signatures-directory"`;
    assert.equal(response.headers.get('signature-input'), `sig1=${params}`);
    const base = `"@authority";req: relay.example\n"@signature-params": ${params}`;
    assert.ok(isSigned({ Signature: response.headers.get('signature') }, base));
  }
  const head = await relay(new Request(AGENT + path, { method: 'HEAD' }));
  assert.deepEqual([head.status, await head.text()], [200, '']);
});

test('a directory whose address is unknown is not signed', async () => {
  const { get } = relayWith(
    { feeds: { world: 'https://a.example/feed' } },
    { signer: createBotSigner({ key, agent: undefined, now: () => NOW }) },
  );
  const response = await get('/.well-known/http-message-signatures-directory');
  assert.deepEqual([response.status, response.headers.get('signature')], [200, null]);
});

test('what is no private Ed25519 key is none', () => {
  const rsa = '{"kty":"RSA","n":"AQAB","e":"AQAB"}';
  for (const text of ['', '{}', '{', JSON.stringify(JWK), rsa, PEM.slice(0, 80), 'x'.repeat(1e5)])
    assert.equal(parseKey(text), undefined, text.slice(0, 40));
});
