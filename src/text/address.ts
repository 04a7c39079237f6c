/** An absolute address without the name and password that may stand in it. */
export const withoutCredentials = (address: string): string => address.replace(/^(\w+:\/\/)[^/]*@/, '$1');

/** Text to be shown to somebody, without the name and password of an address that may stand in it. */
export function redacted(text: string): string {
  const [start, end] = [text.indexOf('//'), text.lastIndexOf('@')];
  return start >= 0 && start < end ? `${text.slice(0, start)}//${text.slice(end + 1)}` : text;
}
