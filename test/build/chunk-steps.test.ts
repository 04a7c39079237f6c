import { expect } from 'chai';
import { type Step, chunkGroups, chunksBySteps } from '../../build/chunk-steps.js';
import { STEPS } from '../../build/steps.js';

/** An invented graph: each module with those that it imports statically. */
const GRAPH: Record<string, string[]> = {
  'paint.ts': ['card.ts', 'words.ts'],
  'card.ts': ['words.ts'],
  'words.ts': [],
  'rss.ts': ['xml.ts', 'date.ts', 'words.ts'],
  'json.ts': ['date.ts'],
  'xml.ts': [],
  'date.ts': ['zone.ts'],
  'zone.ts': [],
  'elements.ts': ['card.ts', 'controller.ts', 'xml.ts'],
  'controller.ts': ['elements.ts'],
  'service.ts': ['date.ts', 'quota.ts'],
  'quota.ts': [],
};
const importsOf = (id: string) => GRAPH[id];

const FIRST: Step = { name: 'first', entries: ['paint.ts'], shared: ['rss.ts', 'json.ts'] };
const RSS: Step = { name: 'rss', entries: ['rss.ts'] };
const REST: Step = { name: 'rest', entries: ['elements.ts'] };

const modulesIn = (chunks: Map<string, string>, name: string) =>
  [...chunks].flatMap(([id, chunk]) => (chunk === name ? [id] : [])).sort();

describe('the chunks of the files to paste', () => {
  it('contain all modules that their first module reaches', () => {
    const chunks = chunksBySteps([{ name: 'first', entries: ['paint.ts'] }], importsOf);
    expect(modulesIn(chunks, 'first')).to.deep.equal(['card.ts', 'paint.ts', 'words.ts']);
  });

  it('contain no module of an earlier step', () => {
    const chunks = chunksBySteps([FIRST, RSS, REST], importsOf);
    expect(modulesIn(chunks, 'rss')).to.deep.equal(['rss.ts', 'xml.ts']);
    expect(modulesIn(chunks, 'rest')).to.deep.equal(['controller.ts', 'elements.ts']);
  });

  it('contain modules that all of several alternatives reach, but not those of a single one', () => {
    const chunks = chunksBySteps([FIRST, RSS], importsOf);
    expect(modulesIn(chunks, 'first')).to.deep.equal(['card.ts', 'date.ts', 'paint.ts', 'words.ts', 'zone.ts']);
  });

  it('leave modules that no step reaches to the bundler', () => {
    const chunks = chunksBySteps([FIRST, RSS, REST], importsOf);
    expect(chunks.has('quota.ts')).to.equal(false);
    expect(chunks.has('json.ts')).to.equal(false);
  });

  it('never import a chunk of a later step', () => {
    const steps = [FIRST, RSS, REST];
    const chunks = chunksBySteps(steps, importsOf);
    const order = steps.map(({ name }) => name);
    for (const [id, name] of chunks)
      for (const imported of importsOf(id)!)
        expect(order.indexOf(chunks.get(imported)!), `${id} imports ${imported}`).to.be.at.most(order.indexOf(name));
  });

  it('do not depend on the paths of the modules between', () => {
    const moved = Object.fromEntries(Object.entries(GRAPH).map(([id, imports]) => [move(id), imports.map(move)]));
    const expected = [...chunksBySteps([FIRST, RSS, REST], importsOf)].map(([id, name]) => [move(id), name]);
    expect([...chunksBySteps([FIRST, RSS, REST], (id) => moved[id])]).to.have.deep.members(expected);
  });

  it('fail the build when the first module of a step is missing', () => {
    const step = { name: 'looks', entries: ['layouts.ts'] };
    expect(() => chunksBySteps([step], importsOf)).to.throw('Step "looks": layouts.ts is not in the build.');
  });

  it('are passed to the bundler as one group per step, the first step first', () => {
    const [first, rss] = chunkGroups([FIRST, RSS], '/project');
    const graph = {
      getModuleInfo: (id: string) => {
        const importedIds = GRAPH[id.replace('/project/', '')]?.map((one) => `/project/${one}`);
        return importedIds ? { importedIds } : null;
      },
    };
    expect(first!.name('/project/date.ts', graph)).to.equal('first');
    expect(rss!.name('/project/date.ts', graph)).to.equal(null);
    expect(rss!.name('/project/xml.ts', graph)).to.equal('rss');
    expect(first!.priority).to.be.above(rss!.priority);
  });

  it('have unique names', () => {
    const names = STEPS.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
  });
});

/** Another path, but for the modules that steps name. */
function move(id: string): string {
  return ['paint.ts', 'rss.ts', 'json.ts', 'elements.ts'].includes(id) ? id : `elsewhere/${id}`;
}
