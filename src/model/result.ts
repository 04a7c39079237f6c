/** Status of an element. `stale`: news is shown, but the latest attempt to fetch it failed. */
export type NewsStatus = 'idle' | 'loading' | 'ready' | 'stale' | 'empty' | 'error';
