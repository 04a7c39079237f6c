/**
 * Runs commands of newsrack one after another in one process, for tests of many messages. Each runs `cli.js` anew, with its
 * modules loaded once. What lasts beyond a command, such as a signal or a module with options, needs a process of its own.
 */
const CLI = new URL('../../dist/server/cli.js', import.meta.url);

/** Thrown where the command ends its process. */
class Ended extends Error {}

let runs = 0;

async function run(args) {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    process[name].write = (text) => {
      output[name] += text;
      return true;
    };
  }
  process.argv.splice(2, Infinity, ...args);
  process.exitCode = 0;
  process.exit = (code) => {
    process.exitCode = code ?? process.exitCode;
    throw new Ended();
  };
  try {
    await import(`${CLI}?${++runs}`);
  } catch (error) {
    if (!(error instanceof Ended)) Object.assign(output, { stderr: output.stderr + error.stack, isBroken: true });
  }
  for (const name of ['stdout', 'stderr']) process[name].removeAllListeners('error');
  return { code: process.exitCode, ...output };
}

process.on('message', async (args) => process.send(await run(args)));
