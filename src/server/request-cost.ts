/** What requests have cost beyond the usual, so that a limit per client can count work rather than requests. */

const costs = new WeakMap<Request, number>();

/** Adds to the cost of a request. The unit is what a request costs whose answer is ready. */
export const addCost = (request: Request, cost: number): void => void costs.set(request, costOf(request) + cost);

/** Returns what a request has cost beyond the usual, in requests. */
export const costOf = (request: Request): number => costs.get(request) ?? 0;
