import { emulateMedia as emulate, executeServerCommand } from '@web/test-runner-commands';

/** Has the browser show pages as on paper, or as readers have it who don't want motion or choose their own colours. */

/** Only Chromium can be told by these commands, and the test runner would log each that fails. */
const emulateMedia = async (features: Parameters<typeof emulate>[0]): Promise<void> => {
  if (navigator.userAgent.includes('Chrome')) await emulate(features).catch(() => {});
};

/** @returns whether this browser can be told so */
export async function onPaper(is: boolean): Promise<boolean> {
  await emulateMedia({ media: is ? 'print' : 'screen' });
  return matchMedia('print').matches === is;
}

/** @returns whether this browser can be told so */
export async function withLessMotion(is: boolean): Promise<boolean> {
  await emulateMedia({ reducedMotion: is ? 'reduce' : 'no-preference' });
  return matchMedia('(prefers-reduced-motion: reduce)').matches === is;
}

/** @returns whether this browser can be told so */
export async function withForcedColors(is: boolean): Promise<boolean> {
  await executeServerCommand('forced-colors', { value: is ? 'active' : 'none', isForced: is }).catch(() => {});
  return matchMedia('(forced-colors: active)').matches === is;
}
