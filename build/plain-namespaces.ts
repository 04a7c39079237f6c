import type { Plugin } from 'vite';

/**
 * Writes the namespace of a dynamically imported module as a plain object: the bundler's helper for that would be another
 * file to load.
 */
export function plainNamespaces(): Plugin {
  return {
    name: 'newsrack-plain-namespaces',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const [statement, imported] =
          /import\{(?:t as )?([\w$]+)\}from"[^"]*rolldown-runtime[^"]*";/.exec(file.code) ?? [];
        if (!statement) continue;
        const members = /([\w$]+):\(\)=>([\w$]+)/g;
        file.code = file.code
          .replace(statement, '')
          .replace(
            new RegExp(`(?<=[ ,][\\w$]+=)${imported}\\((\\{(?:[\\w$]+:\\(\\)=>[\\w$]+,?)*\\})\\)`, 'g'),
            (_all, object: string) =>
              object.replace(members, (_member, name: string, local: string) => `get ${name}(){return ${local}}`),
          );
        if (new RegExp(`[=,]${imported}\\(\\{(?:\\w+:\\(\\)|\\})`).test(file.code))
          throw new Error(`${file.fileName} still needs the helper.`);
      }
      const helper = Object.keys(bundle).find((name) => name.includes('rolldown-runtime'));
      if (helper) delete bundle[helper];
    },
  };
}
