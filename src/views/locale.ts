/**
 * Returns the locale (BCP 47) for a name from a system or a page, such as `de_AT.UTF-8`, `en-US@posix`, `C` or `english`.
 * `Intl` throws for most of these.
 * @returns nothing if the name is not a language
 */
export function localeNamed(name: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(/^[a-z]{2,3}(?![a-z\d])[\w-]*/i.exec(name)![0].replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
