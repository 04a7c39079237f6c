import { expect } from 'chai';
import { fold, hasWords } from '../../src/text/fold.js';

const mentions = (text: string, phrase: string) => hasWords(fold(text), fold(phrase));

describe('words', () => {
  const FOUND: [text: string, phrase: string][] = [
    ['Peace negotiations resume', 'peace'],
    ['Peace negotiations resume', 'PEACE NEGOTIATIONS'],
    ['Peace negotiations resume', 'resume'],
    ['Peace', 'peace'],
    ['“Peace,” she said', 'peace'],
    ['peace/war', 'peace'],
    ['peace-negotiations', 'peace negotiations'],
    ['peace  \n negotiations', 'peace negotiations'],
    ['Peace: negotiations', 'peace negotiations'],
    ['Über Größe', 'uber'],
    ['Uber grosse Fragen', 'Größe'],
    ['café CAFÉ', 'cafe'],
    ['São Paulo', 'sao paulo'],
    ['Łódź', 'lodz'],
    ['Ærø', 'aero'],
    ['İstanbul', 'istanbul'],
    ['Diyarbakır', 'diyarbakir'],
    ['ΑΘΉΝΑ', 'αθηνα'],
    ['Ёлка', 'елка'],
    ['ﬁnance', 'finance'],
    ['ＮＡＴＯ', 'nato'],
    ['Frie\xaddens\xadgespräche', 'friedensgespräche'],
    ['Iran’s plan', 'Iran'],
    ["Iran's plan", 'Iran'],
    ['Iran’s plan', "Iran's"],
    ['#PeaceTalks now', 'peacetalks'],
    ['Peace talks', '#peace'],
    ['Learning C++ fast', 'C++'],
    ['Learning C++, fast', 'c++'],
    ['C# and F#', 'c#'],
    ['The C language', 'C'],
    ['AT&T', 'at t'],
    ['COVID-19', 'covid 19'],
    ['G20', 'g20'],
    ['和平谈判继续', '谈判'],
    ['日本の首相', '首相'],
    ['サッカー選手', 'サッカー'],
    ['ｻｯｶｰ選手', 'サッカー'],
    ['東京オリンピック開幕', 'オリンピック'],
    ['평화협상이 재개', '평화협상'],
    ['การเจรจาสันติภาพ', 'สันติภาพ'],
    ['新AI技術', 'AI技術'],
    ['生成AIの規制', 'AI'],
    ['生成AIの規制', '生成ai'],
    ['2025年の選挙', '2025年'],
    ['K팝 스타', 'K팝'],
    ['خبر عاجل', 'عاجل'],
    ['हिन्दी समाचार', 'समाचार'],
  ];
  for (const [text, phrase] of FOUND) {
    it(`"${phrase}" is in "${text}"`, () => {
      expect(mentions(text, phrase)).to.equal(true);
    });
  }

  const MISSED: [text: string, phrase: string][] = [
    ['Peaceful', 'peace'],
    ['Unpeace', 'peace'],
    ['Peace and negotiations', 'peace negotiations'],
    ['negotiations peace', 'peace negotiations'],
    ['Iranian', 'Iran'],
    ['art', 'a'],
    ['Learning C++', 'C'],
    ['Learning C', 'C++'],
    ['C#', 'C'],
    ['G20', 'G2'],
    ['生成AIの規制', 'A'],
    ['生成AIの規制', 'AI規制'],
    ['हिन्दी', 'हिन'],
    ['anything', ''],
    ['anything', ' '],
    ['anything', '—'],
    ['', 'peace'],
  ];
  for (const [text, phrase] of MISSED) {
    it(`"${phrase}" is not in "${text}"`, () => {
      expect(mentions(text, phrase)).to.equal(false);
    });
  }

  it('are folded once and for all', () => {
    for (const [text, phrase] of [...FOUND, ...MISSED]) {
      for (const words of [text, phrase]) expect(fold(fold(words))).to.equal(fold(words));
    }
  });
});
