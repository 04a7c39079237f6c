import { startServices } from './server.js';

/** Lets the services run while the tests do. Pages learn where from `/services.json`. */
export function servicesPlugin() {
  let services;
  return {
    name: 'services',
    async serverStart() {
      services = await startServices();
    },
    serverStop: () => services?.stop(),
    serve: ({ path }) =>
      path === '/services.json'
        ? { body: JSON.stringify({ origin: services.origin }), type: 'application/json' }
        : undefined,
  };
}
