/** The members of Turbo that tests use; it brings no types. */
declare module '@hotwired/turbo' {
  export const config: { drive: { enabled: boolean } };
  export function morphElements(current: Element, next: Element | NodeList): void;
}
