/** The sources of an archive: numbers by name, and their states. */
import { storableText } from './bound-argument.js';
import type { Engine, Statement } from './engine.js';

export class ArchiveSources {
  #engine: Engine;
  #numbers = new Map<string, number>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Returns the numbers of sources, and gives one to those that have none. */
  async assignedNumbers(given: readonly string[]): Promise<number[]> {
    const names = given.map(storableText);
    await this.numbersOf(names);
    const unknown = names.filter((name) => !this.#numbers.has(name));
    if (unknown.length) {
      const sql = `INSERT INTO sources (name) ${this.#engine.dialect.rowsOf('text')} ON CONFLICT DO NOTHING`;
      await this.#engine.query(sql, [unknown.map((name) => [name])]);
    }
    return this.numbersOf(names);
  }

  /** Returns the numbers of those sources that have one. */
  async numbersOf(given: readonly string[]): Promise<number[]> {
    const names = given.map(storableText);
    const unknown = names.filter((name) => !this.#numbers.has(name));
    if (unknown.length) {
      const sql = `SELECT number, name FROM sources WHERE ${this.#engine.dialect.isIn('name', 'text')}`;
      const rows = await this.#engine.query(sql, [unknown]);
      for (const { number, name } of rows) this.#numbers.set(String(name), Number(number));
    }
    return names.flatMap((name) => this.#numbers.get(name) ?? []);
  }

  async states(): Promise<Map<string, string>> {
    const rows = await this.#engine.query('SELECT name, state FROM sources WHERE state IS NOT NULL ORDER BY number');
    return new Map(rows.map(({ name, state }) => [String(name), String(state)]));
  }
}

/** Returns the statement that stores the state of a source. */
export const stateStatement = (name: string, state: string): Statement => ({
  sql: 'INSERT INTO sources (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state',
  args: [name, state],
});
