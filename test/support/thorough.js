/** `npm run test:all` and `.ci/run` set this: tests that repeat something many times then do so more often. */
export const isThorough = Boolean(process.env.THOROUGH);
