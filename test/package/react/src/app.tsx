import 'newsrack/define/news-tag-feed';
import 'newsrack/types/react';
import type { NewsTagFeed } from 'newsrack';
import { useRef, useState, useSyncExternalStore } from 'react';
import { earlier, later } from './articles.js';

/** Returns whether this is a page, and no longer what a server made of it. */
const useHydrated = () =>
  useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );

export function App() {
  const feed = useRef<NewsTagFeed>(null);
  const [articles, setArticles] = useState(earlier);
  const [opened, setOpened] = useState('');
  const [status, setStatus] = useState('');
  // React 19 takes over custom elements without their properties and listeners (facebook/react#35446). With another key
  // it makes them anew. Until then the provider is one that asks nobody.
  const key = useHydrated() ? 'page' : 'server';
  return (
    <>
      <news-tag-feed
        key={key}
        provider="inline"
        ref={feed}
        className="feed"
        tag-match="all"
        heading="From our desk"
        heading-level={3}
        articles={articles}
        onnews-article-open={(event) => {
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
      <button id="ask" onClick={() => setStatus(feed.current?.status ?? '')}>
        Status
      </button>
      <output id="opened">{opened}</output>
      <output id="status">{status}</output>
    </>
  );
}

export const refusedByTypes = [
  // @ts-expect-error there is no such layout
  <news-tag-feed layout="gird" />,
  // @ts-expect-error there is no such attribute
  <news-tag-feed tga="climate" />,
  // @ts-expect-error this event has no article
  <news-tag-feed onnews-status={(event) => event.article} />,
];
