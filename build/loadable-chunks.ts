/** Converts chunks so that the starter can load each by itself, and again after a failure; see `loadChunk` in `src/cdn/loader.ts`. */
import type { Plugin } from 'vite';

/** Name of the function with which a chunk loads others. */
const LOAD = '$$';

/** Name under which `src/cdn/loader.ts` exports its loader, for this plugin only. */
const LOADER = 'loadChunk';

const IMPORT = /import(?:\{([^}]*)\}from)?"\.\/([^"]+)-[\w-]{8}\.js";/y;
const EXPORT = /export\{([^}]*)\};?\s*$/;
const DYNAMIC_IMPORT = /\bimport\("\.\/(?:chunks\/)?([^"]+)-[\w-]{8}\.js"\)/g;

/**
 * Turns each chunk from a module that imports others into one that exports a function, which is given the loader and
 * returns what the chunk exports. Modules in static imports can't be requested again, and one that came under two
 * addresses would be there twice, with two copies of lit; a function is called once, whatever address it came from.
 * @param entry file name of the starter
 * @param constants values of the starter's `VERSION` and `HASH`
 */
export function loadableChunks(entry: string, constants: { VERSION: string; HASH: string }): Plugin {
  return {
    name: 'newsrack-loadable-chunks',
    transform: (code, id) => {
      // A destructured import does not follow later changes of the variable.
      if (/^export let /m.test(code)) throw new Error(`${id} exports a variable that may change.`);
      return id.endsWith('/src/cdn/loader.ts')
        ? {
            code: code.replace(/\$\{(VERSION|HASH)\}/g, (_all, name: keyof typeof constants) => constants[name]),
            map: null,
          }
        : undefined;
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        file.code = file.fileName === entry ? starter(file.code) : chunk(file.code, file.fileName);
        if (/(?:^|[;}])import[{"]|\bimport\("/.test(file.code)) throw new Error(`${file.fileName} still imports.`);
      }
    },
  };
}

function starter(code: string): string {
  const [, names] = EXPORT.exec(code)!;
  const pairs = names!.split(',').map((pair) => pair.split(' as '));
  const loader = pairs.find((pair) => pair.at(-1) === LOADER)![0];
  const others = pairs.filter((pair) => pair.at(-1) !== LOADER).map((pair) => pair.join(' as '));
  return calling(code, loader!).replace(EXPORT, () => `export{${others.join()}};`);
}

/** Replaces `import()` by calls of the loader. The replacement is a function, since `$` in names would have a meaning. */
const calling = (code: string, loader: string): string =>
  code.replace(DYNAMIC_IMPORT, (_all, name: string) => `${loader}("${name}")`);

function chunk(code: string, name: string): string {
  if (/(?<![\w$])\$\$(?![\w$])/.test(code)) throw new Error(`${name} uses the name ${LOAD}.`);
  const imported: { members: string; from: string }[] = [];
  let end = 0;
  IMPORT.lastIndex = 0;
  for (let found; (found = IMPORT.exec(code)); end = IMPORT.lastIndex) {
    imported.push({ members: found[1] ?? '', from: found[2]! });
  }
  const body = calling(code.slice(end), LOAD);
  const exported = EXPORT.exec(body)?.[1] ?? '';
  // A function expression in brackets: engines compile it at once on another thread, not lazily a second time.
  return `export default(async function(${LOAD}){${requested(imported)}${body.replace(EXPORT, '')};return{${object(exported, 1, 0)}}});`;
}

/** Awaits all imported chunks in parallel, since each may still be loading. */
function requested(imported: { members: string; from: string }[]): string {
  if (!imported.length) return '';
  const names = imported.map(({ members }) => `{${object(members, 0, 1)}}`);
  const chunks = imported.map(({ from }) => `"${from}"`);
  return names.length === 1
    ? `let ${names[0]}=await ${LOAD}(${chunks[0]});`
    : `let[${names.join()}]=await Promise.all([${chunks.join()}].map(${LOAD}));`;
}

/** Converts the pairs of an import or export, `a as b`, to members of an object. */
function object(pairs: string, key: 0 | 1, value: 0 | 1): string {
  return pairs
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const both = pair.trim().split(' as ');
      const [name, variable] = [both[key] ?? both[0]!, both[value] ?? both[0]!];
      return name === variable ? name : `${name}:${variable}`;
    })
    .join();
}
