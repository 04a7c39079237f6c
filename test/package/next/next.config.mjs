export default {
  // No other folder's lock file is this app's.
  turbopack: { root: import.meta.dirname },
  devIndicators: false,
};
