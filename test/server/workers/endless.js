/** A worker that never answers for feeds with the word "endless", as hostile texts may want it, and takes 320 MB for others. */
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ body }) => {
  const text = new TextDecoder().decode(body);
  while (text.includes('endless'));
  const kept = [];
  while (text.includes('greedy') && kept.length < 40) kept.push(new Array(1e6).fill(text));
  parentPort.postMessage({
    json: JSON.stringify({ title: 'Read', articles: [{ url: 'https://a.example/1', title: 'Read' }] }),
  });
});
