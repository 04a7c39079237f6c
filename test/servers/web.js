/** nginx and Apache: both with the files of a site that Eleventy made, and before a relay of ours. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, npmCi, run } from './packages.js';
import { freePort } from '../support/free-port.js';
import { startServer } from './processes.js';

export const DEBIAN = { nginx: 'nginx', apache2: 'apache2-bin' };

const SOURCE = fileURLToPath(new URL('eleventy/', import.meta.url));
const DOCS = fileURLToPath(new URL('../../docs/server.md', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));

/** Requests that one client may make of the second relay in a minute. */
export const PER_MINUTE = 3;

const isRoot = process.getuid?.() === 0;

async function build(folder) {
  await npmCi(folder);
  await run('npm', ['run', 'build'], { cwd: folder });
}

/** For both servers: types that are compressed, all of which feeds are given as. */
const TYPES = 'application/rss+xml application/atom+xml application/feed+json application/json application/xml';

/** Types that a feed has when nobody has told the server about feeds, by path. */
const ODD_TYPES = { bytes: 'application/octet-stream', page: 'text/html', plain: 'text/plain', picture: 'image/png' };

/** The sample that our docs have for a server, with the port of a relay. */
function documented(server, relay) {
  const [, sample] = new RegExp(`\`\`\`${server}\\n([^]*?)\`\`\``).exec(readFileSync(DOCS, 'utf8'));
  return sample.replaceAll('8787', relay);
}

const nginxConfig = ({ site, work, port, relay, limited }) => `
  ${isRoot ? 'user www-data;' : ''}
  daemon off;
  pid ${work}/nginx.pid;
  error_log stderr;
  events {}
  http {
    access_log off;
    ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((kind) => `${kind}_temp_path ${work}/nginx-${kind};`)
      .join('\n')}
    proxy_cache_path ${work}/nginx-cache keys_zone=news:1m;
    types { application/rss+xml xml; application/atom+xml atom; application/feed+json json; text/html html; }
    gzip on;
    gzip_min_length 0;
    gzip_proxied any;
    gzip_types ${TYPES};
    server {
      listen 127.0.0.1:${port};
      root ${site};
      location /without-etag/ { alias ${site}/; etag off; }
      ${Object.entries(ODD_TYPES)
        .map(([path, type]) => `location /${path}/ { alias ${site}/; types {} default_type ${type}; }`)
        .join('\n')}
      location = /moved.xml { return 301 /feed.xml; }
      location = /gone.xml { return 410; }
      location = /busy.xml { add_header Retry-After 120 always; return 503; }
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      location /news/ { proxy_pass http://127.0.0.1:${relay}/; }
      ${documented('nginx', relay)}
      location /limited/ { proxy_pass http://127.0.0.1:${limited}/; }
      location /kept/ {
        proxy_pass http://127.0.0.1:${relay}/;
        proxy_cache news;
        add_header X-Cache $upstream_cache_status;
      }
    }
  }`;

const APACHE_MODULES = [
  ...['mpm_event', 'authz_core', 'unixd', 'mime', 'alias', 'filter', 'deflate', 'headers', 'rewrite'],
  ...['proxy', 'proxy_http'],
];

/** Modules that are not part of the program itself. */
function loadModules() {
  const { stdout } = spawnSync('apache2', ['-l'], { encoding: 'utf8' });
  return APACHE_MODULES.filter((name) => !stdout.includes(`mod_${name}.c`))
    .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
    .join('\n');
}

const apacheConfig = ({ site, work, port, relay, limited }) => `
  ServerRoot ${work}
  DefaultRuntimeDir ${work}
  PidFile ${work}/apache.pid
  ErrorLog "|/bin/cat"
  ServerName 127.0.0.1
  Listen 127.0.0.1:${port}
  ${loadModules()}
  ${isRoot ? 'User www-data\nGroup www-data' : ''}
  TypesConfig /dev/null
  AddType application/rss+xml .xml
  AddType application/atom+xml .atom
  AddType application/feed+json .json
  AddOutputFilterByType DEFLATE text/html ${TYPES}
  DocumentRoot ${site}
  <Directory ${site}>
    Require all granted
  </Directory>
  Alias /without-etag/ ${site}/
  <Location /without-etag/>
    FileETag None
  </Location>
  ${Object.entries(ODD_TYPES)
    .map(([path, type]) => `Alias /${path}/ ${site}/\n<Location /${path}/>\nForceType ${type}\n</Location>`)
    .join('\n')}
  Redirect permanent /moved.xml /feed.xml
  Redirect gone /gone.xml
  RewriteEngine on
  RewriteRule ^/busy.xml$ - [R=503,L]
  <Location /busy.xml>
    Header always set Retry-After 120
  </Location>
  ProxyPass /news/ http://127.0.0.1:${relay}/
  ${documented('apache', relay)}
  ProxyPass /limited/ http://127.0.0.1:${limited}/
`;

/**
 * Starts both servers and two relays behind them.
 * @param work a folder for what they write
 * @returns their addresses
 */
export async function start(work) {
  const site = join(work, 'site');
  cpSync(join(await cached('eleventy', SOURCE, build), 'site'), site, { recursive: true });
  mkdirSync(join(work, 'nginx-cache'));
  // They write as another user than the one that starts them.
  for (const folder of [work, join(work, 'nginx-cache')]) chmodSync(folder, 0o777);

  const [nginx, apache, relay, limited] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const given = { site, work, relay, limited };
  writeFileSync(join(work, 'nginx.conf'), nginxConfig({ ...given, port: nginx }));
  writeFileSync(join(work, 'apache.conf'), apacheConfig({ ...given, port: apache }));
  const origins = { nginx: `http://127.0.0.1:${nginx}`, apache: `http://127.0.0.1:${apache}` };
  await Promise.all([
    startServer('nginx', ['-c', join(work, 'nginx.conf'), '-p', work], { address: origins.nginx }),
    startServer('apache2', ['-f', join(work, 'apache.conf'), '-DFOREGROUND'], { address: origins.apache }),
    startRelay(relay, nginx, ['--per-minute', '0']),
    startRelay(limited, nginx, ['--per-minute', String(PER_MINUTE)]),
  ]);
  return origins;
}

/** The relay's command, as it is run behind a proxy on the same machine. */
const startRelay = (port, source, options) =>
  startServer(
    process.execPath,
    [
      ...[COMMAND, 'relay', '--port', String(port), '--proxy', '127.0.0.1', ...options],
      ...['--feed', `world=http://127.0.0.1:${source}/feed.xml`, '--local', `http://127.0.0.1:${source}`],
      ...['--allow', 'localhost', '--local', `http://localhost:${source}`],
    ],
    { address: `http://127.0.0.1:${port}/` },
  );
