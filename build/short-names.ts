import type { Plugin } from 'vite';

/**
 * Names that only code of this library sees: members of its state, of what views take and of what loads later. Minifiers
 * keep names of members, and each is in several chunks: short ones save 400 bytes of brotli in all. None of them may be
 * an attribute, part of an event, an article or a feed, a word that site owners can change, or a member of a provider.
 */
export const INTERNAL_NAMES = [
  // State and session.
  ...['requestKey', 'lastLoad', 'visibleCount', 'pendingCount', 'agreedKey', 'consentHosts', 'startedBy', 'isSlow'],
  ...['isOwn', 'isCopy', 'isFresh', 'isReaderAtList', 'requestChanged', 'takeOver', 'revealMore', 'revealPending'],
  ...['loadMore', 'loadNextPage', 'loadOptions', 'showCopies', 'offerPrerendered', 'attributionsOf', 'hasNextPage'],
  ...['SideEffects', 'withoutShownElsewhere', 'whenSeen', 'problems', 'phase', 'pending', 'subscribe'],
  ...['waitFor', 'isLive', 'freshCopyOf', 'revalidate', 'effects', 'session', 'deferred', 'longer'],
  // What views take.
  ...['optionalViews', 'feedParts', 'hasFallback', 'isLate', 'headlineLevel', 'tellTime', 'briefTime', 'attributions'],
  ...['onPick', 'onMore', 'onRetry', 'onFresh', 'onAgree', 'onFallbackChange', 'announcement', 'expected', 'waiting'],
  // What comes with later chunks.
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
  // Readers of feeds, elements.
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

/** Types of actions and phases of a feed's life, which are texts. */
export const INTERNAL_TEXTS = [
  ...['first-requested', 'first-loaded', 'request-changed', 'load-started', 'load-slow', 'load-aborted'],
  ...['articles-given', 'cached-copy-found', 'prerendered-found', 'page-loaded', 'pending-revealed'],
  ...['more-revealed', 'consent-required', 'consent-given', 'awaiting-consent'],
];

/** `A` to `Z`, then `AA`, `BA` …: names that no code of this library has otherwise. */
const shortName = (index: number): string =>
  String.fromCharCode(65 + (index % 26)) + (index < 26 ? '' : String.fromCharCode(64 + Math.floor(index / 26)));

interface Node {
  type: string;
  start: number;
  end: number;
  name?: unknown;
  value?: unknown;
}

/** Gives names that only code of this library sees a short form, the same in all chunks. */
export function shortNames(
  names: readonly string[] = INTERNAL_NAMES,
  texts: readonly string[] = INTERNAL_TEXTS,
): Plugin {
  const short = new Map(names.map((name, index) => [name, shortName(index)]));
  const shortTexts = new Map<unknown, string>(texts.map((text, index) => [text, `'${shortName(index)}'`]));
  const taken = new Set(short.values());
  return {
    name: 'newsrack-short-names',
    // When TypeScript's own syntax is gone.
    enforce: 'post',
    transform(code, id) {
      if (!id.includes('/src/')) return undefined;
      // By where it begins, since a member and a variable of one name are two nodes in one place.
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

/** A node of a syntax tree, and all below it. */
function* nodesOf(tree: unknown): Generator<Node> {
  if (!tree || typeof tree !== 'object') return;
  if ('type' in tree) yield tree as Node;
  for (const child of Object.values(tree)) yield* nodesOf(child);
}
