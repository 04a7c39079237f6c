import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import 'newsrack/define/news-tag-feed';
import type { NewsArticleOpenEvent, NewsTagFeed } from 'newsrack';
import { earlier, later } from './articles';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <news-tag-feed
      #feed
      class="feed"
      tag-match="all"
      heading="From our desk"
      [headingLevel]="3"
      [articles]="articles()"
      (news-article-open)="open($event)"
    >
      <span slot="logo">The Paper</span>
      <p>See our archive.</p>
    </news-tag-feed>
    <button id="later" (click)="articles.set(later)">Later news</button>
    <button id="ask" (click)="ask(feed)">Status</button>
    <output id="opened">{{ opened() }}</output>
    <output id="status">{{ status() }}</output>
  `,
})
export class App {
  readonly later = later;
  readonly articles = signal(earlier);
  readonly opened = signal('');
  readonly status = signal('');

  open(event: NewsArticleOpenEvent) {
    event.preventDefault();
    this.opened.set(event.article.title);
  }

  ask(feed: NewsTagFeed) {
    this.status.set(feed.status);
  }
}
