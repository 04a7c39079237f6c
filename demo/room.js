/** The one style rule of the snippet, as all that write the snippet have it. */

/**
 * Keeps room for the news until the script has come, so that nothing moves when it does. None where no script can run.
 * Where the script can't be loaded, the room closes by itself, slowly enough that browsers count no layout shift: an
 * animation works under any content security policy, in systems that strip `onerror`, and when a host never answers.
 * @param height what is kept: CSS, `100vh` by default
 */
export const roomRule = (height = '100vh') => `@media (scripting: enabled) {
  news-tag-feed:not(:defined) { display: flow-root; min-height: ${height}; animation: news-room 10s 10s linear forwards }
  @keyframes news-room { to { min-height: 0 } }
}`;

const indented = (code) => code.replace(/^(?=.)/gm, '  ');

/** The same as an element. `more` stands below it. */
export const roomStyle = (height, more = '') =>
  `<style>\n${indented([roomRule(height), more].filter(Boolean).join('\n'))}\n</style>`;
