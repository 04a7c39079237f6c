/** The style sheet of pages: the frame round the news. The news itself has the element's styles. */
import type { PageSettings } from './page-options.js';

const BASE = `
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-block:1.5rem}
body{margin:0;color:var(--page-text);background:var(--page-background);font:1rem/1.5 var(--page-font);
  --news-gap:1.5em;--news-heading-size:clamp(1.5rem,1.2rem + 1.6vw,2.125rem);--quiet:color-mix(in srgb,currentColor 72%,transparent);
  --line:color-mix(in srgb,currentColor 16%,transparent);--wash:color-mix(in srgb,currentColor 6%,transparent)}
a{color:inherit;text-decoration-thickness:1px;text-underline-offset:.18em}
:focus-visible{outline:2px solid currentColor;outline-offset:3px;border-radius:2px}
main:focus{outline:0}
.skip{position:absolute;inset-inline-start:1rem;inset-block-start:-6rem;z-index:1;padding:.75rem 1rem;color:var(--page-background);background:var(--page-text);font-weight:600;text-decoration:none}
.skip:focus{inset-block-start:1rem}
.page{max-inline-size:67.5rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2rem)}
.masthead{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.25rem 1.5rem;padding-block:clamp(1rem,2.5vw,1.75rem)}
.brand{display:inline-flex;align-items:center;gap:.625rem;min-block-size:2.75rem;font-size:1.1875rem;font-weight:750;letter-spacing:-.015em;line-height:1.2;text-decoration:none;overflow-wrap:anywhere}
.brand img{display:block;inline-size:auto;block-size:2.25rem;max-inline-size:min(16rem,60vw);object-fit:contain}
.masthead .home{display:inline-flex;align-items:center;min-block-size:2.75rem;font-size:.9375rem;text-decoration:none}
a:hover{text-decoration-line:underline}
h1,h2{letter-spacing:-.012em;text-wrap:balance;overflow-wrap:anywhere}
.title{margin:0 0 clamp(1.25rem,3vw,2rem);padding-block-start:.55em;border-block-start:3px solid;font-size:var(--news-heading-size);line-height:1.2;font-weight:700}
.lead{margin:-.75rem 0 2rem;color:var(--quiet);max-inline-size:40rem}
.pager{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.75rem;margin-block-start:2rem}
.action{display:inline-flex;flex:0 1 auto;align-items:center;justify-content:center;min-block-size:2.75rem;padding:.5rem 1.25rem;border:1px solid color-mix(in srgb,currentColor 40%,transparent);border-radius:var(--news-radius,3px);font-size:.9375rem;font-weight:600;line-height:1.2;text-align:center;text-decoration:none}
.action:hover,.topics a:hover{background:var(--wash);text-decoration:none}
.pager .older{margin-inline-start:auto}
.promo{display:flex;flex-wrap:wrap;align-items:center;gap:1rem 1.5rem;margin-block-start:2.5rem;padding:1.25rem 1.5rem;background:var(--wash);border-radius:calc(var(--news-radius,3px)*2)}
.promo img{display:block;inline-size:auto;block-size:4rem;border-radius:.75rem}
.promo div{flex:1 1 16rem}
.promo p{margin:0}
.promo .invite{font-size:1.125rem;font-weight:700;line-height:1.3}
.promo .invite+p{color:var(--quiet)}
.promo ul{display:flex;flex-wrap:wrap;gap:.625rem;margin:0;padding:0;list-style:none;flex:0 1 auto}
.promo li{flex:1 1 auto}
.promo .action{inline-size:100%;min-inline-size:8.5rem;border-color:currentColor}
.topics{margin-block-start:clamp(2.5rem,5vw,3.5rem)}
.topics h2{margin:0 0 1rem;font-size:1.125rem;line-height:1.3}
.topics ul{display:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0;list-style:none}
.topics li{min-inline-size:0;max-inline-size:100%}
.topics a{display:inline-flex;align-items:center;gap:.5em;max-inline-size:100%;min-block-size:2.75rem;padding:.375rem .875rem;border:1px solid var(--line);border-radius:var(--news-radius,3px);font-size:.9375rem;line-height:1.25;text-decoration:none;overflow-wrap:anywhere}
.topics small{font-size:.8125rem;color:var(--quiet);font-variant-numeric:tabular-nums}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17.5rem),1fr));gap:clamp(2rem,4vw,3rem) 2rem;align-items:start}
.tiles news-tag-feed{--news-image-width:5.5em;--news-heading-size:1.25rem;--news-gap:1.125em;--news-headline-size:1em;--news-lead-size:1.1875em}
.tile-title{margin:0 0 1rem;padding-block-start:.5em;border-block-start:1px solid;font-size:1.25rem;line-height:1.2}
.tile-title a{display:block;text-decoration:none;padding-block:.25rem;color:var(--news-accent,color-mix(in oklab,currentColor 46%,#c8102e))}
.tile-title a:hover{text-decoration:underline}
.foot{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 2rem;margin-block-start:clamp(2.5rem,6vw,4rem);padding-block:1rem 2rem;border-block-start:1px solid var(--line);font-size:.875rem;color:var(--quiet)}
.foot ul{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:0;padding:0;list-style:none}
.foot a{display:inline-flex;align-items:center;min-block-size:2.75rem}
.embed{padding:1px}
.embed .all{display:inline-flex;align-items:center;min-block-size:2.75rem;margin-block-start:1rem;font-size:.9375rem;font-weight:600}
@media (max-width:30rem){.pager .action,.promo ul{flex:1 1 100%}}
@media (min-width:48rem){news-tag-feed.main[layout=list]{--news-headline-size:1.3125em;--news-gap:1.75em}}
@media (forced-colors:active){.promo{border:1px solid}}
@media print{.skip,.pager,.promo,.topics,.foot,.masthead .home{display:none}}
`;

const SYSTEM_FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Liberation Sans',sans-serif";

/** Returns the style sheet for the colours and the font of an owner. */
export function pageStyles({ colors, font, theme }: Pick<PageSettings, 'colors' | 'font' | 'theme'>): string {
  const {
    text = { light: '#15181c', dark: '#e9eaec' },
    background = { light: '#fff', dark: '#14161a' },
    accent,
  } = colors;
  const scheme = theme === 'auto' ? 'light dark' : theme;
  const variables = [
    `color-scheme:${scheme}`,
    `--page-text:${inBoth(text)}`,
    `--page-background:${inBoth(background)}`,
    `--page-font:${font ?? SYSTEM_FONT}`,
    ...(accent ? [`--news-accent:${inBoth(accent)}`] : []),
  ];
  return `:root{${variables.join(';')}}${BASE.replace(/\n\s*/g, '')}`;
}

const inBoth = ({ light, dark }: { light: string; dark: string }): string => `light-dark(${light},${dark})`;
