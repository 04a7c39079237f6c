import { executeServerCommand } from '@web/test-runner-commands';

/** Leaves a test out where a browser can't do what it needs. The reason stands in the result of the run. */
export async function leaveOut(test: Mocha.Context, reason: string): Promise<void> {
  await executeServerCommand('left-out', reason);
  test.skip();
}
