/** Finds a browser to test in, installs one where it may, or says what to do. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];

const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** What headless Chromium needs to run as root, and to leave the network alone. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The path of a Chromium or Chrome, or `undefined` where none is found. */
export function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, but there is no such file.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...USUAL_PLACES];
  return candidates.find((path) => existsSync(path));
}

/** The path of a browser, after installing one where none was. */
export function provideChromium() {
  const found = findChromium();
  if (found) return found;
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  console.log(
    `No Chromium or Chrome was found; ${isDebianRoot ? 'installing it with apt-get' : 'downloading Chrome'} …`,
  );
  if (isDebianRoot) {
    spawnSync('apt-get', ['update'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } else {
    const { stdout = '' } = spawnSync('npx', ['--yes', '@puppeteer/browsers@2', 'install', 'chrome@stable'], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    // It prints `chrome@VERSION PATH`.
    const path = /^chrome@\S+ (.+)$/m.exec(stdout)?.[1];
    if (path && existsSync(path)) return path;
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'No browser to test in. Install Chromium or Chrome (Debian: `apt-get install chromium`; others: https://www.google.com/chrome), ' +
      'or set CHROME_PATH to the executable of one.',
  );
}

/** What a browser calls itself. */
export const versionOf = (path) => execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
