/**
 * The success criteria of WCAG 2.2, levels A and AA, and the result of each for the elements of newsrack. A criterion is
 * supported where tests hold it, not applicable for a reason, or left to a person. `scripts/conformance.js` makes the
 * report of them.
 */

const ELEMENTS = 'test/elements/';

/** Tests that hold a criterion: the file, how the title begins in it, and what it is about where the title alone does not say so. */
export const TESTS = {
  audits: [
    `${ELEMENTS}accessibility.test.ts`,
    '${scene}, on a ${page} page',
    'axe finds nothing wrong in any state of the elements',
  ],
  themedAudits: [
    `${ELEMENTS}accessibility.test.ts`,
    '${scene}, light on a dark page and dark on a light one',
    'axe finds nothing wrong in any theme',
  ],
  structure: [`${ELEMENTS}accessibility.test.ts`, 'uses list markup, headings of the requested level'],
  statusLine: [`${ELEMENTS}accessibility.test.ts`, 'the status line is in the document from the start, polite'],
  checkbox: [`${ELEMENTS}accessibility.test.ts`, 'a checkbox changes nothing until the reader agrees'],
  names: [`${ELEMENTS}announcements.test.ts`, 'of a feed, layout ${layout}', 'names and roles'],
  otherNames: [`${ELEMENTS}announcements.test.ts`, 'of the other elements', 'names and roles'],
  saidOnce: [
    `${ELEMENTS}announcements.test.ts`,
    'each addition of articles, even if the number is the same',
    'what happens is said once',
  ],
  foundNothing: [`${ELEMENTS}announcements.test.ts`, 'that a search found nothing', 'what happens is said once'],
  languages: [
    `${ELEMENTS}announcements.test.ts`,
    'are marked with their language and direction',
    'words of another language',
  ],
  oneLink: [`${ELEMENTS}feed.test.ts`, 'one link per card, in its heading, and alternative text only if it differs'],
  focusOrder: [`${ELEMENTS}focus.test.ts`, 'moves through ${name} in order, with a complete outline'],
  readingOrder: [`${ELEMENTS}focus.test.ts`, 'moves through ${name} in reading order'],
  focusInView: [
    `${ELEMENTS}focus.test.ts`,
    'of ${name}, keys move between headlines and scroll the focused one into view',
    'in a carousel',
  ],
  carouselKeys: [`${ELEMENTS}focus.test.ts`, 'buttons work by Enter and Space', 'in a carousel'],
  focusStays: [`${ELEMENTS}layouts.test.ts`, 'stays on its article when others are added before it', 'the focus'],
  failure: [
    `${ELEMENTS}announcements.test.ts`,
    'loading by the state of the list, and a failure by a sentence',
    'what happens is said once',
  ],
  focusOfMore: [
    `${ELEMENTS}focus.test.ts`,
    'when a reader shows more by key, but moves to the first new headline',
    'the focus is not lost',
  ],
  throughAndBack: [`${ELEMENTS}keyboard.test.ts`, 'the keyboard moves through headlines, to more of them, and back'],
  otherKeys: [`${ELEMENTS}layouts.test.ts`, 'ignores other keys', 'a carousel'],
  carouselButtons: [
    `${ELEMENTS}layouts.test.ts`,
    'scrolls by its buttons, which are disabled at the ends',
    'a carousel',
  ],
  pause: [`${ELEMENTS}layouts.test.ts`, 'moves, and stops and continues by a button with the right label', 'a ticker'],
  widths: [`${ELEMENTS}layouts.test.ts`, 'never overflow, from 240 to 1600 pixels', 'layouts'],
  newArticles: [
    `${ELEMENTS}refresh.test.ts`,
    'shows the number of new articles, and does not change the list',
    'refresh-every',
  ],
  lookContrast: [`${ELEMENTS}presets.test.ts`, '${look} is readable on a ${page} page'],
  pageContrast: [`${ELEMENTS}theme.test.ts`, 'on a page that is ${name}, every text is readable'],
  spacing: [`${ELEMENTS}reflow.test.ts`, '${name} is complete with the text spacing that readers may set'],
  zoom: [
    `${ELEMENTS}reflow.test.ts`,
    '${name} is complete at 320 px, at 400 % zoom and with text of twice and four times',
  ],
  forcedColors: [
    `${ELEMENTS}reflow.test.ts`,
    'elements marked by colour alone have a border',
    'in colours of the reader',
  ],
  lessMotion: [
    `${ELEMENTS}reflow.test.ts`,
    'a ticker does not move, has no button, and can be scrolled',
    'where a reader wants less motion',
  ],
  targets: [`${ELEMENTS}target-size.test.ts`, 'targets in ${name} are large enough or spaced apart, ${width} px wide'],
  tagKeys: [`${ELEMENTS}tag-list.test.ts`, 'works by keyboard, and keeps the focus', 'choosing a tag'],
  clicks: [
    'test/hosts/clicks.test.ts',
    'that ends the selection of text opens nothing, and the next one does',
    'a click',
  ],
  silent: ['test/node/conformance.test.js', 'no code plays sound or video'],
  anyOrientation: ['test/node/conformance.test.js', 'no code depends on how the screen is held'],
  noMotion: ['test/node/conformance.test.js', 'no code reads the motion of the device'],
  noKeys: ['test/node/conformance.test.js', 'no code listens to keys but a carousel'],
  pointerUp: ['test/node/conformance.test.js', 'no code acts before the pointer is up'],
  flashes: ['test/node/conformance.test.js', 'what moves without end is slow'],
};

const supports = (remark, ...tests) => ({ result: 'supports', remark, tests });
const notApplicable = (remark, ...tests) => ({ result: 'not-applicable', remark, tests });
/** A criterion that a person has to judge; tests may hold a part of it. */
const notEvaluated = (remark, ...tests) => ({ result: 'not-evaluated', remark, tests });

const NO_MEDIA = notApplicable('The elements show no audio and no video.', 'silent');
const OF_THE_PAGE = 'It concerns whole pages. The page that holds the elements has to meet it.';
const OF_A_SITE = 'It concerns sets of pages.';
const NO_FIELDS = 'The elements have no field to type into.';
const FROM_THE_FEED = 'The texts come from the feed.';

/** By level: number, name, and result. `isNew` marks what WCAG 2.2 has added, which EN 301 549 V3.2.1 does not hold. */
export const CRITERIA = {
  A: [
    [
      '1.1.1',
      'Non-text Content',
      supports(
        'A picture has the alternative text of its feed. A picture that repeats the headline is hidden from assistive technology.',
        'oneLink',
        'names',
        'audits',
      ),
    ],
    ['1.2.1', 'Audio-only and Video-only (Prerecorded)', NO_MEDIA],
    ['1.2.2', 'Captions (Prerecorded)', NO_MEDIA],
    ['1.2.3', 'Audio Description or Media Alternative (Prerecorded)', NO_MEDIA],
    [
      '1.3.1',
      'Info and Relationships',
      supports(
        'Headings, lists, articles and groups are marked as such.',
        'structure',
        'names',
        'otherNames',
        'audits',
      ),
    ],
    [
      '1.3.2',
      'Meaningful Sequence',
      supports(
        'The headline comes first in the document, then what belongs to it. Pictures and times may stand before it on screen.',
        'readingOrder',
      ),
    ],
    [
      '1.3.3',
      'Sensory Characteristics',
      notEvaluated('A person has to read the sentences of the elements in each language.'),
    ],
    [
      '1.4.1',
      'Use of Color',
      notEvaluated(
        'A person has to look at the elements without colours. Tests hold two parts: links in text, and borders where the reader forces colours.',
        'audits',
        'forcedColors',
      ),
    ],
    ['1.4.2', 'Audio Control', NO_MEDIA],
    [
      '2.1.1',
      'Keyboard',
      supports('Everything works by keyboard.', 'throughAndBack', 'carouselKeys', 'tagKeys', 'focusOrder'),
    ],
    [
      '2.1.2',
      'No Keyboard Trap',
      supports('The Tab key leads through each element and out of it.', 'throughAndBack', 'focusOrder'),
    ],
    [
      '2.1.4',
      'Character Key Shortcuts',
      notApplicable(
        'The only shortcuts are arrow keys, Home and End in a carousel that has the focus.',
        'otherKeys',
        'noKeys',
      ),
    ],
    ['2.2.1', 'Timing Adjustable', notApplicable('No time limit is set for readers.')],
    [
      '2.2.2',
      'Pause, Stop, Hide',
      supports(
        'A ticker has a button that stops it. Newer articles wait for the reader.',
        'pause',
        'lessMotion',
        'newArticles',
      ),
    ],
    [
      '2.3.1',
      'Three Flashes or Below Threshold',
      supports('Nothing that the elements draw flashes. Pictures come from the feed.', 'flashes'),
    ],
    ['2.4.1', 'Bypass Blocks', notApplicable(OF_THE_PAGE)],
    ['2.4.2', 'Page Titled', notApplicable(OF_THE_PAGE)],
    [
      '2.4.3',
      'Focus Order',
      supports(
        'The focus goes through the elements as they are read, and is not lost when a list changes.',
        'focusOrder',
        'readingOrder',
        'focusOfMore',
        'focusStays',
      ),
    ],
    ['2.4.4', 'Link Purpose (In Context)', supports('A card holds one link: its headline.', 'oneLink', 'names')],
    ['2.5.1', 'Pointer Gestures', supports('The buttons of a carousel do what a swipe does.', 'carouselButtons')],
    [
      '2.5.2',
      'Pointer Cancellation',
      supports('Actions follow the click, when the pointer is up.', 'clicks', 'pointerUp'),
    ],
    ['2.5.3', 'Label in Name', supports('Where a control has visible text, this is its name.', 'names', 'otherNames')],
    ['2.5.4', 'Motion Actuation', notApplicable('The elements do not read the motion of the device.', 'noMotion')],
    ['3.1.1', 'Language of Page', notApplicable(OF_THE_PAGE)],
    ['3.2.1', 'On Focus', supports('The focus alone changes nothing.', 'throughAndBack', 'focusOrder')],
    [
      '3.2.2',
      'On Input',
      supports('The only input is a checkbox beside the button with which a reader agrees.', 'checkbox'),
    ],
    [
      '3.2.6',
      'Consistent Help',
      notApplicable('The elements offer no help, and the criterion concerns sets of pages.'),
      { isNew: true },
    ],
    ['3.3.1', 'Error Identification', notApplicable(NO_FIELDS)],
    ['3.3.2', 'Labels or Instructions', supports('The only input is a checkbox with a label.', 'checkbox', 'audits')],
    ['3.3.7', 'Redundant Entry', notApplicable(NO_FIELDS), { isNew: true }],
    [
      '4.1.2',
      'Name, Role, Value',
      supports('Each control has a name, a role and its state.', 'names', 'otherNames', 'audits'),
    ],
  ],
  AA: [
    ['1.2.4', 'Captions (Live)', NO_MEDIA],
    ['1.2.5', 'Audio Description (Prerecorded)', NO_MEDIA],
    [
      '1.3.4',
      'Orientation',
      supports(
        'No code depends on how the screen is held, and each layout fits every width.',
        'anyOrientation',
        'widths',
      ),
    ],
    ['1.3.5', 'Identify Input Purpose', notApplicable(NO_FIELDS)],
    [
      '1.4.3',
      'Contrast (Minimum)',
      supports(
        'Text has a contrast of 4.5 to 1 in each theme and look. Colours that a site owner sets are the owner’s.',
        'lookContrast',
        'pageContrast',
        'themedAudits',
        'audits',
      ),
    ],
    [
      '1.4.4',
      'Resize Text',
      supports(
        'No line is cut through at four times its size. Long headlines and excerpts end in dots, as always.',
        'zoom',
      ),
    ],
    ['1.4.5', 'Images of Text', notApplicable('The elements draw no pictures of text. Pictures come from the feed.')],
    [
      '1.4.10',
      'Reflow',
      supports(
        'The elements fit 320 px at 400 % zoom. A carousel or ticker scrolls its own row of cards.',
        'zoom',
        'widths',
      ),
    ],
    [
      '1.4.11',
      'Non-text Contrast',
      notEvaluated('A person has to measure outlines and the signs on buttons.', 'focusOrder'),
    ],
    [
      '1.4.12',
      'Text Spacing',
      supports('No line is cut through or covered with the spacing that readers may set.', 'spacing'),
    ],
    ['1.4.13', 'Content on Hover or Focus', notApplicable('The only content on hover is a tooltip of the browser.')],
    ['2.4.5', 'Multiple Ways', notApplicable(OF_A_SITE)],
    [
      '2.4.6',
      'Headings and Labels',
      notEvaluated(
        `A person has to judge whether they describe what they stand for. ${FROM_THE_FEED}`,
        'structure',
        'names',
      ),
    ],
    ['2.4.7', 'Focus Visible', supports('The focus has an outline of 2 px or more.', 'focusOrder', 'throughAndBack')],
    [
      '2.4.11',
      'Focus Not Obscured (Minimum)',
      supports('No part of an element covers what has the focus.', 'focusInView', 'focusOrder'),
      { isNew: true },
    ],
    ['2.5.7', 'Dragging Movements', supports('No function needs dragging.', 'carouselButtons'), { isNew: true }],
    [
      '2.5.8',
      'Target Size (Minimum)',
      supports('Targets are 24 px large or stand that far apart.', 'targets'),
      { isNew: true },
    ],
    [
      '3.1.2',
      'Language of Parts',
      supports('Texts of an article have its language, where the feed names it.', 'languages'),
    ],
    ['3.2.3', 'Consistent Navigation', notApplicable(OF_A_SITE)],
    ['3.2.4', 'Consistent Identification', notApplicable(OF_A_SITE)],
    ['3.3.3', 'Error Suggestion', notApplicable(NO_FIELDS)],
    ['3.3.4', 'Error Prevention (Legal, Financial, Data)', notApplicable('The elements send no data of readers.')],
    ['3.3.8', 'Accessible Authentication (Minimum)', notApplicable('Readers do not log in.'), { isNew: true }],
    [
      '4.1.3',
      'Status Messages',
      supports(
        'Assistive technology announces results, failures and new articles without a move of the focus.',
        'statusLine',
        'saidOnce',
        'foundNothing',
        'failure',
        'newArticles',
      ),
    ],
  ],
};
