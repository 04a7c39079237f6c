/** Finds modules that import one another in a circle. */
import { posix } from 'node:path';

/** Imports that are there when the code runs: those of types alone are not, and neither are dynamic ones. */
const STATIC = /(?:^|[;}\s])(?:import|export)\s+(?!type\b)(?:[\w$*{},\s]+?\sfrom\s+)?['"](\.[^'"]+)['"]/g;

const importsOf = (path, code) =>
  [...code.matchAll(STATIC)].map(([, from]) => posix.join(posix.dirname(path), from).replace(/\.js$/, '.ts'));

/**
 * @param sources as `sources()` gives them
 * @returns each circle as the paths along it, the first of them again at the end
 */
export function importCircles(sources) {
  const imports = new Map(sources.map(({ path, code }) => [path, importsOf(path, code)]));
  const done = new Set();
  const circles = [];
  const follow = (path, way) => {
    if (way.includes(path)) return void circles.push([...way.slice(way.indexOf(path)), path]);
    if (done.has(path)) return;
    for (const imported of imports.get(path) ?? []) follow(imported, [...way, path]);
    done.add(path);
  };
  for (const path of imports.keys()) follow(path, []);
  return circles;
}
