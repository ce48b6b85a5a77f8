import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { rolePassword } from '../../src/db/embedded.credentials.ts'
import { startTemporary } from '../../src/db/embedded.temporary.ts'
import type { Embedded } from '../../src/db/embedded.ts'
import { migrationsHash } from '../../src/db/migrate.files.ts'
import { migrate } from '../../src/db/migrate.ts'
import { ask } from './ask.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner, serving and queue URL of the migrated template database. */
    template: { ownerUrl: string; appUrl: string; jobsUrl: string; failure?: string }
  }
}

const TEST_KEY = Buffer.alloc(32, 7).toString('base64')
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/baiki')

/** Once per run: a server whose database `template` has all migrations, and that nobody but `newDatabase` connects to. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.TEST_DATABASE_URL) {
    const template = await givenTemplate(process.env.TEST_DATABASE_URL)
    project.provide('template', template.urls)
    return template.drop
  }
  const server = await migratedServer()
  const { ownerUrl, appUrl, jobsUrl, failure } = server
  project.provide('template', { ownerUrl, appUrl, jobsUrl, ...(failure ? { failure } : {}) })
  return server.stop
}

/** How a server with all migrations is made, or copied from one that was made before. */
export const migrated = () => ({
  cacheDir: CACHE,
  key: `server-18-${migrationsHash().slice(0, 16)}`,
  prepare: async (fresh: Embedded) => void (await migrate(fresh)),
})

/** A migration that fails shall fail the tests that need a database, with its message, and no others. */
async function migratedServer(): Promise<Embedded & { failure?: string }> {
  try {
    return await startTemporary(migrated())
  } catch (error) {
    const server = await startTemporary({
      cacheDir: CACHE,
      key: 'server-18-roles',
      prepare: async fresh => void (await migrate({ ...fresh, folder: mkdtempSync(join(tmpdir(), 'baiki-none-')) })),
    })
    return { ...server, failure: (error as Error).message }
  }
}

/** On a server that was given (role with LOGIN CREATEDB CREATEROLE): a template of this run's own, dropped afterwards. */
async function givenTemplate(url: string) {
  const name = `baiki_template_${process.pid}`
  const at = (user?: string) => {
    const made = new URL(url)
    made.pathname = `/${name}`
    if (user) {
      made.username = user
      made.password = rolePassword(TEST_KEY, user)
    }
    return made.href
  }
  const urls = { ownerUrl: at(), appUrl: at('baiki_app'), jobsUrl: at('baiki_jobs') }
  await ask(url, `CREATE DATABASE ${name}`)
  await migrate(urls)
  return {
    urls,
    drop: async () => {
      await ask(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}
