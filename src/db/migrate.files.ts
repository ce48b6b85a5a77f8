import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './setup-error.ts'

export interface MigrationFile {
  name: string
  sql: string
  sha256: string
}

/** A migration that the database already has. */
export interface Recorded {
  name: string
  sha256: string
}

const NAME = /^\d{14}_[a-z0-9_]+\.sql$/

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../db/migrations')

/** All migrations in the order in which they run: by name, which starts with the time it was written. */
export function readMigrations(folder: string): MigrationFile[] {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
  return names.map(name => {
    if (!NAME.test(name)) throw new SetupError(`db/migrations/${name}: a migration is named YYYYMMDDhhmmss_words.sql`)
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, sql, sha256: sha256(sql) }
  })
}

/** One hash over everything that makes a migrated database what it is; keys the template of the tests. */
export function migrationsHash(folder = MIGRATIONS_FOLDER): string {
  return sha256(
    readMigrations(folder)
      .map(file => `${file.name} ${file.sha256}`)
      .join('\n'),
  )
}

/** The files still to run. Refuses a history that differs from the files: what ran is never edited, only followed. */
export function pending(files: MigrationFile[], recorded: Recorded[]): MigrationFile[] {
  const known = new Map(files.map(file => [file.name, file]))
  const last = files.at(-1)?.name ?? ''
  for (const { name, sha256 } of recorded) {
    const file = known.get(name)
    if (!file && name > last) {
      throw new SetupError(
        `The database is newer than this version of Baiki: it already has ${name}. Start the newer version, or restore a backup.`,
      )
    }
    if (!file)
      throw new SetupError(
        `The database ran ${name}, which is missing in db/migrations. Put the file back: migrations are never removed.`,
      )
    if (file.sha256 !== sha256) {
      throw new SetupError(
        `db/migrations/${name} was changed after the database ran it. Put it back as it was and write a new migration instead.`,
      )
    }
  }
  const done = new Set(recorded.map(row => row.name))
  const newest =
    recorded
      .map(row => row.name)
      .sort()
      .at(-1) ?? ''
  const todo = files.filter(file => !done.has(file.name))
  const early = todo.find(file => file.name < newest)
  if (early)
    throw new SetupError(
      `db/migrations/${early.name} sorts before ${newest}, which the database already ran. Give it a later time in its name.`,
    )
  return todo
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
