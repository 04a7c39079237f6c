/** The worker of `feed-reader.ts`: reads the feeds that it is sent. */
import { parentPort } from 'node:worker_threads';
import { NewsError } from '../model/error.js';
import { feedProvider } from '../providers/feed.js';
import type { Reply } from '../providers/provider.js';
import { useRarities } from '../providers/values/rare.js';
import type { ReaderAnswer } from './feed-reader.js';

useRarities();

async function read(reply: Reply): Promise<ReaderAnswer> {
  const query = { src: reply.url, tags: [], tagMatch: 'any' as const, limit: 1000, apiKey: '' };
  try {
    return { json: JSON.stringify(await feedProvider.read(query, () => Promise.resolve(reply))) };
  } catch (error) {
    const { code, message } =
      error instanceof NewsError ? error : { code: 'format' as const, message: 'Not readable.' };
    return { code, message };
  }
}

parentPort?.on('message', (reply: Reply) => void read(reply).then((answer) => parentPort?.postMessage(answer)));
