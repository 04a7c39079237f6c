/** Returns the known names that differ from `name` by a typing error (case, hyphens, a final `s`, one letter) or begin it. */
export const nearNames = (name: string, known: string[]): string[] => known.filter((one) => isNear(one, name));

function isNear(known: string, name: string): boolean {
  const [a, b] = [folded(known), folded(name)];
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 3) return false;
  if (b.startsWith(a)) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  const start = sharedStart(a, b);
  const rest: [string, string] = [a.slice(start), b.slice(start)];
  const areSwapped = rest[0].length > 1 && [...rest[0].slice(0, 2)].reverse().join('') === rest[1].slice(0, 2);
  const end = sharedStart(...(rest.map((text) => [...text].reverse().join('')) as [string, string]));
  const different = Math.max(...rest.map(({ length }) => length)) - end;
  return different === 1 || (different === 2 && areSwapped);
}

const folded = (name: string): string => name.toLowerCase().replace(/[^a-z]|s$/g, '');

/** Returns the number of characters with which both texts begin. */
function sharedStart(a: string, b: string): number {
  const index = [...a].findIndex((char, at) => char !== b[at]);
  return index < 0 ? a.length : index;
}
