/** An archive whose process is killed at any moment: fifty times, or ten times with `npm test`. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { createArchive } from '../../dist/server/node.js';
import { isThorough } from '../support/thorough.js';
import * as engines from './archive-engines.js';

const KILLS = isThorough ? 50 : 10;
const LIST = 20;

/** Stores lists of articles from a number on, and prints the number of each list that is stored. */
const CODE = `
  const [server, url, from] = process.argv.slice(1);
  const { createArchive } = await import(server);
  const archive = createArchive({ url });
  for (let n = Number(from); ; n++) {
    const articles = Array.from({ length: ${LIST} }, (_, k) => ({
      id: n + '-' + k, url: 'https://a.example/' + n + '/' + k, title: 'Story ' + n + ' ' + k, authors: [], tags: ['peace'],
      published: new Date(1.7e12 + n * 6e4).toISOString(),
    }));
    await archive.store('paper', articles, String(n));
    process.stdout.write(n + '\\n');
  }`;

for (const engine of [engines.libsql(), engines.postgres()]) {
  test(`kill -9 ${KILLS} times while storing in ${engine.name} loses and doubles nothing`, async () => {
    const { url } = await engine.create();
    const server = new URL('../../dist/server/node.js', import.meta.url).href;
    let last = -1;
    for (let kill = 0; kill < KILLS; kill++) {
      // The list before is stored again, as a crawler does that has missed the confirmation.
      const child = spawn(
        process.execPath,
        ['--input-type=module', '-e', CODE, server, url, String(Math.max(last, 0))],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const exit = once(child, 'exit');
      let lines = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        last = Math.max(last, Number(line));
        // At different points of the next transaction.
        if (++lines > kill % 5) child.kill('SIGKILL');
      }
      await exit;
    }
    const archive = createArchive({ url });
    const { articles } = await archive.size();
    const state = Number((await archive.states()).get('paper'));
    // The last transaction may have been stored without its line.
    assert.ok(state >= last, `state ${state}, last line ${last}`);
    assert.equal(articles, (state + 1) * LIST);
    assert.equal((await archive.tags({ limit: 1 }))[0].count, articles);
    assert.equal((await archive.find({ tag: ['peace'], limit: 1000 })).articles.length, Math.min(articles, 1000));
    await archive.close();
  });
}
