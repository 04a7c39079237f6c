/** An absolute address without the name and password that may stand in it. */
export const withoutCredentials = (address: string): string => address.replace(/^(\w+:\/\/)[^/]*@/, '$1');

/** The same for text that may be no address at all, and is shown to somebody. */
export const redacted = (text: string): string => text.replace(/\/\/.*@/, '//');
