/** Names that programs give to a missing category (“Uncategorized”), in the languages of WordPress. */
const NO_CATEGORY = new RegExp(
  `^(?:${[
    'un-?categori[sz]ed|unfiled|not categori[sz]ed|no category|allgemein|(?:nicht |un)kategori(?:siert|sierte)|ohne kategorie',
    'non (?:class[eé]e?s?|cat[eé]goris[eé]e?)|sin (?:categor[ií]a|categorizar|clasificar)|sem categoria|senza categoria',
    'sen (?:categor[ií]a|clasificar)|sense categoria|sailkatu ?gabe\\p{L}*|f[aă]r[aă] categorie|geen categorie|niet gecategoriseerd|ongecategoriseerd',
    '(?:ikke |u)kategoriser\\p{L}+|okategoriser\\p{L}+|luokittelematon|yleinen|[oó]flokka[dð]|kategoriseerimata|m[aä][aä]ratlemata',
    'bez (?:kategori\\p{L}+|rubrikas)|be kategorijos|neza[rř]azen[eéo]|nezaraden[eé]|nekategorizirano|nerazvr[sš][cč]eno|egy[eé]b|genel|kategorisiz',
    'без (?:рубрики|категор\\p{L}+)|некатегориз\\p{L}+|χωρίς κατηγορία|غير مصنف|دسته\u200c?\\s?بندی نشده|כללי|ללא קטגוריה',
    '未分類|未分类|미분류|ch[uư]a (?:đ[uư][oợ]c )?ph[aâ]n lo[aạ]i|tak berkategori|tidak (?:di)?kategorikan|ไม่มีหมวดหมู่|ยังไม่ได้จัดหมวดหมู่|अवर्गीकृत|heb gategori',
  ].join('|')})(?:[-_ ]?[@(]?\\w{2}\\)?)?$`,
  'iu',
);

/** Removes the names of a missing category. */
export const withoutUncategorized = (names: string[]): string[] => names.filter((name) => !NO_CATEGORY.test(name));
