/** Starts programs that listen on free ports of this machine, and stops them again, whatever happens. */
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** In milliseconds: how long a program may take until it answers, on a busy machine. */
const PATIENCE = 60_000;

/** In milliseconds: how long a program may take to end by itself. */
const GRACE = 3_000;

const running = new Set();
let isStopping = false;

/**
 * Starts a program and waits until it answers at `address`.
 * @returns stops it
 * @throws Error with what it wrote, when it ends or stays silent
 */
export async function startServer(command, args, { address, cwd, env = {} }) {
  // A group of its own: programs with workers are stopped as a whole, and Ctrl-C reaches them through `stopServers` alone.
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-20_000)));
  }
  const ended = new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  const server = { child, ended, isOver: false };
  running.add(server);
  void ended.then((reason) => {
    server.isOver = reason ?? true;
    running.delete(server);
  });
  const end = Date.now() + PATIENCE;
  while (!(await answers(address))) {
    if (server.isOver || Date.now() > end) {
      throw new Error(`${command} ${server.isOver ? 'ended' : 'does not answer'} (${address}): ${said}`);
    }
    await delay(50);
  }
  return () => stopAll([server]);
}

const answers = (address) =>
  fetch(address, { redirect: 'manual' }).then(
    async (response) => {
      await response.body?.cancel();
      return response.status < 500;
    },
    () => false,
  );

function signal({ child }, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // It has ended meanwhile, or never began.
  }
}

/** Stops every program that was started, with all that they started themselves. */
export async function stopServers() {
  isStopping = true;
  await stopAll([...running]);
}

async function stopAll(servers) {
  for (const server of servers) signal(server, 'SIGTERM');
  await Promise.race([Promise.all(servers.map(({ ended }) => ended)), delay(GRACE, undefined, { ref: false })]);
  for (const server of servers) signal(server, 'SIGKILL');
}

/** Stops programs also when the run itself is stopped, by Ctrl-C or by CI. */
export function stopServersOnSignals() {
  for (const [name, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.on(name, () => {
      if (!isStopping) void stopServers().finally(() => process.exit(code));
    });
  }
  process.on('exit', () => running.forEach((server) => signal(server, 'SIGKILL')));
}
