/**
 * Runs test files in WebKitGTK, for @web/test-runner: through WebKitWebDriver (https://www.w3.org/TR/webdriver2/), on a screen
 * that nobody sees, since WebKitGTK has no headless mode.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';

const VIEWPORT = { width: 800, height: 600 };

/** Names of keys as in `KeyboardEvent.key`, and how WebDriver writes them: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS = {
  ...{ Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A' },
  ...{ Escape: '\uE00C', Space: ' ', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011' },
  ...{ ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015' },
  ...{ Delete: '\uE017', Meta: '\uE03D' },
};
const BUTTONS = { left: 0, middle: 1, right: 2 };

/** `miniBrowser`, `driver` and `screen` are paths of executables. */
export const webkitLauncher = (paths) => new WebKitLauncher(paths);

class WebKitLauncher {
  name = 'WebKit';
  // The commands of @web/test-runner-commands know no other launchers; `getPage` has what they ask of a page.
  type = 'puppeteer';
  #paths;
  #starting;
  #browser;
  #session;

  constructor(paths) {
    this.#paths = paths;
  }

  async startSession(id, url) {
    this.#starting ??= start(this.#paths);
    this.#browser = await this.#starting;
    this.#session = id;
    await this.getPage().setViewport(VIEWPORT);
    await this.#browser.call('POST', '/url', { url });
  }

  isActive(id) {
    return this.#session === id;
  }

  getBrowserUrl() {
    return this.#browser.call('GET', '/url');
  }

  /** Leaves the page, which ends what it still does. */
  async stopSession() {
    this.#session = undefined;
    await this.#browser.call('DELETE', '/actions');
    await this.#browser.call('POST', '/url', { url: 'about:blank' });
    return {};
  }

  startDebugSession() {
    throw new Error('Tests can be debugged in Chromium only.');
  }

  async stop() {
    await (await this.#starting)?.stop();
    this.#starting = undefined;
  }

  /** The page, as puppeteer would give it: what commands of tests need. */
  getPage() {
    const { call } = this.#browser;
    const act = (type, ...actions) => call('POST', '/actions', { actions: [{ type, id: type, actions }] });
    const key = (type) => (name) => act('key', { type, value: KEYS[name] ?? name });
    const press = (name) =>
      act('key', ...['keyDown', 'keyUp'].map((type) => ({ type, value: KEYS[name] ?? name })));
    const move = (x, y) => act('pointer', { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 });
    const button = (type) => ({ button: name = 'left' } = {}) => act('pointer', { type, button: BUTTONS[name] });
    const [down, up] = [button('pointerDown'), button('pointerUp')];
    return {
      url: () => call('GET', '/url'),
      keyboard: {
        ...{ press, down: key('keyDown'), up: key('keyUp') },
        async type(text) {
          for (const character of text) await press(character);
        },
      },
      mouse: {
        ...{ move, down, up, reset: () => call('DELETE', '/actions') },
        async click(x, y, options) {
          await move(x, y);
          await down(options);
          await up(options);
        },
      },
      /** The window has a tool bar; what it takes is added. */
      async setViewport({ width, height }) {
        const now = await call('GET', '/window/rect');
        const [innerWidth, innerHeight] = await call('POST', '/execute/sync', {
          script: 'return [innerWidth, innerHeight]',
          args: [],
        });
        if (innerWidth === width && innerHeight === height) return;
        await call('POST', '/window/rect', {
          width: now.width - innerWidth + width,
          height: now.height - innerHeight + height,
        });
      },
    };
  }
}

/** Starts a screen, a driver and a browser. */
async function start({ screen, driver, miniBrowser }) {
  const shown = spawn(screen, ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(shown.stdio[3], 'data');
  const port = await freePort();
  const driving = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    // Without a language, `navigator.language` is "C".
    env: { ...process.env, DISPLAY: `:${String(number).trim()}`, LC_ALL: 'en_US.UTF-8' },
  });
  const end = () => {
    driving.kill();
    shown.kill();
  };
  process.once('exit', end);

  const ask = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKitWebDriver, ${path}: ${value.error} ${value.message}`);
    return value;
  };
  await until(() => ask('GET', '/status'));
  const { sessionId } = await ask('POST', '/session', {
    capabilities: {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] } },
    },
  });
  return {
    call: (method, path, body) => ask(method, `/session/${sessionId}${path}`, method === 'POST' ? (body ?? {}) : body),
    async stop() {
      await ask('DELETE', `/session/${sessionId}`).catch(() => {});
      process.off('exit', end);
      end();
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The answer, as soon as there is one. */
async function until(ask) {
  for (let attempts = 0; ; attempts++) {
    try {
      return await ask();
    } catch (error) {
      if (attempts === 100) throw error;
      await after(100);
    }
  }
}
