/** Tells whether anybody still waits for a response. */

/** Returns whether the client has closed the connection. Not all platforms tell. */
export const isGone = ({ signal }: { signal?: AbortSignal | null }): boolean => signal?.aborted === true;
