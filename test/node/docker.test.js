/** The Dockerfile and the compose file, which can't be run here: what they must hold, rule by rule. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseDocument } from 'yaml';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');

/** The instructions in order, with lines that end in a backslash joined. */
const instructions = read('integrations/docker/Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter(Boolean)
  .map((line) => /^([A-Z]+) (.*)$/.exec(line).slice(1));
const valuesOf = (name) => instructions.filter(([one]) => one === name).map(([, value]) => value);
const { dependencies, devDependencies, peerDependencies, version, bin } = JSON.parse(read('package.json'));

const KNOWN = ['FROM', 'ARG', 'ENV', 'WORKDIR', 'RUN', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'];
const PINNED = /^[\w./-]+:\d+\.\d+(?:\.\d+)?(?:-[\w.-]+)?$/;

test('the Dockerfile has known instructions, and one of each that counts once', () => {
  assert.deepEqual(
    [...new Set(instructions.map(([name]) => name))].filter((name) => !KNOWN.includes(name)),
    [],
  );
  for (const name of ['FROM', 'USER', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD']) assert.equal(valuesOf(name).length, 1, name);
  assert.equal(instructions[0][0], 'FROM');
});

test('images are pinned to a version', () => {
  assert.match(valuesOf('FROM')[0], PINNED);
  assert.match(compose().services.database.image, PINNED);
});

test('the process is not root, and gets signals', () => {
  const names = instructions.map(([name]) => name);
  assert.equal(valuesOf('USER')[0], 'node');
  assert.ok(names.lastIndexOf('RUN') < names.indexOf('USER'));
  assert.ok(names.indexOf('USER') < names.indexOf('ENTRYPOINT'));
  // In the form of a list, no shell stands between.
  for (const name of ['ENTRYPOINT', 'CMD', 'VOLUME']) assert.ok(Array.isArray(JSON.parse(valuesOf(name)[0])), name);
});

test('the health check asks the relay, at the port that it listens at', () => {
  const [, command] = /CMD (\[.*\])$/.exec(valuesOf('HEALTHCHECK')[0]);
  const [program, , script] = JSON.parse(command);
  assert.equal(program, 'node');
  assert.match(script, /^fetch\('http:\/\/127\.0\.0\.1:8787\/healthz'\)/);
  assert.doesNotThrow(() => new Function(script));
  const entry = JSON.parse(valuesOf('ENTRYPOINT')[0]);
  assert.equal(entry[entry.indexOf('--port') + 1], valuesOf('EXPOSE')[0]);
});

test('it starts the command of the package, of this version, with databases of the tested versions', () => {
  assert.equal(JSON.parse(valuesOf('ENTRYPOINT')[0])[1], `node_modules/newsrack/${bin.newsrack}`);
  assert.deepEqual(valuesOf('ARG'), [`NEWSRACK_VERSION=${version}`]);
  const all = { ...dependencies, ...devDependencies, ...peerDependencies };
  const installed = [...valuesOf('RUN')[0].matchAll(/"(@?[\w/-]+)@([^"$]+)"/g)];
  assert.deepEqual(
    installed.map(([, name]) => name),
    ['@libsql/client', 'pg'],
  );
  for (const [, name, range] of installed) assert.equal(range.split('.')[0], all[name].split('.')[0], name);
});

function compose() {
  const document = parseDocument(read('integrations/docker/compose.yml'));
  assert.deepEqual([document.errors, document.warnings], [[], []]);
  return document.toJS();
}

test('the compose file starts the relay after the database, without rights that it does not need', () => {
  const { services, volumes } = compose();
  assert.deepEqual(Object.keys(services), ['relay', 'database']);
  const { relay, database } = services;
  assert.deepEqual(relay.depends_on, { database: { condition: 'service_healthy' } });
  assert.ok(database.healthcheck.test.join(' ').includes('pg_isready'));
  assert.deepEqual([relay.read_only, relay.cap_drop, relay.security_opt], [true, ['ALL'], ['no-new-privileges:true']]);
  for (const port of relay.ports) assert.match(port, /^127\.0\.0\.1:/);
  assert.equal(database.ports, undefined);
  const named = [relay, database].flatMap((service) => service.volumes).filter((volume) => !volume.startsWith('.'));
  for (const volume of named) assert.ok(volume.split(':')[0] in volumes, volume);
  assert.ok(existsSync(new URL(`integrations/docker/${relay.build}/Dockerfile`, root)));
});

test('the compose file holds no password, and says which variables are missing', () => {
  const text = read('integrations/docker/compose.yml');
  const variables = [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, variable]) => variable);
  assert.ok(variables.length);
  for (const variable of variables) assert.match(variable, /^[A-Z_]+:\?Set [A-Z_]+ in \.env$/);
  assert.match(compose().services.relay.command.join(' '), /--archive postgres:\/\/news:\$\{/);
});
