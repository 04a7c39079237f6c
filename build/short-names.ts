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
  ...['waitFor', 'isLive', 'copyOf', 'revalidate', 'effects', 'session', 'deferred', 'longer'],
  // What views take.
  ...[
    'seldom',
    'extras',
    'hasFallback',
    'isLate',
    'headlineLevel',
    'tellTime',
    'fullTime',
    'briefTime',
    'attributions',
  ],
  ...['onPick', 'onMore', 'onRetry', 'onFresh', 'onAgree', 'onFallbackChange', 'announcement', 'expected', 'waiting'],
  // What comes with later chunks.
  ...['chosenStyles', 'skeletonStyles', 'extraStyles', 'extraCardStyles', 'layoutStyles', 'pageSizeFor', 'fieldsIn'],
  ...['authorsView', 'tagsView', 'skeletonView', 'controlsView', 'consentView', 'attributionView', 'notesView'],
  ...['lateView', 'errorSentence', 'saidOf', 'throughRelay', 'fullDecoders', 'recogniseUsual', 'withDeclared'],
  // Readers of feeds, elements.
  ...['needsFull', 'isPicture', 'selfClosing', 'callers', 'isKept', 'isRendering', 'hasBeenNear', 'onMissing'],
  ...['showFresh', 'surroundings', 'complain', 'fallback', 'accepts', 'dialect', 'tooLarge', 'refusal', 'recognise'],
  ...['readRss', 'readAtom', 'readJsonFeed', 'isDamaged', 'isForeign', 'isCurrent'],
];

/** `A` to `Z`, then `AA`, `BA` …: names that no code of this library has otherwise. */
const shortName = (index: number): string =>
  String.fromCharCode(65 + (index % 26)) + (index < 26 ? '' : String.fromCharCode(64 + Math.floor(index / 26)));

interface Node {
  type: string;
  start: number;
  name?: unknown;
  value?: unknown;
}

/** Gives names that only code of this library sees a short form, the same in all chunks. */
export function shortNames(names: readonly string[] = INTERNAL_NAMES): Plugin {
  const short = new Map(names.map((name, index) => [name, shortName(index)]));
  const taken = new Set(short.values());
  return {
    name: 'newsrack-short-names',
    // When TypeScript's own syntax is gone.
    enforce: 'post',
    transform(code, id) {
      if (!id.includes('/src/')) return undefined;
      const found = new Map<number, string>();
      for (const { type, start, name, value } of nodesOf(this.parse(code))) {
        if (type === 'Literal' && short.has(value as string))
          throw new Error(`${id} has "${String(value)}" as a text.`);
        if (type !== 'Identifier') continue;
        if (taken.has(name as string)) throw new Error(`${id} has the name ${String(name)}, which is a short form.`);
        if (short.has(name as string)) found.set(start, name as string);
      }
      return found.size ? { code: replaced(code, found), map: null } : undefined;
    },
  };

  function replaced(code: string, found: Map<number, string>): string {
    let result = '';
    let end = 0;
    for (const [start, name] of [...found].sort(([one], [other]) => one - other)) {
      result += code.slice(end, start) + short.get(name)!;
      end = start + name.length;
    }
    return result + code.slice(end);
  }
}

/** A node of a syntax tree, and all below it. */
function* nodesOf(tree: unknown): Generator<Node> {
  if (!tree || typeof tree !== 'object') return;
  if ('type' in tree) yield tree as Node;
  for (const child of Object.values(tree)) yield* nodesOf(child);
}
