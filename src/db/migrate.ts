import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import pg from 'pg'
import { isAway, isDiskFull } from './errors.ts'
import { MIGRATIONS_FOLDER, type MigrationFile, pending, type Recorded, readMigrations } from './migrate.files.ts'
import {
  ensureRoles,
  JOBS_ROLE,
  lendRoles,
  requireSamePasswords,
  returnRoles,
  SERVING_ROLE,
  type ServingUrls,
} from './migrate.roles.ts'
import { lineAt, type Statement, splitStatements } from './migrate.statements.ts'
import { SetupError } from './setup-error.ts'

// Any constant; it names the one lock that every migrating process takes.
const LOCK = 7_205_119
const OLDEST_SERVER = 150_000
const QUEUE_VERSION: string = packageVersion('graphile-worker')

export interface MigrateInput extends ServingUrls {
  ownerUrl: string
  folder?: string
  log?: (line: string) => void
}

/**
 * Brings the database to this version: roles, then each new SQL file in one transaction, then the job queue's own tables.
 * Returns the names of the files that ran. Throws SetupError, with the database as it was before the failing file.
 */
export async function migrate({
  ownerUrl,
  appUrl,
  jobsUrl,
  folder = MIGRATIONS_FOLDER,
  log = () => {},
}: MigrateInput): Promise<string[]> {
  const client = await connect(ownerUrl)
  try {
    await requireServer(client)
    const recorded = await recordedMigrations(client)
    const todo = pending(readMigrations(folder), recorded)
    const queueWaits = (await queueVersion(client)) !== QUEUE_VERSION
    if (recorded.length) await requireSamePasswords({ appUrl, jobsUrl })
    if (todo.length === 0 && !queueWaits) return []
    await ensureRoles(client, { appUrl, jobsUrl })
    await createHistory(client)
    const ran = await runFiles(client, todo, log)
    if (queueWaits) await migrateQueue(client, jobsUrl)
    return ran
  } finally {
    await client.end()
  }
}

/** What ran and what waits, without changing anything. */
export async function migrationStatus(
  ownerUrl: string,
  folder = MIGRATIONS_FOLDER,
): Promise<{ applied: string[]; pending: string[] }> {
  const client = await connect(ownerUrl)
  try {
    const recorded = await recordedMigrations(client)
    return {
      applied: recorded.map(row => row.name),
      pending: pending(readMigrations(folder), recorded).map(file => file.name),
    }
  } finally {
    await client.end()
  }
}

async function runFiles(client: pg.Client, files: MigrationFile[], log: (line: string) => void): Promise<string[]> {
  const ran: string[] = []
  if (files.length === 0) return ran
  await lendRoles(client)
  try {
    for (const file of files) if (await runFile(client, file)) ran.push(file.name)
  } finally {
    await returnRoles(client)
  }
  log(`${ran.length} migration${ran.length === 1 ? '' : 's'} applied`)
  return ran
}

/** False when another process ran it while we waited for the lock. */
async function runFile(client: pg.Client, file: MigrationFile): Promise<boolean> {
  await client.query('BEGIN')
  try {
    // Held until the end of the transaction only, so that it also works through a pooler.
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
    const done = await client.query('SELECT 1 FROM app_meta.migrations WHERE name = $1', [file.name])
    if (!done.rowCount) {
      for (const statement of splitStatements(file.sql)) await runStatement(client, file, statement)
      await client.query('RESET ROLE')
      await client.query('INSERT INTO app_meta.migrations (name, sha256) VALUES ($1, $2)', [file.name, file.sha256])
    }
    await client.query('COMMIT')
    return !done.rowCount
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

async function runStatement(client: pg.Client, file: MigrationFile, statement: Statement): Promise<void> {
  try {
    await client.query(statement.text)
  } catch (error) {
    // The server is in trouble, not the file: whoever starts is told so.
    if (isAway(error) || isDiskFull(error)) throw error
    const { message, position, where, detail, hint } = error as pg.DatabaseError
    const line = statement.line + (position ? lineAt(statement.text, Number(position) - 1) - 1 : 0)
    const more = [detail, hint, where]
      .filter(Boolean)
      .map(text => `\n  ${text}`)
      .join('')
    const excerpt = statement.text.length > 600 ? `${statement.text.slice(0, 600)} …` : statement.text
    throw new SetupError(
      `db/migrations/${file.name}, line ${line}: ${message}${more}\nNothing of this file was kept. The statement:\n${excerpt}`,
    )
  }
}

/** The queue's tables belong to its own role, which may create a schema only for this moment. */
async function migrateQueue(client: pg.Client, jobsUrl: string): Promise<void> {
  const { runMigrations, Logger } = await import('graphile-worker')
  const database = client.escapeIdentifier((await client.query('SELECT current_database() AS name')).rows[0].name)
  await client.query(`GRANT CREATE ON DATABASE ${database} TO ${JOBS_ROLE}`)
  try {
    await runMigrations({ connectionString: jobsUrl, schema: 'graphile_worker', logger: new Logger(() => () => {}) })
  } finally {
    await client.query(`REVOKE CREATE ON DATABASE ${database} FROM ${JOBS_ROLE}`)
  }
  await client.query(
    'INSERT INTO app_meta.queue (version) VALUES ($1) ON CONFLICT (one) DO UPDATE SET version = excluded.version',
    [QUEUE_VERSION],
  )
}

async function createHistory(client: pg.Client): Promise<void> {
  await client.query('BEGIN')
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS app_meta;
    CREATE TABLE IF NOT EXISTS app_meta.migrations (
      name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE IF NOT EXISTS app_meta.queue (one boolean PRIMARY KEY DEFAULT true CHECK (one), version text NOT NULL);
    GRANT USAGE ON SCHEMA app_meta TO ${SERVING_ROLE};
    GRANT SELECT ON app_meta.migrations TO ${SERVING_ROLE};`)
  await client.query('COMMIT')
}

async function recordedMigrations(client: pg.Client): Promise<Recorded[]> {
  const { rows } = await client.query("SELECT to_regclass('app_meta.migrations') IS NOT NULL AS there")
  if (!rows[0].there) return []
  return (await client.query<Recorded>('SELECT name, sha256 FROM app_meta.migrations ORDER BY name')).rows
}

async function queueVersion(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query("SELECT to_regclass('app_meta.queue') IS NOT NULL AS there")
  if (!rows[0].there) return undefined
  return (await client.query<{ version: string }>('SELECT version FROM app_meta.queue')).rows[0]?.version
}

async function requireServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version",
  )
  if (rows[0].number >= OLDEST_SERVER) return
  throw new SetupError(`The database server is PostgreSQL ${rows[0].version}; Baiki needs 15 or newer.`)
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'baiki-migrate' })
  // A server that is stopped meanwhile makes the running query fail; that is where it is told.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    const { host, pathname } = new URL(url)
    const { message, code } = error as { message: string; code?: string }
    throw new SetupError(
      `The database at ${host}${pathname} cannot be reached: ${message || code}. Check DATABASE_URL and that the server runs.`,
    )
  }
}

function packageVersion(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name)
  return JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8')).version
}
