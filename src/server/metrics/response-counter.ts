/** Counts the responses of a server by the class of their status. */
const CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'];

export class ResponseCounter {
  #counts = new Map(CLASSES.map((name) => [name, 0]));

  count(status: number): void {
    const name = `${Math.floor(status / 100)}xx`;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** The numbers by class: `2xx`, `4xx` and so on. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }
}
