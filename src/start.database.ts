import { rolePassword } from './db/embedded.credentials.ts'
import { type Embedded, startEmbedded } from './db/embedded.ts'
import { JOBS_ROLE, SERVING_ROLE } from './db/migrate.roles.ts'
import type { Env } from './env.ts'

export interface Database {
  ownerUrl: string
  appUrl: string
  jobsUrl: string
  secretKey: string
  /** Present for the embedded server only. */
  embedded?: Embedded
}

/** The embedded PostgreSQL, or the one that DATABASE_URL names with the serving roles' addresses worked out. */
export async function openDatabase(env: Env): Promise<Database> {
  if (!env.DATABASE_URL) {
    const embedded = await startEmbedded({ dataDir: env.DATA_DIR, secretKey: env.SECRET_KEY })
    const { ownerUrl, appUrl, jobsUrl, secretKey } = embedded
    return { ownerUrl, appUrl, jobsUrl, secretKey, embedded }
  }
  const secretKey = env.SECRET_KEY as string
  return {
    ownerUrl: env.DATABASE_URL,
    appUrl: env.DATABASE_APP_URL ?? asRole(env.DATABASE_URL, SERVING_ROLE, secretKey),
    jobsUrl: env.DATABASE_JOBS_URL ?? asRole(env.DATABASE_URL, JOBS_ROLE, secretKey),
    secretKey,
  }
}

function asRole(ownerUrl: string, role: string, secretKey: string): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = rolePassword(secretKey, role)
  return url.href
}
