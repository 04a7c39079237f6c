/**
 * The embedded feeds hold dates as `{{rfc822 -3h}}` and `{{iso -2d}}`, so that their news is never old.
 * @param {string} text
 * @param {number} now milliseconds since 1970
 */
export const freshen = (text, now = Date.now()) =>
  text.replace(/\{\{(rfc822|iso) -(\d+)([mhd])\}\}/g, (_all, format, amount, unit) => {
    const date = new Date(now - Number(amount) * { m: 6e4, h: 36e5, d: 864e5 }[unit]);
    return format === 'iso' ? date.toISOString() : date.toUTCString();
  });
