/** The document round the content of every page: head, masthead, and what stands at the end. */
import type { PageAssets } from './page-assets.js';
import type { PageSettings } from './page-options.js';
import type { AllPageWords } from './page-words.js';
import { type Markup, type MarkupValue, markup } from './markup.js';

/** The parts that every page needs. */
export interface PageContext {
  settings: PageSettings;
  words: AllPageWords;
  assets: PageAssets;
}

/** A page without what all pages have in common. */
export interface PageContent {
  /** Title in tabs and search results, without the name of the site. */
  title: string;
  description?: string | undefined;
  /** Address below the root, for links from elsewhere. Undefined for pages that have none. */
  page?: string | undefined;
  /** True if search engines may show the page. */
  isIndexed: boolean;
  /** URL of a picture for previews. */
  picture?: string | undefined;
  /** More elements of the head. */
  head?: MarkupValue;
  /** Content of `<main>`. */
  main: Markup;
  /** More elements at the end of the page. */
  foot?: MarkupValue;
}

/** Returns the HTML of a whole page. */
export function pageDocument(context: PageContext, content: PageContent): string {
  const { settings, words } = context;
  return documentOf(context, content, [
    markup`<a class="skip" href="#news">${words.skip}</a>`,
    markup`<div class="page">`,
    mastheadOf(context),
    markup`<main id="news" tabindex="-1">${content.main}</main>`,
    markup`<footer class="foot">${content.foot}${aboutLinks(settings, words)}</footer>`,
    markup`</div>`,
  ]);
}

/** Returns the HTML of a page for frames: the content alone, and the script that tells its height. */
export function frameDocument(context: PageContext, content: PageContent): string {
  const { settings, assets } = context;
  const script = markup`<script src="${settings.addresses.path(assets.frame.page)}" defer></script>`;
  return documentOf(context, { ...content, head: [content.head, script] }, [
    markup`<main class="embed" id="news">${content.main}</main>`,
  ]);
}

function documentOf(context: PageContext, content: PageContent, body: MarkupValue): string {
  const { language, direction } = context.settings;
  return markup`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
${headOf(context, content)}
</head>
<body>
${body}
</body>
</html>
`.toString();
}

function headOf({ settings, assets }: PageContext, content: PageContent): MarkupValue {
  const { addresses, title, styleSheet, script, logo } = settings;
  const { title: name, description, page, isIndexed, head } = content;
  const fullTitle = name === title ? title : `${name} – ${title}`;
  return [
    markup`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${fullTitle}</title>
`,
    description !== undefined && markup`<meta name="description" content="${description}">\n`,
    !isIndexed && markup`<meta name="robots" content="noindex, follow">\n`,
    page !== undefined && markup`<link rel="canonical" href="${addresses.url(page)}">\n`,
    logo && markup`<link rel="icon" href="${logo.url}">\n`,
    markup`<link rel="stylesheet" href="${addresses.path(assets.page.page)}">
<link rel="preload" as="style" href="${addresses.path(assets.feed.page)}">
`,
    styleSheet !== undefined && markup`<link rel="stylesheet" href="${styleSheet}">\n`,
    script !== undefined && markup`<script type="module" async src="${script}"></script>\n`,
    page !== undefined && previewOf(settings, content, page),
    head,
  ];
}

/** Returns Open Graph properties, from which other sites make previews of links. */
function previewOf({ addresses, title, language }: PageSettings, content: PageContent, page: string): MarkupValue {
  const { title: name, description, picture } = content;
  return [
    markup`<meta property="og:type" content="website">
<meta property="og:site_name" content="${title}">
<meta property="og:title" content="${name}">
<meta property="og:url" content="${addresses.url(page)}">
<meta property="og:locale" content="${language.replaceAll('-', '_')}">
<meta name="twitter:card" content="${picture ? 'summary_large_image' : 'summary'}">
`,
    description !== undefined && markup`<meta property="og:description" content="${description}">\n`,
    picture !== undefined && markup`<meta property="og:image" content="${picture}">\n`,
  ];
}

function mastheadOf({ settings, words }: PageContext): Markup {
  const { addresses, logo, title } = settings;
  const picture = logo && markup`<img src="${logo.url}" alt="${logo.alt}">`;
  const home = addresses.path('');
  return markup`<header class="masthead"><a class="brand" href="${home}">${picture}${logo?.alt ? false : title}</a><a class="home" href="${home}">${words.topics}</a></header>`;
}

function aboutLinks({ about }: PageSettings, words: AllPageWords): MarkupValue {
  if (!about.length) return undefined;
  const entries = about.map(({ text, url }) => markup`<li><a href="${url}">${text}</a></li>`);
  return markup`<nav aria-label="${words.about}"><ul>${entries}</ul></nav>`;
}
