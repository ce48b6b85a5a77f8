import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from './setup-error.ts'

export interface Credentials {
  superuser: string
  owner: string
  secret_key: string
}

/** Writes a file whole or not at all, readable by its owner only. */
export async function writeSecretFile(path: string, content: string): Promise<void> {
  const partial = `${path}.partial`
  const file = await open(partial, 'w', 0o600)
  await file.writeFile(content)
  await file.sync()
  await file.close()
  renameSync(partial, path)
}

/**
 * The passwords and the key of an embedded installation: made once, kept in `secrets.json` (0600) of the data folder. `secretKey`
 * is the key that the environment names: a new folder takes it, and one that was made with another refuses it, because with it no
 * password, photo or passcode would open any more.
 */
export async function embeddedCredentials(dataDir: string, secretKey?: string): Promise<Credentials> {
  const path = join(dataDir, 'secrets.json')
  if (existsSync(path)) {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Credentials
    if (secretKey && secretKey !== kept.secret_key)
      throw new SetupError(
        `SECRET_KEY is not the key that ${dataDir} was made with, so nothing sealed in it would open. Leave SECRET_KEY out (${path} holds the right one), or use another DATA_DIR.`,
      )
    return kept
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const made = { superuser: password(), owner: password(), secret_key: secretKey ?? randomBytes(32).toString('base64') }
  await writeSecretFile(path, `${JSON.stringify(made, null, 2)}\n`)
  return made
}

/**
 * The password of a serving role, derived from the installation's key, so that every machine that holds the key knows it and
 * nothing has to be stored or handed around.
 */
export function rolePassword(secretKey: string, role: string): string {
  return createHmac('sha256', Buffer.from(secretKey, 'base64')).update(`database role ${role}`).digest('base64url')
}

function password(): string {
  return randomBytes(24).toString('base64url')
}
