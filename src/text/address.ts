/** Removes a user name and password from an absolute URL. */
export const withoutCredentials = (address: string): string => address.replace(/^(\w+:\/\/)[^/]*@/, '$1');

/** Removes user names and passwords of URLs from a text to be shown. */
export function redacted(text: string): string {
  const [start, end] = [text.indexOf('//'), text.lastIndexOf('@')];
  return start >= 0 && start < end ? `${text.slice(0, start)}//${text.slice(end + 1)}` : text;
}
