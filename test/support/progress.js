/**
 * Progress of `npm test`. Reporters run in processes of their own: they put it into lines that begin with a mark, which
 * `run.js` takes out of what it shows.
 */
const MARK = '\x1e';

/** Output of web-test-runner to leave out: its own line of progress, its notices, and reporters' counts. */
// eslint-disable-next-line no-control-regex -- it is what it takes out
const CURSOR = /\x1b\[\d*[A-HJK]/g;
const OF_RUNNERS = /^(?:Running \d+ test files\.\.\.|ℹ .*)$/;

/** Interval of new lines where a line can't be rewritten; in milliseconds. */
const INTERVAL = 10_000;

/** A line for `run.js`: how many of a group are done, and of how many where that is known. */
export const progressLine = (group, done, total) => `${MARK}${JSON.stringify({ group, done, total })}\n`;

/** Shows what processes write, and their progress below it: on a terminal in one line that is rewritten. */
export class Progress {
  #groups = new Map();
  #isOnTerminal = Boolean(process.stdout.isTTY);
  #lastShown = performance.now();
  #isOpen = false;

  /**
   * Takes the output of a process, piece by piece.
   * @returns a function to call with each piece, and without one at the end
   */
  reader() {
    let unfinished = '';
    return (piece = '\n') => {
      const lines = (unfinished + piece).replace(CURSOR, '').split('\n');
      unfinished = lines.pop();
      const isProgress = (line) => line.startsWith(MARK);
      for (const line of lines.filter(isProgress)) {
        const { group, done, total } = JSON.parse(line.slice(MARK.length));
        this.#note(group, done, total);
      }
      const words = lines.filter((line) => !isProgress(line) && !OF_RUNNERS.test(line));
      if (words.some((line) => line.trim())) this.print(words.join('\n'));
      this.#show();
    };
  }

  /** Shows how many of a group are done, of how many. */
  update(group, done, total) {
    this.#note(group, done, total);
    this.#show();
  }

  /** Prints text above the line of progress. */
  print(text) {
    this.#close();
    process.stdout.write(`${text}\n`);
  }

  end() {
    this.#close();
  }

  #note(group, done, total) {
    this.#groups.set(group, `${total ? `${done} of ${total}` : done} ${group}`);
  }

  #show() {
    const text = [...this.#groups.values()].join(', ');
    if (this.#isOnTerminal) {
      process.stdout.write(`\r\x1b[K${text}`);
      this.#isOpen = true;
    } else if (text && performance.now() - this.#lastShown > INTERVAL) {
      this.#lastShown = performance.now();
      process.stdout.write(`${text}\n`);
    }
  }

  #close() {
    if (this.#isOpen) process.stdout.write('\r\x1b[K');
    this.#isOpen = false;
  }
}
