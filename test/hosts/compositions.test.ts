import { expect } from 'chai';
import { LOOKS, sheetOf } from '../../stories/looks.js';
import { clear, next } from '../support/elements.js';
import { faultsIn, stage } from './composed.js';

let sheets: HTMLLinkElement[] = [];
afterEach(async () => {
  sheets.forEach((sheet) => sheet.remove());
  sheets = [];
  await clear();
});

describe('a composition', () => {
  for (const count of [1, 2, 3, 4, 9, 14]) {
    it(`of ${count} articles has full rows and complete names`, async () => {
      expect(faultsIn(await stage(() => '', count)).join('\n')).to.equal('');
    });
  }

  for (const name of LOOKS) {
    it(`in the look ${name} has full rows and complete names`, async () => {
      const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: sheetOf(name) });
      sheets.push(sheet);
      document.head.append(sheet);
      await next(sheet, 'load');
      expect(faultsIn(await stage(() => '', 12)).join('\n')).to.equal('');
    });
  }
});
