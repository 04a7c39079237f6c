/** A relay with 256 MB of heap: 10,000 requests for 2,000 addresses of 1.5 MB feeds, and 2,000 distinct queries. Takes about an hour. */
import { runMemoryLoad } from './memory-load.js';
import { table } from './table.js';

export const title = 'Memory of the relay';

const LOAD = { addresses: 2000, requests: 10_000, queries: 2000, bytes: 1.5e6 };

/** Maximum growth of memory between the middle and the end, in megabytes. */
const LEVEL = 60;

export async function run() {
  const { statuses, memory, isAlive } = await runMemoryLoad(LOAD);
  const growth = memory.at(-1) - memory[memory.length >> 1];
  const faults = [
    [!isAlive, 'the relay ended'],
    [statuses[200] !== LOAD.requests + LOAD.queries, `not all requests were answered: ${JSON.stringify(statuses)}`],
    [growth > LEVEL, `memory grew by ${growth} MB in the second half`],
  ];
  const rows = [
    ['responses by status', JSON.stringify(statuses)],
    ['resident memory at ten moments and at the end', memory.map((mb) => `${mb} MB`).join(', ')],
  ];
  const about =
    '`newsrack relay` with `--max-old-space-size=256`; 10,000 requests for 2,000 addresses of 1.5 MB feeds, 20 at once, then 2,000 distinct queries.';
  return {
    markdown: `${about}\n\n${table(['what', 'result'], rows)}`,
    faults: faults.filter(([isSo]) => isSo).map(([, what]) => what),
  };
}
