/** Assigns modules to chunks, by static imports from the entries of each step. */
import { join } from 'node:path';

/** A chunk that pages load at one moment. */
export interface Step {
  /** The name of its chunk. */
  name: string;
  /** Its entry modules, as paths in the project. */
  entries: readonly string[];
  /** Alternatives that pages load beside this chunk. Modules that all of them reach are in this chunk too. */
  shared?: readonly string[];
}

/** Returns the static imports of a module; `undefined` if it is not in the graph. */
export type ImportsOf = (id: string) => readonly string[] | undefined;

/** A group of the bundler whose name depends on the module; `null` leaves the module to the next group. */
interface Group {
  name: (id: string, graph: { getModuleInfo(id: string): { importedIds: readonly string[] } | null }) => string | null;
  priority: number;
}

/**
 * Returns the chunk of each module: that of the first step that reaches it. So a step contains the modules that it needs
 * beyond those of earlier steps, and never imports a later step.
 * @throws if an entry module of a step is not in the graph
 */
export function chunksBySteps(steps: readonly Step[], importsOf: ImportsOf): Map<string, string> {
  const chunks = new Map<string, string>();
  for (const step of steps) for (const id of modulesOf(step, importsOf)) if (!chunks.has(id)) chunks.set(id, step.name);
  return chunks;
}

function modulesOf({ name, entries, shared = [] }: Step, importsOf: ImportsOf): Set<string> {
  const missing = [...entries, ...shared].find((id) => !importsOf(id));
  if (missing) throw new Error(`Step "${name}": ${missing} is not in the build. Correct its path in build/steps.ts.`);
  const [one, ...others] = shared.map((id) => reached([id], importsOf));
  const common = [...(one ?? [])].filter((id) => others.every((other) => other.has(id)));
  return reached([...entries, ...common], importsOf);
}

/** Returns modules with all their static imports, at any depth. */
function reached(entries: readonly string[], importsOf: ImportsOf): Set<string> {
  const found = new Set(entries);
  // Iterating a set includes entries that are added meanwhile.
  for (const id of found) for (const imported of importsOf(id) ?? []) found.add(imported);
  return found;
}

/**
 * Returns the steps as groups of the bundler, which tries them in order.
 * @param root folder of the project
 */
export function chunkGroups(steps: readonly Step[], root: string): Group[] {
  const absolute = steps.map(({ name, entries, shared = [] }) => ({
    name,
    entries: entries.map((path) => join(root, path)),
    shared: shared.map((path) => join(root, path)),
  }));
  let chunks: Map<string, string> | undefined;
  return steps.map(({ name }, index) => ({
    name: (id, graph) => {
      chunks ??= chunksBySteps(absolute, (one) => graph.getModuleInfo(one)?.importedIds);
      return chunks.get(id) === name ? name : null;
    },
    priority: steps.length - index,
  }));
}
