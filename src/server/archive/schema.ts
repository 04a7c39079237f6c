/** Brings the tables of an archive up to date. The migrations are those of its dialect. */
import { NewsError } from '../../model/error.js';
import type { Engine } from './engine.js';

/**
 * Brings a database up to date. Several processes may call this at once.
 * @throws NewsError `config` for a database of a later version
 */
export async function migrate(engine: Engine): Promise<void> {
  const { migrations } = engine.dialect;
  await engine.batch([{ sql: 'CREATE TABLE IF NOT EXISTS newsrack_versions (version INTEGER PRIMARY KEY)', args: [] }]);
  for (let version = await versionOf(engine); version < migrations.length; version = await versionOf(engine)) {
    const steps = migrations[version]!.map((sql) => ({ sql, args: [] }));
    // Rejected if another process has done the same step meanwhile, with all that follows.
    const mark = { sql: 'INSERT INTO newsrack_versions VALUES (?)', args: [version + 1] };
    await engine.batch([mark, ...steps]).catch(async (cause: unknown) => {
      if ((await versionOf(engine)) <= version) throw cause;
    });
  }
}

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
