/** The worker of `feed-reader.ts`: reads the feeds that it is sent. */
import { parentPort } from 'node:worker_threads';
import { NewsError } from '../model/error.js';
import { readFeed } from '../providers/feed.js';
import type { ProviderResponse } from '../providers/provider.js';
import { fullDecoders } from '../providers/values/full-decoders.js';
import type { ReaderAnswer } from './feed-reader.js';

async function read(reply: ProviderResponse): Promise<ReaderAnswer> {
  try {
    return { json: JSON.stringify(await readFeed(reply, fullDecoders)) };
  } catch (error) {
    const { code, message } =
      error instanceof NewsError ? error : { code: 'format' as const, message: 'Not readable.' };
    return { code, message };
  }
}

parentPort?.on(
  'message',
  (reply: ProviderResponse) => void read(reply).then((answer) => parentPort?.postMessage(answer)),
);
