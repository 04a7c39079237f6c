/** Brings the tables of an archive up to date. The migrations are those of its dialect. */
import { NewsError } from '../../model/error.js';
import type { Engine } from './engine.js';

/**
 * Brings a database up to date. Several processes may call this at once.
 * @param report is called if it takes long
 * @throws NewsError `config` for a database of a later version
 */
export async function migrate(engine: Engine, report: () => void): Promise<void> {
  const { migrations } = engine.dialect;
  await engine.batch([{ sql: 'CREATE TABLE IF NOT EXISTS newsrack_versions (version INTEGER PRIMARY KEY)', args: [] }]);
  for (let version = await versionOf(engine); version < migrations.length; version = await versionOf(engine)) {
    const migration = migrations[version]!;
    const run = typeof migration === 'function' ? migration : inOneTransaction(migration);
    // Rejected if another process has done the same meanwhile.
    await run(engine, version + 1, report).catch(async (cause: unknown) => {
      if ((await versionOf(engine)) <= version) throw cause;
    });
  }
}

const inOneTransaction =
  (steps: readonly string[]) =>
  (engine: Engine, version: number): Promise<void> => {
    const mark = { sql: 'INSERT INTO newsrack_versions VALUES (?)', args: [version] };
    return engine.batch([mark, ...steps.map((sql) => ({ sql, args: [] }))]);
  };

async function versionOf(engine: Engine): Promise<number> {
  const [row] = await engine.query('SELECT max(version) AS version FROM newsrack_versions');
  const version = Number(row?.['version'] ?? 0);
  const known = engine.dialect.migrations.length;
  if (version <= known) return version;
  throw new NewsError(
    'config',
    `The archive has version ${version}, and this newsrack knows versions up to ${known}. Update newsrack.`,
  );
}
