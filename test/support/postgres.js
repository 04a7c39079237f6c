/** A PostgreSQL server of Debian's package on a free port, for tests. Its data are in a temporary folder. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { provideDebianPackages } from '../servers/packages.js';
import { freePort } from './free-port.js';

/** Data of tests need not outlive a crash of the machine. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', listen_addresses: '127.0.0.1', max_connections: '60' };

/**
 * Starts a program, and ends it when this process writes a line or ends, however that is: then the input of the shell ends,
 * and nobody else deletes the folder.
 */
const GUARD = '"$@" 2>&1 & program=$!; read -r line; kill -INT $program; wait $program; [ "$line" ] || rm -rf "$0"';

const isRoot = process.getuid?.() === 0;

/** PostgreSQL does not run as root. */
const asUser = (command) => (isRoot ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', ...command] : command); // prettier-ignore

/**
 * Installs and starts a server.
 * @param settings settings of the server by name
 * @returns `url` of a new, empty database; `create` makes another; `stop` and `start` interrupt it; `remove` ends it
 */
export async function startPostgres(settings = {}) {
  provideDebianPackages({ postgres: 'postgresql' });
  const folder = mkdtempSync(join(tmpdir(), 'newsrack-postgres-'));
  if (isRoot) chownSync(folder, ...['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody']))));
  const data = join(folder, 'data');
  const [initdb, ...args] = asUser(['initdb', '-D', data, '-U', 'news', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']); // prettier-ignore
  execFileSync(initdb, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
  const port = await freePort();
  const server = { port, ended: undefined };

  async function start() {
    const options = Object.entries({ ...SETTINGS, unix_socket_directories: folder, ...settings });
    const flags = options.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const program = asUser(['postgres', '-D', data, '-p', String(port), ...flags]);
    server.child = spawn('sh', ['-c', GUARD, folder, ...program], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
    server.ended = once(server.child, 'exit');
    const said = [];
    for await (const line of createInterface({ input: server.child.stdout })) {
      said.push(line);
      if (line.includes('ready to accept connections')) return server.child.stdout.resume();
    }
    throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`);
  }

  async function stop() {
    server.child.stdin.end('stop\n');
    await server.ended;
  }

  let count = 0;
  const urlOf = (name) => `postgres://news@127.0.0.1:${port}/${name}`;

  async function create() {
    const name = `news${++count}`;
    await query(urlOf('postgres'), `CREATE DATABASE ${name}`);
    return urlOf(name);
  }

  async function remove() {
    await stop();
    rmSync(folder, { recursive: true });
  }

  await start();
  return { create, start, stop, remove };
}

/** Runs SQL in a database. Returns its rows. */
export async function query(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
