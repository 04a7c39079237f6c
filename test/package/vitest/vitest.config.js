import { defineConfig } from 'vitest/config';

/** In inlined dependencies, Vite finds the files that browsers get; in others, Node finds its own. */
const project = (environment, inline) => ({
  test: {
    name: `${environment}${inline ? ', inlined' : ''}`,
    environment,
    testTimeout: 60_000,
    server: { deps: { inline: inline ? ['newsrack', /lit/] : [] } },
  },
});

export default defineConfig({
  test: {
    projects: ['jsdom', 'happy-dom'].flatMap((environment) => [
      project(environment, false),
      project(environment, true),
    ]),
  },
});
