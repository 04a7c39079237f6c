/** An archive in memory, for tests of what stores articles. It searches nothing. */

/**
 * @param options `now`: the clock of leases; `fail`: throws for the name of a method that shall fail
 * @returns an archive; `stored`: articles by source and id; `texts`: the states; `calls`: names of the methods called
 */
export function memoryArchive({ now = Date.now, fail = () => {} } = {}) {
  const stored = new Map();
  const texts = new Map();
  const leases = new Map();
  const calls = [];
  const enter = async (name, ...args) => {
    calls.push(name);
    await fail(name, ...args);
  };
  return {
    stored,
    texts,
    calls,
    async store(source, articles, state) {
      await enter('store', source);
      const known = stored.get(source) ?? new Map();
      const added = articles.filter(({ id }) => !known.has(id)).length;
      for (const article of articles) known.set(article.id, article);
      stored.set(source, known);
      if (state !== undefined) texts.set(source, state);
      return { added, updated: 0 };
    },
    async find() {
      await enter('find');
      return { articles: [...stored.values()].flatMap((known) => [...known.values()]) };
    },
    async tags() {
      await enter('tags');
      return [];
    },
    async states() {
      await enter('states');
      return new Map(texts);
    },
    async setState(source, state) {
      await enter('setState', source);
      texts.set(source, state);
    },
    async lease(name, holder, milliseconds) {
      await enter('lease', holder);
      const held = leases.get(name);
      if (held && held.holder !== holder && held.until > now()) return false;
      leases.set(name, { holder, until: now() + milliseconds });
      return true;
    },
    async prune() {
      await enter('prune');
      return 0;
    },
    async size() {
      await enter('size');
      return { articles: [...stored.values()].reduce((sum, { size }) => sum + size, 0), bytes: 0 };
    },
    async close() {
      await enter('close');
    },
  };
}
