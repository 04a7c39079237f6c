/** Runs the hooks of the build's plugins as the bundler would, on code of a test's own. */
import type { Plugin } from 'vite';

type Hook = (this: object, ...given: unknown[]) => unknown;

/** Returns a module as a plugin transforms it. */
export function transformed(plugin: Plugin, code: string, id: string): string {
  const result = (plugin.transform as Hook).call({}, code, id) as { code: string } | undefined;
  return result?.code ?? code;
}

/** Returns chunks as a plugin makes them: their code by file name. */
export function generated(plugin: Plugin, chunks: Record<string, string>): Record<string, string> {
  const bundle = Object.fromEntries(
    Object.entries(chunks).map(([fileName, code]) => [
      fileName,
      { type: 'chunk', fileName, name: /(\w+)-\d+\.js$/.exec(fileName)?.[1] ?? fileName, code, moduleIds: [] },
    ]),
  );
  (plugin.generateBundle as Hook).call({ emitFile() {} }, {}, bundle);
  return Object.fromEntries(Object.entries(bundle).map(([name, { code }]) => [name, code]));
}

/** The files that a plugin adds. */
export function emitted(plugin: Plugin): Record<string, string> {
  const files: Record<string, string> = {};
  const emitFile = ({ fileName, source }: { fileName: string; source: string }) => void (files[fileName] = source);
  (plugin.generateBundle as Hook).call({ emitFile }, {}, {});
  return files;
}
