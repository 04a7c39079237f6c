import 'newsrack/define/news-tag-feed';
import 'newsrack/types/solid';
import type { NewsTagFeed } from 'newsrack';
import { createSignal } from 'solid-js';
import { earlier, later } from './articles.js';

export function App() {
  let feed!: NewsTagFeed;
  const [articles, setArticles] = createSignal(earlier);
  const [opened, setOpened] = createSignal('');
  const [status, setStatus] = createSignal('');
  return (
    <>
      <news-tag-feed
        ref={feed}
        class="feed"
        tag-match="all"
        heading="From our desk"
        heading-level={3}
        articles={articles()}
        on:news-article-open={(event) => {
          event.preventDefault();
          setOpened(event.article.title);
        }}
      >
        <span slot="logo">The Paper</span>
        <p>See our archive.</p>
      </news-tag-feed>
      <button id="later" onClick={() => setArticles(later)}>
        Later news
      </button>
      <button id="ask" onClick={() => setStatus(feed.status)}>
        Status
      </button>
      <output id="opened">{opened()}</output>
      <output id="status">{status()}</output>
    </>
  );
}

export const refusedByTypes = () => [
  // @ts-expect-error there is no such layout
  <news-tag-feed layout="gird" />,
  // @ts-expect-error there is no such attribute
  <news-tag-feed tga="climate" />,
  // @ts-expect-error this event has no article
  <news-tag-feed on:news-status={(event) => event.article} />,
];
