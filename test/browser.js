/** Finds browsers to test in, installs them where it may, or says what to do. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The same engine without the window of a browser: a page in it costs a third of the time. */
const HEADLESS_SHELL = 'chromium-headless-shell';

const CHROMIUM = {
  names: [
    HEADLESS_SHELL,
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'chrome',
    'microsoft-edge',
  ],
  places: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

const FIREFOX = {
  names: ['firefox-esr', 'firefox'],
  places: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
};

/** Flags that headless Chromium needs to run as root, and to leave the network alone. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // As every browser with a window says it.
  '--accept-lang=en-US,en',
];

/** The path in an environment variable; `undefined` where it is not set. */
function named(variable) {
  const path = process.env[variable];
  if (path && !existsSync(path)) throw new Error(`${variable} is ${path}, but there is no such file.`);
  return path || undefined;
}

function inPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** The path of a Chromium or Chrome, or `undefined` where none is found. */
export const findChromium = () =>
  named('CHROME_PATH') ?? inPath(...CHROMIUM.names) ?? CHROMIUM.places.find((path) => existsSync(path));

/** The path of a Firefox, or `undefined` where none is found. */
export const findFirefox = () =>
  named('FIREFOX_PATH') ?? inPath(...FIREFOX.names) ?? FIREFOX.places.find((path) => existsSync(path));

/** The paths of what WebKitGTK needs to be tested: its test browser, its driver and a screen; or `undefined`. */
export function findWebkit() {
  const path = named('WEBKIT_PATH') ?? miniBrowser();
  const [driver, screen] = [inPath('WebKitWebDriver'), inPath('Xvfb')];
  return path && driver && screen ? { path, driver, screen } : undefined;
}

/** Finds the MiniBrowser of WebKit where distributions put it. */
function miniBrowser() {
  if (!existsSync('/usr/lib')) return undefined;
  const architectures = readdirSync('/usr/lib').filter((name) => name.includes('-linux-'));
  const folders = [...architectures.map((name) => join('/usr/lib', name)), '/usr/lib', '/usr/lib64', '/usr/libexec'];
  return folders
    .flatMap((folder) => ['webkit2gtk-4.1', 'webkitgtk-6.0'].map((api) => join(folder, api, 'MiniBrowser')))
    .find((path) => existsSync(path));
}

const BROWSERS = {
  chromium: {
    find: () => asPath(findChromium()),
    packages: [HEADLESS_SHELL],
    advice: 'https://www.google.com/chrome, or set CHROME_PATH to the executable of a Chromium or Chrome',
  },
  firefox: {
    find: () => asPath(findFirefox()),
    packages: ['firefox-esr'],
    advice: 'https://www.mozilla.org/firefox, or set FIREFOX_PATH to its executable',
  },
  webkit: {
    find: findWebkit,
    packages: ['webkit2gtk-driver', 'xvfb'],
    advice: 'WebKitGTK, on Linux only; WEBKIT_PATH may be set to its MiniBrowser',
  },
};

const asPath = (path) => path && { path };

/** Returns the browsers that BROWSERS names, separated by spaces or commas. */
function namedBrowsers() {
  const names = (process.env.BROWSERS ?? '').split(/[\s,]+/).filter(Boolean);
  const unknown = names.filter((name) => !Object.hasOwn(BROWSERS, name));
  if (unknown.length) {
    throw new Error(`BROWSERS has ${unknown.join(', ')}; it may have ${Object.keys(BROWSERS).join(', ')}.`);
  }
  return names;
}

/**
 * The browsers to test in: those that BROWSERS names, else `chromium`, `firefox` and `webkit`. What is missing is installed
 * where that is possible.
 * @returns by name, each with its `path`, or with `advice` where it is missing
 * @throws Error when one that BROWSERS names is missing, or Chromium where it names none
 */
export function provideBrowsers() {
  const asked = namedBrowsers();
  const names = asked.length ? asked : Object.keys(BROWSERS);
  const isMissing = (name) => !BROWSERS[name].find();
  install(names.filter((name) => isMissing(name) || (name === 'chromium' && isShellMissing())));
  const needed = asked.length ? asked : ['chromium'];
  const lacking = needed.filter(isMissing);
  if (lacking.length) throw new Error(lacking.map((name) => `No ${name} to test in. ${adviceOn(name)}`).join('\n'));
  return Object.fromEntries(names.map((name) => [name, BROWSERS[name].find() ?? { advice: adviceOn(name) }]));
}

const adviceOn = (name) => {
  const { packages, advice } = BROWSERS[name];
  return `Debian: \`apt-get install ${packages.join(' ')}\`; others: ${advice}.`;
};

const hasApt = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Returns whether tests would run in a browser with a window though the shell may be had. A distribution that lacks it is not asked twice. */
const isShellMissing = () => !wasInstalled && hasApt() && !process.env.CHROME_PATH && !inPath(HEADLESS_SHELL);

let wasInstalled = false;

function install(names) {
  if (!names.length) return;
  wasInstalled ||= names.includes('chromium');
  if (hasApt()) {
    console.log(`Installing with apt-get: ${names.join(', ')} …`);
    const apt = (...args) =>
      spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    apt('update');
    // One at a time: a package that a distribution lacks would cost all of them.
    for (const name of names) apt('install', '-y', '--no-install-recommends', ...BROWSERS[name].packages);
    if (names.includes('chromium') && !findChromium()) apt('install', '-y', '--no-install-recommends', 'chromium');
  } else if (names.includes('chromium')) {
    console.log('No Chromium or Chrome was found; downloading Chrome …');
    const { stdout = '' } = spawnSync('npx', ['--yes', '@puppeteer/browsers@2', 'install', 'chrome@stable'], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    // It prints `chrome@VERSION PATH`.
    const path = /^chrome@\S+ (.+)$/m.exec(stdout)?.[1];
    if (path && existsSync(path)) process.env.CHROME_PATH = path;
  }
}

/**
 * The path of a Chromium or Chrome, after installing one where none was.
 * @throws Error that says what to do
 */
export function provideChromium() {
  if (!findChromium() || isShellMissing()) install(['chromium']);
  const path = findChromium();
  if (!path) throw new Error(`No Chromium to test in. ${adviceOn('chromium')}`);
  return path;
}

/** Returns the name and version of a browser, as it gives them. */
export const versionOf = (path) =>
  /^.*?\d\S*/.exec(
    execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim(),
  )[0];
