import { cut } from '../../text/clean.js';
import { EXCERPT_LENGTH, TITLE_LENGTH } from '../../model/limits.js';
import { titleFrom } from '../services/title.js';
import { areOdd } from './odd.js';
import { htmlText, member, text } from '../../text/coerce.js';
import type { About, Words } from './article-words.js';
import type { Decoders } from './decoders.js';
import { lettersOf } from '../../text/fold.js';

/** Removes boilerplate that programs add to texts: links to the page, the headline again, the publisher. */

// A text that is no more than one of these, without spaces, says nothing.
const NOTHING =
  /^(?:\d*(?:comment(?:s|aires?)?|commenti|kommentare?|coment[aá]rios?|reacties|коммент\p{L}*)|discuss(?:ion)?|(?:read|see|learn|view)?more|link|permalink|continuereading|weiterlesen|lirelasuite|leerm[aá]s)?$/u;

// The longest of these, with the spaces and signs that may stand in it.
const MAX_NOTHING = 200;

// In the feed of a forum, what stands in the place of a text.
const ADDRESSES = /^\W*article url\W.*comments url\W/i;

// The sentence in which WordPress says that a post has a password, in the place of its excerpt.
const PROTECTED =
  /^.{0,30}(?:excerpt because|textauszug, da|extrait,? (?:car|puisque)|extracto por|riassunto in quanto|resumo porque|samenvatting omdat|zajawki, ponieważ|utdrag eftersom|отрывка нет|抜粋文は).{0,70}$/iu;

/** The form that stands in the place of the text of such a post. */
const PASSWORD_FORM = /action=postpass/;

// At the end of a text, alone or before the headline.
const GO_ON =
  /(?:continue reading|keep reading|read (?:more|on|the (?:full|whole|rest)[\p{L} ]{0,20})|view (?:entire|full|original) (?:post|article|story)|weiter ?lesen|mehr lesen|lire (?:la suite|plus)|leer m[aá]s|seguir leyendo|continua a leggere|leggi tutto|leia mais|lees (?:meer|verder)|czytaj (?:dalej|więcej)|l[aäeæ]s(?:e)? mere?|читать (?:далее|дальше)|続きを(?:読む|みる|見る)|阅读(?:更多|全文))/giu;

// The sentence that WordPress's plugins put at the end: before the headline, and behind it.
const POST =
  "(?:the (?:post|article)|der (?:beitrag|artikel)|l[’']article|la (?:publication|entrada)|el art[ií]culo|l[’']articolo|[io]l? post|o conte[uú]do|het bericht|artyku[lł]|wpis|inl[aä]gget|innlegget|indl[aæ]gget|p[rř][ií]sp[eě]vek|articolul|сообщение|запись|το άρθρο|投稿)";
const FIRST =
  '(?:appeared first (?:on|in)|first appeared (?:on|in)|erschien zuerst (?:auf|bei)|(?:est )?apparu en premier sur|(?:se public[oó]|apareci[oó]) primero en|proviene d\\p{L}+|sembra essere il primo su|apareceu? primeiro em|verscheen eerst op|pochodzi z serwisu|d[oö]k först upp på|dukket først opp på|blev først udgivet på|появил\\p{L}+ сначала на|впервые появил\\p{L}+ на|apare prima dat[aă] \\p{L}+)';
const LEAD = new RegExp(`${POST}[^\\p{L}\\p{N}]*$`, 'iu');
/** In characters. */
const MAX_LEAD = 60;
const ORIGIN = new RegExp(`^[^\\p{L}\\p{N}]{0,9}${FIRST}\\s.{1,200}$`, 'iu');
const WHOLE = new RegExp(`(?<=^|[.!?…\\]»”"]\\s*)${POST}\\s.{1,300}${FIRST}\\s.{1,200}$`, 'iu');

// The beginning of longer headlines is enough to find them.
const MAX_TITLE = 300;

/** Lower case of the same length, so that places in it are places in the text: `İ` alone would become two characters. */
const lowerCase = (text: string) => text.replaceAll('İ', 'I').toLowerCase();

const WORD = /[\p{L}\p{N}]+/gu;

/** Words from the last to the first: the last place of some in a text is then the first, which is found in linear time. */
const backwards = (words: string[]) => ` ${words.toReversed().join(' ')} `;

/**
 * Where the words of a headline stand in a text for the last time, whatever is between them. No pattern is made of them:
 * compiling one for each article takes longer than all else.
 */
function lastOf(title: string, text: string): { start: number; end: number } | undefined {
  const words = lowerCase(title.slice(0, MAX_TITLE)).match(WORD) ?? [];
  const lower = lowerCase(text);
  if (!words[0] || !lower.includes(words[0])) return undefined;
  const found = lower.match(WORD) ?? [];
  const said = backwards(found);
  const place = said.indexOf(backwards(words));
  if (place < 0) return undefined;
  const behind = said.slice(0, place).split(' ').length - 1;
  const isLast = found.length - behind;
  // Each word is the first that is found when going back from the one behind it: only signs stand between them.
  const startOf = (start: number, word: string) => lower.lastIndexOf(word, start - word.length);
  const next = found.slice(isLast).reduceRight(startOf, text.length);
  const end = startOf(next, words.at(-1)!) + words.at(-1)!.length;
  return { start: words.reduceRight(startOf, end), end };
}

/** Without `The post … appeared first on …`: in known words, or the headline and the publisher in one last sentence. */
function withoutOrigin(text: string, title: string, publisher: string): string {
  const place = lastOf(title, text);
  if (!place) return text.replace(WHOLE, '');
  const [before, after] = [text.slice(0, place.start), text.slice(place.end)];
  const [lead, begin] = [leadIn(before), sentenceStart(before)];
  const namesPublisher =
    publisher && lettersOf(after).includes(lettersOf(publisher)) && after.length < publisher.length + 60;
  if (ORIGIN.test(after) || (namesPublisher && lead !== undefined)) return before.slice(0, lead ?? begin);
  // In other languages, that sentence holds little more than the two names.
  return namesPublisher && before.length - begin < 30 ? before.slice(0, begin) : text;
}

/** Returns the index of `The post` at the end of a text. Only the last characters are searched. */
function leadIn(text: string): number | undefined {
  const end = text.slice(-MAX_LEAD);
  const found = LEAD.exec(end);
  return found ? text.length - end.length + found.index : undefined;
}

/** Returns the index at which the last sentence of a text begins. */
const sentenceStart = (text: string) =>
  Math.max(...['. ', '! ', '? ', '… ', '] ', '。'].map((end) => text.lastIndexOf(end) + end.length - 1), 0);

/** Without `Continue reading …` at the end. */
function withoutInvitation(text: string, title: string): string {
  const last = [...text.matchAll(GO_ON)].at(-1);
  const rest = last && lettersOf(text.slice(last.index + last[0].length));
  const isEnd = last && (!rest || rest === lettersOf(title) || /^(?:at|on|of|in|bei|auf|sur|en)?.{0,40}$/u.test(rest));
  const behindEnd = last && /(?:^|[.!?…»”"\])。])\s*[\p{P}\s]{0,5}$/u.test(text.slice(0, last.index).slice(-20));
  // In the middle of a sentence, the same words are its own.
  const isOwnSentence = behindEnd || (!rest && !/^\p{Ll}/u.test(last?.[0] ?? ''));
  return isEnd && isOwnSentence ? text.slice(0, last.index) : text;
}

/** Signs of all that is taken out, in the part of a text where it stands: most have none, and need not be looked through. */
const SIGNS = new RegExp(
  `${GO_ON.source}|${FIRST}|[→»›>]$|submitted by|comment|discuss|link$|more\\W*$|participant`,
  'iu',
);
const END = 250;

/** Number of last characters in which additions of programs begin. Nothing before them is searched. */
const MAX_ADDED = 1000;

const TAILS = [
  /\s*submitted by \/?u\/[^\s[][^[]*\[link\]\s*\[comments\]$/i,
  /\s*[([](?:more|read more|mehr|suite)\s*(?:…|\.\.\.)?[\])]$/i,
  /(?<=[.!?…。])\s*more$/i,
  // Discourse: how long the conversation is.
  /(?:^|\s)\d{1,6} posts? - \d{1,6} participants?(?:\s*Read full topic)?$/i,
];

/** The notes that Discourse writes below pictures, wherever they stand. */
const BELOW_PICTURE = /\s\S{0,60}?\d{1,5}×\d{1,5} [\d.,]{1,8} [KM]B(?=\s|$)/g;

/** The text of an excerpt alone; `undefined` where nothing is left of it. */
function ownText(said: string, title = '', publisher = ''): string | undefined {
  // What follows is never shown.
  if (said.length > 3 * EXCERPT_LENGTH) return said;
  const own = said.replace(BELOW_PICTURE, '');
  let rest = own.slice(-MAX_ADDED);
  for (const tail of TAILS) rest = rest.replace(tail, '');
  if (title) rest = withoutOrigin(rest, title, publisher);
  rest = withoutInvitation(rest.trimEnd(), title)
    .trimEnd()
    .replace(/([.!?…])?\s*\[(?:…|\.{3})\]$/, (_all, end: string | undefined) => end ?? '…')
    // An arrow that leads on; the same sign closes quotations, with or without a space.
    .replace(/[«‹]/.test(rest) ? /\s(?:→|>>)+$/ : /\s(?:[→»›]|>>)+$/, '');
  rest = (own.slice(0, -MAX_ADDED) + rest).trim();
  return saysNothing(rest, title, publisher) ? undefined : rest;
}

/** Returns whether a text says nothing of its own: an invitation, or the headline once more. */
function saysNothing(text: string, title: string, publisher: string): boolean {
  if (ADDRESSES.test(text)) return true;
  // Signs between words make a repeat somewhat longer, never so much.
  if (text.length > Math.max(MAX_NOTHING, 2 * (title + publisher).length)) return false;
  const [words, headline] = [lettersOf(text), lettersOf(title)];
  return NOTHING.test(words) || (!!headline && (headline + lettersOf(publisher)).includes(words));
}

/**
 * Returns title and excerpt of an article. Without a title, the first words become the title, and the rest the excerpt. A
 * picture without text gets its alternative text as title, else the publisher's name.
 */
export function titleAndExcerpt(
  title: string | undefined,
  body: string | undefined,
  { publisher, image, more }: About,
  decoders: Decoders,
): Words {
  const isLocked = PROTECTED.test(body ?? '') || PASSWORD_FORM.test(String(more));
  const isShort = !body || body.length < (title?.length ?? 0) + 60;
  if (title && !isShort && !isLocked && !areOdd(title, body) && !SIGNS.test(body.slice(-END)))
    return { title: cut(title, TITLE_LENGTH), excerpt: cut(body, EXCERPT_LENGTH) };
  const name = text(member(publisher, 'name'));
  const ownOf = (said?: string) => said && ownText(said, title, name);
  const own = isLocked ? undefined : (ownOf(body) ?? ownOf(htmlText(more, decoders)));
  if (title) return { title: titleFrom(title, undefined), excerpt: cut(own, EXCERPT_LENGTH) };
  // Where there is nothing else, any words are better than none.
  const { title: first, excerpt } = inTwo(own ?? body);
  return { title: first ?? (image && (image.alt ?? name)), excerpt };
}

/** The first words of a text as a title, and what follows them. */
export function inTwo(text: string | undefined): Words {
  const title = titleFrom(undefined, text);
  const excerpt = title && text !== title ? `…${text!.slice(title.length - 1).replace(/^[\s,;:–—-]+/, '')}` : undefined;
  return { title, excerpt: cut(excerpt, EXCERPT_LENGTH) };
}
