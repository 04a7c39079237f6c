/**
 * Runs in a page before anything else does, and notes in `window.used` what its scripts make use of that could keep,
 * send or recognise something.
 */
export function record() {
  const used = (window.used = { window: [], navigator: [], document: [], locks: [], stored: [], blocked: [] });
  const note = (list, entry) => void (list.includes(entry) || list.push(entry));

  /** Notes the name of each of these members that is so much as looked at. */
  const watch = (owner, names, list) => {
    for (const name of names) {
      const { get, set, value } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
      if (!get && value === undefined) continue;
      Object.defineProperty(owner, name, {
        configurable: true,
        get() {
          note(list, name);
          return get ? get.call(this) : value;
        },
        set(given) {
          note(list, `${name}=`);
          set?.call(this, given);
        },
      });
    }
  };
  const keeping = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'];
  const sending = [
    'BroadcastChannel',
    'EventSource',
    'RTCPeerConnection',
    'WebSocket',
    'WebTransport',
    'XMLHttpRequest',
  ];
  const working = ['Worker', 'SharedWorker', 'OffscreenCanvas', 'AudioContext', 'screen', 'devicePixelRatio'];
  watch(window, [...keeping, ...sending, ...working], used.window);
  watch(Navigator.prototype, Object.getOwnPropertyNames(Navigator.prototype), used.navigator);
  watch(Document.prototype, ['cookie', 'referrer'], used.document);

  const { request } = LockManager.prototype;
  LockManager.prototype.request = function (name, ...rest) {
    note(used.locks, name);
    return request.call(this, name, ...rest);
  };
  for (const method of ['getItem', 'setItem', 'removeItem', 'key', 'clear']) {
    const original = Storage.prototype[method];
    Storage.prototype[method] = function (...given) {
      note(used.stored, method);
      return original.apply(this, given);
    };
  }
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    note(used.blocked, `${violatedDirective} ${blockedURI}`),
  );
}
