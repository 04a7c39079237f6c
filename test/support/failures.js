/** Reporters for `npm test`: one line of progress, and of what was tested only that which failed. */
import { defaultReporter } from '@web/test-runner';

/** Where nobody watches a line being rewritten, a new one now and then; in milliseconds. */
const INTERVAL = 10_000;

/** Of @web/test-runner: a test file's results, with what its page logged, where a test in it failed. */
export function failures() {
  const reporter = defaultReporter({ reportTestProgress: false });
  const progress = progressLine();
  let total = 0;
  let done = 0;
  let failed = 0;
  return {
    ...reporter,
    start(run) {
      total = run.testFiles.length;
      reporter.start(run);
    },
    reportTestFileResults(results) {
      const isFailed = results.sessionsForTestFile.some(({ passed }) => !passed);
      done++;
      failed += isFailed;
      progress.show(`${done} of ${total} test files in browsers, ${failed} failed`);
      if (!isFailed) return;
      progress.end();
      reporter.reportTestFileResults(results);
    },
    stop: () => progress.end(),
  };
}

function progressLine() {
  let last = -Infinity;
  let isOpen = false;
  return {
    show(text) {
      if (process.env.PROGRESS_IN_PLACE) {
        process.stdout.write(`\r\x1b[K${text}`);
        isOpen = true;
      } else if (performance.now() - last > INTERVAL) {
        last = performance.now();
        console.log(text);
      }
    },
    end() {
      if (isOpen) process.stdout.write('\n');
      isOpen = false;
    },
  };
}
