import type { Plugin } from 'vite';

/**
 * Internal names: members of the state, of view models and of deferred code. Minifiers keep names of members, which are in
 * several chunks: short names save 400 bytes of brotli in all. None may be an attribute, a member of an event, an article,
 * a feed or a provider, or the name of a sentence that site owners can change.
 */
export const INTERNAL_NAMES = [
  // State and session.
  ...['requestKey', 'lastLoad', 'visibleCount', 'pendingCount', 'agreedKey', 'consentHosts', 'startedBy', 'isSlow'],
  ...['isOwn', 'isCopy', 'isFresh', 'isReaderAtList', 'requestChanged', 'takeOver', 'revealMore', 'revealPending'],
  ...['loadMore', 'loadNextPage', 'loadOptions', 'showCopies', 'offerPrerendered', 'attributionsOf', 'hasNextPage'],
  ...['SideEffects', 'withoutShownElsewhere', 'whenSeen', 'problems', 'phase', 'pending', 'subscribe'],
  ...['waitFor', 'isLive', 'freshCopyOf', 'revalidate', 'effects', 'session', 'deferred', 'longer'],
  // View models.
  ...['optionalViews', 'feedParts', 'hasFallback', 'isLate', 'headlineLevel', 'tellTime', 'briefTime', 'attributions'],
  ...['onPick', 'onMore', 'onRetry', 'onFresh', 'onAgree', 'onFallbackChange', 'announcement', 'expected', 'waiting'],
  // Exports of later chunks.
  ...[
    'optionalStyles',
    'skeletonStyles',
    'feedPartStyles',
    'interactionStyles',
    'layoutStyles',
    'pageSizeFor',
    'fieldsIn',
  ],
  ...['authorsView', 'tagsView', 'skeletonView', 'controlsView', 'consentView', 'attributionView', 'notesView'],
  ...['lateView', 'errorSentence', 'announcementFor', 'throughRelay', 'fullDecoders', 'recogniseUsual', 'withDeclared'],
  // Parsers of feeds, elements.
  ...['needsFull', 'isPicture', 'selfClosing', 'callers', 'isKept', 'isRendering', 'hasBeenNear', 'onMissing'],
  ...[
    'showFresh',
    'renderContext',
    'onInvalidValue',
    'fallback',
    'accepts',
    'dialect',
    'tooLarge',
    'refusal',
    'recognise',
  ],
  ...['readRss', 'readAtom', 'readJsonFeed', 'isDamaged', 'isForeign', 'isCurrent'],
  ...['painted', 'isPrerendered', 'isPart', 'replacePrerendered', 'deferredSheetsFor', 'hydrate', 'isDeferredMissing'],
  ...['loadingCode', 'addControllers', 'dispatchEvents', 'cardFor', 'addPage', 'showPending', 'addedSentence'],
  ...['isThere', 'isMissing', 'bridge', 'isSelected', 'allTags', 'readWhole', 'unreachable', 'distinguishingTokens'],
  ...['parseValue', 'interaction', 'prepare', 'runScheduled', 'onSlotChange'],
];

/** Internal texts: types of actions, and phases of a feed. */
export const INTERNAL_TEXTS = [
  ...['first-requested', 'first-loaded', 'request-changed', 'load-started', 'load-slow', 'load-aborted'],
  ...['articles-given', 'cached-copy-found', 'prerendered-found', 'page-loaded', 'pending-revealed'],
  ...['more-revealed', 'consent-required', 'consent-given', 'awaiting-consent'],
];

/** Returns `A` to `Z`, then `AA`, `BA` …: names that the library's code does not use otherwise. */
const shortName = (index: number): string =>
  String.fromCharCode(65 + (index % 26)) + (index < 26 ? '' : String.fromCharCode(64 + Math.floor(index / 26)));

interface Node {
  type: string;
  start: number;
  end: number;
  name?: unknown;
  value?: unknown;
}

/** Shortens internal names, in the same way in all chunks. */
export function shortNames(
  names: readonly string[] = INTERNAL_NAMES,
  texts: readonly string[] = INTERNAL_TEXTS,
): Plugin {
  const short = new Map(names.map((name, index) => [name, shortName(index)]));
  const shortTexts = new Map<unknown, string>(texts.map((text, index) => [text, `'${shortName(index)}'`]));
  const taken = new Set(short.values());
  return {
    name: 'newsrack-short-names',
    // After TypeScript syntax is removed.
    enforce: 'post',
    transform(code, id) {
      if (!id.includes('/src/')) return undefined;
      // By position, since a shorthand member and its variable are two nodes at one position.
      const found = new Map<number, { end: number; text: string }>();
      for (const { type, start, end, name, value } of nodesOf(this.parse(code))) {
        if (type === 'Literal' && short.has(value as string))
          throw new Error(`${id} has "${String(value)}" as a text.`);
        if (type === 'Literal' && shortTexts.has(value)) found.set(start, { end, text: shortTexts.get(value)! });
        if (type !== 'Identifier') continue;
        if (taken.has(name as string)) throw new Error(`${id} has the name ${String(name)}, which is a short form.`);
        const text = short.get(name as string);
        if (text) found.set(start, { end, text });
      }
      return found.size ? { code: replaced(code, found), map: null } : undefined;
    },
  };
}

function replaced(code: string, found: Map<number, { end: number; text: string }>): string {
  let result = '';
  let last = 0;
  for (const [start, { end, text }] of [...found].sort(([one], [other]) => one - other)) {
    result += code.slice(last, start) + text;
    last = end;
  }
  return result + code.slice(last);
}

/** Yields a node of a syntax tree and all its descendants. */
function* nodesOf(tree: unknown): Generator<Node> {
  if (!tree || typeof tree !== 'object') return;
  if ('type' in tree) yield tree as Node;
  for (const child of Object.values(tree)) yield* nodesOf(child);
}
