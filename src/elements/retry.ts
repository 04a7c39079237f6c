/**
 * Tries again for a reader who pressed the button. Whoever did so by keyboard finds the focus afterwards on the first
 * headline, or on the button where it stands there again; unless it was moved elsewhere meanwhile.
 */
export async function retry(feed: HTMLElement & { refresh(): Promise<void> }): Promise<void> {
  const root = feed.shadowRoot!;
  const hadFocus = root.activeElement?.matches('.retry') ?? false;
  await feed.refresh();
  const isNowhere = document.activeElement === document.body || document.activeElement === feed;
  if (!hadFocus || !isNowhere || root.activeElement) return;
  root.querySelector<HTMLElement>('.retry, .item a')?.focus();
}
