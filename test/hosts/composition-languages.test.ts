import { expect } from 'chai';
import { LANGUAGES } from '../../src/views/languages/languages.js';
import { clear, parts, settled, until } from '../support/elements.js';
import { faultsIn, stage } from './composed.js';

/** Languages whose words for times take the most room. */
const LONGEST = Object.keys(LANGUAGES)
  .toSorted((a, b) => timeIn(b).length - timeIn(a).length)
  .slice(0, 10);

function timeIn(language: string): string {
  return new Intl.RelativeTimeFormat(language).format(-23, 'hour');
}

afterEach(clear);

describe('a composition', () => {
  for (const language of LONGEST) {
    it(`in ${language} has complete names and times`, async () => {
      const feeds = await stage(() => 'time-format="relative"', 12, language);
      await until(() => parts(feeds[0]!, 'heading')[0]!.textContent !== 'Latest news');
      await settled();
      expect(faultsIn(feeds).join('\n')).to.equal('');
    });
  }
});
