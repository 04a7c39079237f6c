/**
 * Runs test files in WebKitGTK, for @web/test-runner: through WebKitWebDriver (https://www.w3.org/TR/webdriver2/), on a screen
 * that nobody sees, since WebKitGTK has no headless mode.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { freePort } from './free-port.js';

const VIEWPORT = { width: 800, height: 600 };
const SCREEN = { width: 3200, height: 2400 };

/** Names of keys as in `KeyboardEvent.key`, and how WebDriver writes them: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS = {
  ...{ Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A' },
  ...{ Escape: '\uE00C', Space: ' ', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011' },
  ...{ ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015' },
  ...{ Delete: '\uE017', Meta: '\uE03D' },
};

/** By their numbers in WebDriver. */
const BUTTONS = ['left', 'middle', 'right'];

export class WebKitLauncher {
  name = 'WebKit';
  // The commands of @web/test-runner-commands know no other launchers; `getPage` has what they ask of a page.
  type = 'puppeteer';
  #paths;
  #starting;
  #browser;
  #session;

  /** Paths of executables: of MiniBrowser, its `driver`, and the `screen` to show it on. */
  constructor(paths) {
    this.#paths = paths;
  }

  async startSession(id, url) {
    this.#starting ??= start(this.#paths);
    this.#browser = await this.#starting;
    this.version = `WebKitGTK ${this.#browser.version}`;
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
    const perform = (input) => call('POST', '/actions', { actions: [input] });
    const act = (types, key) => {
      const actions = types.map((type) => ({ type, value: KEYS[key] ?? key }));
      return perform({ type: 'key', id: 'keyboard', actions });
    };
    const point = (...actions) => perform({ type: 'pointer', id: 'mouse', actions });
    const moved = (x, y) => ({ type: 'pointerMove', duration: 0, x, y });
    const pressed = (type, { button = 'left' } = {}) => ({ type, button: BUTTONS.indexOf(button) });
    return {
      mouse: {
        move: (x, y) => point(moved(x, y)),
        down: (options) => point(pressed('pointerDown', options)),
        up: (options) => point(pressed('pointerUp', options)),
        click: (x, y, options) => point(moved(x, y), pressed('pointerDown', options), pressed('pointerUp', options)),
        reset: () => call('DELETE', '/actions'),
      },
      keyboard: {
        down: (key) => act(['keyDown'], key),
        up: (key) => act(['keyUp'], key),
        press: (key) => act(['keyDown', 'keyUp'], key),
        async type(text) {
          for (const character of text) await this.press(character);
        },
      },
      /**
       * Puts the window where its tool bar is under the pointer, which is in the middle of the screen: a window under the
       * pointer has the focus, and a page that is not under it has nothing hovered.
       */
      async setViewport({ width, height }) {
        const script = 'return [innerWidth, innerHeight, outerHeight - innerHeight]';
        const [innerWidth, innerHeight, bar] = await call('POST', '/execute/sync', { script, args: [] });
        if (innerWidth === width && innerHeight === height) return;
        const [x, y] = [(SCREEN.width - width) / 2, (SCREEN.height - bar) / 2].map(Math.round);
        await call('POST', '/window/rect', { x, y, width, height: height + bar });
      },
    };
  }
}

/** Starts a screen, a driver and a browser. */
async function start({ path, driver, screen }) {
  const children = [];
  const end = () => children.forEach((child) => child.kill());
  process.once('exit', end);
  const run = (command, args, options) => {
    const child = spawn(command, args, options);
    children.push(child);
    // Rejects when it can't be started, or ends too early.
    return {
      child,
      ended: once(child, 'exit').then(([code]) => Promise.reject(new Error(`${command}: exit ${code}`))),
    };
  };

  const size = `${SCREEN.width}x${SCREEN.height}x24`;
  const shown = run(screen, ['-displayfd', '3', '-screen', '0', size], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [display] = await Promise.race([once(shown.child.stdio[3], 'data'), shown.ended]);
  const port = await freePort();
  const driving = run(driver, [`--port=${port}`], {
    stdio: 'ignore',
    // Without a language, `navigator.language` would be "C".
    env: { ...process.env, DISPLAY: `:${String(display).trim()}`, LC_ALL: 'en_US.UTF-8' },
  });
  [shown, driving].forEach(({ ended }) => ended.catch(() => {}));

  const ask = async (method, address, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${address}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKitWebDriver ${address}: ${value.error}, ${value.message}`);
    return value;
  };
  await Promise.race([until(() => ask('GET', '/status')), driving.ended]);
  const { sessionId, capabilities } = await ask('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: path, args: ['--automation'] } } },
  });
  return {
    version: capabilities.browserVersion,
    call: (method, address, body) => ask(method, `/session/${sessionId}${address}`, body),
    async stop() {
      await ask('DELETE', `/session/${sessionId}`);
      process.off('exit', end);
      end();
    },
  };
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
