const CLOSING = '[,;:!?…)\\]}»”%]|\\.{1,3}';

/**
 * GDELT puts spaces round punctuation (`Envoys resume talks , officials say`); this takes out those that a reader would
 * not write. A hyphen may have been a dash: it is closed only inside what can be but one word.
 */
export const tidyTitle = (title: string): string =>
  title
    // `1 , 000`, but not `in 2024 , 30 people`.
    .replace(/(?<!\d)(\d{1,3}) , (?=\d{3}(?!\d))/g, '$1,')
    .replace(/(\d) ([.:]) (?=\d{1,2}(?!\d))/g, '$1$2')
    .replace(new RegExp(` (?=(?:${CLOSING})(?: |$|[,.;:!?]))`, 'g'), '')
    .replace(/([([{«“„¿¡$£€]) (?=\S)/g, '$1')
    .replace(/(^| )" ([^"]+) "(?= |$|[,.;:!?])/g, '$1"$2"')
    .replace(/(\p{L}) ?(['’]) ?(?=(?:s|t|m|d|re|ll|ve)(?: |$|[,.;:!?]))/giu, '$1$2')
    .replace(/(^| )(l|d|c|j|n|s|qu|dell|all|un) (['’]) (?=\p{L})/giu, '$1$2$3')
    // `Acht - Stunden - Tag`, `self - driving`, `COVID - 19`.
    .replace(/(^| )(\p{L}+(?: - \p{L}+){2,})(?= |$|[,.;:!?])/gu, (chain: string) => chain.replaceAll(' - ', '-'))
    .replace(/(\p{L}) - (?=\p{Ll})/gu, '$1-')
    .replace(/([\p{Lu}\d]) - (?=\d)/gu, '$1-');
