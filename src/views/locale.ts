/**
 * The locale (BCP 47) that a system or a page names, which may be `de_AT.UTF-8`, `en-US@posix`, `C` or `english`:
 * `Intl` throws at most of these.
 * @returns nothing where that is no language
 */
export function localeNamed(name: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(/^[a-z]{2,3}(?![a-z\d])[\w-]*/i.exec(name)![0].replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
