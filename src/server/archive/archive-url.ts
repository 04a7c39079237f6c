/** Returns the URL of an archive that a command names by a file or a URL. */
export const archiveUrl = (name: string): string =>
  /^(?:file:|[a-z]+:\/\/|:memory:$)/.test(name) ? name : `file:${name}`;
