/** Makes the list that the site searches. Pages load it when a reader begins to search. */

const KINDS = { 'custom-property': 'custom property' };

/** Normalizes a word of a query, without signs that readers don't type. */
const bare = (name) => name.replace(/^:state\((.*)\)$/, '$1');

/**
 * Returns entries for a page and each of its headings.
 * @param label name of the page in the navigation
 * @param url URL of the page
 * @param tokens tokens of its Markdown
 * @param headings its headings, in order
 * @param plain returns the text of a token
 */
export function sectionsOf({ label, url, tokens, headings, plain }) {
  const sections = [];
  let next = 0;
  tokens.forEach((token, index) => {
    if (token.type === 'heading_open') {
      const { level, title, id } = headings[next++];
      sections.push({ title, where: level === 1 ? 'Page' : label, url: level === 1 ? url : `${url}#${id}`, text: '' });
    } else if (token.type === 'inline' && tokens[index - 1].type !== 'heading_open' && sections.length) {
      sections.at(-1).text += `${plain(token)} `;
    }
  });
  return sections;
}

/** Returns entries for all rows in the tables of the reference. */
export const entriesFor = (tagName, entries) =>
  entries.map(({ kind, name, anchor, cells: [text] }) => ({
    title: name || 'default',
    name: bare(name),
    where: `${KINDS[kind] ?? kind} of <${tagName}>`,
    url: `reference.html#${anchor}`,
    text: text.replaceAll('`', ''),
  }));
