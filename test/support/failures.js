/** For @web/test-runner: only the files with a test that failed, with what their pages logged. */
import { defaultReporter } from '@web/test-runner';
import { progressLine } from './progress.js';

export function failures() {
  const reporter = defaultReporter({ reportTestProgress: false });
  let total = 0;
  let done = 0;
  return {
    ...reporter,
    start(run) {
      total = run.testFiles.length;
      reporter.start(run);
    },
    reportTestFileResults(results) {
      if (results.sessionsForTestFile.some(({ passed }) => !passed)) reporter.reportTestFileResults(results);
      if (process.env.SHOWS_PROGRESS) process.stdout.write(progressLine(process.env.SHOWS_PROGRESS, ++done, total));
    },
  };
}
