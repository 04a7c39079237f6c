/** A table in Markdown. The first column is text, the others are figures. */
export const table = (head, rows) =>
  [head, ['---', ...head.slice(1).map(() => '--:')], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
