/** Returns the element in a root that has the focus. happy-dom throws if another shadow root has it. */
export function activeIn(root: DocumentOrShadowRoot): Element | null {
  try {
    return root.activeElement;
  } catch {
    return null;
  }
}
