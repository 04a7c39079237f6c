/** Where a custom property comes to something that can be measured: a part, and a property of it. */
const SEEN: Record<string, [part: string, property: keyof CSSStyleDeclaration & string]> = {
  '--news-font': ['', 'fontFamily'],
  '--news-text': ['', 'color'],
  '--news-background': ['', 'backgroundColor'],
  '--news-accent': ['category', 'color'],
  '--news-muted': ['meta', 'color'],
  '--news-rule': ['tag', 'borderBlockStartColor'],
  '--news-wash': ['media', 'backgroundColor'],
  '--news-radius': ['media', 'borderRadius'],
  '--news-gap': ['card', 'columnGap'],
  '--news-space': ['body', 'rowGap'],
  '--news-line-height': ['', 'lineHeight'],
  '--news-heading-size': ['heading', 'fontSize'],
  '--news-heading-weight': ['heading', 'fontWeight'],
  '--news-headline-font': ['headline', 'fontFamily'],
  '--news-headline-size': ['headline', 'fontSize'],
  '--news-headline-weight': ['headline', 'fontWeight'],
  '--news-headline-line-height': ['headline', 'lineHeight'],
  '--news-headline-lines': ['link', 'webkitLineClamp'],
  '--news-excerpt-size': ['excerpt', 'fontSize'],
  '--news-excerpt-lines': ['excerpt', 'webkitLineClamp'],
  '--news-category-size': ['category', 'fontSize'],
  '--news-meta-size': ['meta', 'fontSize'],
  '--news-measure': ['headline', 'maxInlineSize'],
  '--news-image-ratio': ['media', 'aspectRatio'],
  '--news-image-width': ['media', 'width'],
};

export interface Sample {
  value: string;
  isColour: boolean;
}

/** What a custom property comes to on an element, where that can be seen. */
export function sampleOf(name: string, element: Element): Sample | undefined {
  const [part, property] = SEEN[name] ?? [];
  const place = part ? element.shadowRoot?.querySelector(`[part~='${part}']`) : element;
  if (!place || !property) return undefined;
  const value = String(getComputedStyle(place)[property]);
  return { value, isColour: /color$/i.test(property) };
}
