import pg from 'pg'
import { SetupError } from './setup-error.ts'

/** No-login roles that own narrow functions; migrations hand functions to them (`ALTER FUNCTION … OWNER TO`). */
const FUNCTION_OWNERS = ['app_search', 'app_directory', 'app_webhook', 'app_audit', 'app_ledger'] as const
export const SERVING_ROLE = 'baiki_app'
export const JOBS_ROLE = 'baiki_jobs'

const WRONG_PASSWORD = '28P01'
const MAY_NOT_SIGN_IN = '28000'

/** Roles that the migrating owner may hand objects to. */
const LENT = [...FUNCTION_OWNERS, JOBS_ROLE]

export interface ServingUrls {
  appUrl: string
  jobsUrl: string
}

/**
 * Creates the cluster's roles when they are absent. The standard roles take the password of their URL; a URL that names another
 * role makes that role a member of the standard one and leaves its password alone once it exists.
 */
export async function ensureRoles(client: pg.Client, { appUrl, jobsUrl }: ServingUrls): Promise<void> {
  for (const role of FUNCTION_OWNERS) await createRole(client, role, 'NOLOGIN')
  for (const [role, url] of [
    [SERVING_ROLE, appUrl],
    [JOBS_ROLE, jobsUrl],
  ] as const) {
    const user = decodeURIComponent(new URL(url).username)
    const password = client.escapeLiteral(decodeURIComponent(new URL(url).password))
    if (user === role) {
      const made = await createRole(client, role, `LOGIN PASSWORD ${password}`)
      if (!made && [WRONG_PASSWORD, MAY_NOT_SIGN_IN].includes((await refusedSignIn(url)) ?? ''))
        await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${password}`)
    } else {
      await createRole(client, role, 'LOGIN')
      await createRole(client, user, `LOGIN PASSWORD ${password} IN ROLE ${role}`)
    }
  }
}

/**
 * Lets the owner hand functions to the no-login roles without inheriting their policies: the membership only allows SET ROLE
 * (PostgreSQL 16 and newer), or lasts only for the migrations (15).
 */
export async function lendRoles(client: pg.Client): Promise<void> {
  const setOnly = (await serverVersion(client)) >= 160_000 ? ' WITH INHERIT FALSE, SET TRUE' : ''
  if (!(await isSuperuser(client)))
    for (const role of LENT) await settled(client, `GRANT ${role} TO CURRENT_USER${setOnly}`)
}

export async function returnRoles(client: pg.Client): Promise<void> {
  if ((await serverVersion(client)) >= 160_000 || (await isSuperuser(client))) return
  for (const role of LENT) await settled(client, `REVOKE ${role} FROM CURRENT_USER`)
}

/**
 * A database that was set up before is not taken over with other passwords: that would lock out the other shop of the same server,
 * or the other machines of this one, and what was sealed with another SECRET_KEY would not open anyway.
 */
export async function requireSamePasswords({ appUrl, jobsUrl }: ServingUrls): Promise<void> {
  for (const url of [appUrl, jobsUrl]) {
    if ((await refusedSignIn(url)) !== WRONG_PASSWORD) continue
    throw new SetupError(
      `The role ${new URL(url).username} has another password on this server: SECRET_KEY (or DATABASE_APP_URL, DATABASE_JOBS_URL) is not the one that the database was set up with. Start with that one.`,
    )
  }
}

async function createRole(client: pg.Client, role: string, options: string): Promise<boolean> {
  if ((await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])).rowCount) return false
  await settled(client, `CREATE ROLE ${client.escapeIdentifier(role)} ${options}`)
  return true
}

/** The code with which the server turns this sign-in away; undefined when it lets in, or cannot be asked. */
async function refusedSignIn(url: string): Promise<string | undefined> {
  const probe = new pg.Client({ connectionString: url })
  try {
    await probe.connect()
    return undefined
  } catch (error) {
    return (error as { code?: string }).code
  } finally {
    await probe.end().catch(() => {})
  }
}

/** Roles belong to the whole server: two databases migrating at once may touch the same catalogue row, and one of them tries again. */
async function settled(client: pg.Client, sql: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(sql)
      return
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      if (code === '42710' || code === '23505') return
      if (code === '42501')
        throw new SetupError(
          `The user of DATABASE_URL may not make roles (${message}). As a superuser of that server: ALTER ROLE … CREATEROLE; then start again.`,
        )
      if (attempt === 10 || !message.includes('concurrently')) throw error
      await new Promise(resolve => setTimeout(resolve, 20 * attempt))
    }
  }
}

async function serverVersion(client: pg.Client): Promise<number> {
  return Number((await client.query("SELECT current_setting('server_version_num') AS version")).rows[0].version)
}

async function isSuperuser(client: pg.Client): Promise<boolean> {
  return (await client.query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).rows[0].rolsuper
}
