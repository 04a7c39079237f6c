import { emulateMedia, executeServerCommand } from '@web/test-runner-commands';

/** Has the browser show pages as on paper, or as readers have it who don't want motion or choose their own colours. */

/** @returns whether this browser can be told so */
export async function onPaper(is: boolean): Promise<boolean> {
  await emulateMedia({ media: is ? 'print' : 'screen' }).catch(() => {});
  return matchMedia('print').matches === is;
}

/** @returns whether this browser can be told so */
export async function withLessMotion(is: boolean): Promise<boolean> {
  await emulateMedia({ reducedMotion: is ? 'reduce' : 'no-preference' }).catch(() => {});
  return matchMedia('(prefers-reduced-motion: reduce)').matches === is;
}

/** @returns whether this browser can be told so */
export async function withForcedColors(is: boolean): Promise<boolean> {
  await executeServerCommand('forced-colors', { value: is ? 'active' : 'none', isForced: is }).catch(() => {});
  return matchMedia('(forced-colors: active)').matches === is;
}
