/** Decides which module is in which chunk, by what the entries reach through static imports. */
import { join } from 'node:path';

/** One chunk that pages load at a time of its own. */
export interface Step {
  /** The name of its chunk. */
  name: string;
  /** The modules that it begins with: paths in the project. */
  entries: readonly string[];
  /** Modules that all of these reach are in this step too, since a page loads one or another of them beside it. */
  shared?: readonly string[];
}

/** The modules that a module imports statically; `undefined` for one that is not in the graph. */
export type ImportsOf = (id: string) => readonly string[] | undefined;

/** A group of the bundler whose name depends on the module; `null` leaves the module to the next group. */
interface Group {
  name: (id: string, graph: { getModuleInfo(id: string): { importedIds: readonly string[] } | null }) => string | null;
  priority: number;
}

/**
 * The chunk of each module that a step reaches: the chunk of the first step in the list that does. So a step holds what
 * it needs beyond the steps before it, and never imports a step behind it.
 * @throws if a module that a step begins with is not in the graph
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

/** These modules and all that they import statically, at any depth. */
function reached(entries: readonly string[], importsOf: ImportsOf): Set<string> {
  const found = new Set(entries);
  // A set goes on to what is added meanwhile.
  for (const id of found) for (const imported of importsOf(id) ?? []) found.add(imported);
  return found;
}

/**
 * The steps as groups of the bundler, which tries them in the order of the list.
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
