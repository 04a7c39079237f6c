import type { Plugin } from 'vite';

/**
 * Makes chunks export under their local names, since a list of `a as b` pairs without repetition compresses worst.
 */
export function plainExports(name: string): Plugin {
  return {
    name: 'newsrack-plain-exports',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const chunk = chunks.find((one) => one.name === name)!;
      const inside = new Map<string, string>();
      chunk.code = chunk.code.replace(/export\{([^}]*)\};?\s*$/, (_all, list: string) => {
        for (const entry of list.split(',')) {
          const [local, shared] = entry.split(' as ') as [string, string?];
          inside.set(shared ?? local, local);
        }
        return `export{${[...new Set(inside.values())].sort().join()}};`;
      });
      const file = chunk.fileName.split('/').at(-1)!.replaceAll('.', '\\.');
      const imports = new RegExp(`import\\{([^}]*)\\}from(?="\\./(?:chunks/)?${file}")`, 'g');
      const dynamic = new RegExp(`(import\\("\\./(?:chunks/)?${file}"\\)\\.then\\((\\w+)=>\\2\\.)([\\w$]+)`, 'g');
      for (const other of chunks) {
        other.code = other.code.replace(
          dynamic,
          (_all, start: string, _name, shared: string) => start + inside.get(shared)!,
        );
        other.code = other.code.replace(imports, (_all, list: string) => {
          const entries = list.split(',').map((entry) => {
            const [shared, local] = entry.split(' as ') as [string, string?];
            const exported = inside.get(shared);
            if (!exported) throw new Error(`${name} does not export ${shared}.`);
            return exported === (local ?? shared) ? exported : `${exported} as ${local ?? shared}`;
          });
          return `import{${entries.join()}}from`;
        });
      }
    },
  };
}
