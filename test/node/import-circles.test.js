/** No import in `src` runs in a circle: which module of one runs first depends on who imports it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { importCircles } from '../support/import-circles.js';
import { sources } from '../support/sources.js';

describe('the imports in src', () => {
  it('have no circles', () => {
    const circles = importCircles(sources()).map((circle) => circle.join(' → '));
    assert.deepEqual(circles, []);
  });

  it('are all found by the test', () => {
    const paths = sources().map(({ path }) => path);
    assert.ok(paths.includes('cdn/loader.ts') && paths.length > 100);
  });
});

describe('the search for circles', () => {
  const circlesIn = (files) => importCircles(Object.entries(files).map(([path, code]) => ({ path, code })));

  it('finds modules that import one another, at any distance', () => {
    const files = {
      'a/one.ts': "import { two } from './two.js';",
      'a/two.ts': "import '../b/three.js';",
      'b/three.ts': "export {\n  one,\n} from '../a/one.js';",
    };
    assert.deepEqual(circlesIn(files), [['a/one.ts', 'a/two.ts', 'b/three.ts', 'a/one.ts']]);
  });

  it('counts an import of more than types', () => {
    const files = { 'a.ts': "import { type B, b } from './b.js';", 'b.ts': "export * from './a.js';" };
    assert.equal(circlesIn(files).length, 1);
  });

  it('does not count imports of types alone, and those on demand', () => {
    const files = {
      'a.ts': "import type { B } from './b.js';\nexport type { C } from './b.js';",
      'b.ts': "import { a } from './a.js';\nconst c = () => import('./b.js');",
    };
    assert.deepEqual(circlesIn(files), []);
  });

  it('does not count a module that two others import', () => {
    const files = {
      'a.ts': "import './b.js';\nimport './c.js';",
      'b.ts': "import './d.js';",
      'c.ts': "import './d.js';",
      'd.ts': '',
    };
    assert.deepEqual(circlesIn(files), []);
  });
});
