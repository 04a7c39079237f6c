/**
 * Says, after everything else, how many tests passed and failed in each browser, and which were left out there and why.
 * Tests leave themselves out by `leaveOut` (`left-out.ts`), never silently.
 */
export function counting() {
  const reasons = new Map();
  let browsers = [];
  return {
    plugin: {
      name: 'newsrack-left-out',
      executeCommand({ command, payload, session }) {
        if (command !== 'left-out') return undefined;
        const ofBrowser = reasons.get(session.browser) ?? new Map();
        reasons.set(session.browser, ofBrowser.set(payload, (ofBrowser.get(payload) ?? 0) + 1));
        return true;
      },
    },
    reporter: {
      start: (run) => void ({ browsers } = run),
      onTestRunFinished({ sessions }) {
        for (const browser of browsers) {
          const own = [...sessions].filter((session) => session.browser === browser);
          const tests = own.flatMap(({ testResults }) => (testResults ? allTests(testResults) : []));
          // A page that broke before its tests could be counted is a failure too.
          const broken = own.filter(({ passed, testResults }) => !passed && !testResults).length;
          const leftOut = tests.filter(({ skipped }) => skipped).length;
          const passed = tests.filter((test) => test.passed && !test.skipped).length;
          const failed = tests.length - passed - leftOut + broken;
          console.log(`${browser.version ?? browser.name}: ${passed} passed, ${failed} failed, ${leftOut} left out`);
          for (const [reason, count] of reasons.get(browser) ?? []) console.log(`  ${count} left out: ${reason}`);
        }
      },
    },
  };
}

const allTests = ({ tests, suites }) => [...tests, ...suites.flatMap(allTests)];
