/** Records the extra cost of requests, so that a rate limit per client can count work instead of requests. */

const costs = new WeakMap<Request, number>();

/** Adds to the cost of a request. The unit is one request whose response is cached. */
export const addCost = (request: Request, cost: number): void => void costs.set(request, costOf(request) + cost);

/** Returns the extra cost of a request. */
export const costOf = (request: Request): number => costs.get(request) ?? 0;
