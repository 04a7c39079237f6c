/// <reference types="vite/client" />
import { type Preview, type StoryContext, setCustomElementsManifest } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { withActions } from 'storybook/actions/decorator';
import '../src/define.js';
import '../stories/network.js';
import type { Article } from '../src/index.js';
import { LOOKS, sheetOf } from '../stories/looks.js';
import { type Package, argTypesOf } from './arg-types.js';
import ElementPage from './element-page.mdx';
import { snippetOf } from './snippet.js';

// A glob, since the file is made: types must hold without it too.
const [manifest] = Object.values(
  import.meta.glob<Package>('../custom-elements.json', { eager: true, import: 'default' }),
);
setCustomElementsManifest(manifest);

// The publishers are invented, so their links lead nowhere.
document.addEventListener('news-article-open', (event) => event.preventDefault());

const PAGES = {
  light: 'background: #fff; color: #1b1b1b',
  dark: 'background: #14161a; color: #e4e4e4',
  sepia: 'background: #f4ecd8; color: #433422',
};

export default {
  tags: ['autodocs'],
  globalTypes: {
    page: {
      description: 'Colours of the page',
      toolbar: { title: 'Page', icon: 'paintbrush', items: Object.keys(PAGES), dynamicTitle: true },
    },
    direction: {
      description: 'Direction of the page',
      toolbar: { title: 'Direction', icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true },
    },
    look: {
      description: 'Ready-made look, for stories that have none of their own',
      toolbar: {
        title: 'Look',
        icon: 'contrast',
        items: [{ value: 'none', title: 'No look' }, ...LOOKS],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { page: 'light', direction: 'ltr', look: 'none' },
  decorators: [
    withActions,
    (story, { globals, canvasElement }) => {
      const { page, direction, look } = globals as { page: keyof typeof PAGES; direction: string; look: string };
      // On its own, not among others on a page of documentation.
      const height = canvasElement.id === 'storybook-root' ? 'min-height: 100vh' : '';
      const style = `box-sizing: border-box; padding: 24px; font: 16px/1.5 system-ui, sans-serif; ${PAGES[page]}; ${height}`;
      const sheet = look === 'none' ? nothing : html`<link rel="stylesheet" href=${sheetOf(look)} />`;
      return html`${sheet}
        <div dir=${direction} .style=${style}>${story()}</div>`;
    },
  ],
  parameters: {
    layout: 'fullscreen',
    actions: {
      handles: ['news-status', 'news-load', 'news-error', 'news-article-open', 'news-article-view', 'news-tag-select'],
    },
    a11y: { test: 'error' },
    controls: { expanded: true, sort: 'none' },
    options: {
      storySort: {
        order: ['Introduction', 'Layouts', 'Theming', 'Tokens', 'Parts', 'Accessibility', 'Looks', 'news-tag-feed'],
      },
    },
    docs: {
      page: ElementPage,
      extractArgTypes: (tagName: string) => argTypesOf(tagName, manifest),
      codePanel: true,
      source: {
        excludeDecorators: true,
        transform: (code: string, { parameters }: StoryContext) =>
          snippetOf(code, parameters.articles as Article[] | undefined),
      },
    },
  },
} satisfies Preview;
