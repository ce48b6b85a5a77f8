import { inject } from 'vitest'
import { ask } from './ask.ts'

export interface TestDatabase {
  /** Serving role `baiki_app`: what the product uses. */
  appUrl: string
  /** Queue role `baiki_jobs`. */
  jobsUrl: string
  /** Owner, under forced row security like everybody; for looking at what no actor may see, and for tampering. */
  ownerUrl: string
  drop: () => Promise<void>
}

let made = 0

/** A database of its own for one test file: a copy of the migrated template, seeds included (about 50 ms). */
export async function newDatabase(): Promise<TestDatabase> {
  const template = inject('template')
  if (template.failure) throw new Error(`The test database could not be made.\n${template.failure}`)
  const source = databaseOf(template.ownerUrl)
  const name = `t_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}_${Date.now().toString(36)}_${made++}`
  await onMaintenance(template.ownerUrl, `CREATE DATABASE ${name} TEMPLATE ${source}`)
  const at = (url: string) => withDatabase(url, name)
  return {
    appUrl: at(template.appUrl),
    jobsUrl: at(template.jobsUrl),
    ownerUrl: at(template.ownerUrl),
    drop: () => dropDatabase(template.ownerUrl, name),
  }
}

/** An empty database without migrations, with the owner's URL and the URLs the serving roles would have. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const template = inject('template')
  const name = `e_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}_${Date.now().toString(36)}_${made++}`
  await onMaintenance(template.ownerUrl, `CREATE DATABASE ${name} TEMPLATE template0`)
  return {
    appUrl: withDatabase(template.appUrl, name),
    jobsUrl: withDatabase(template.jobsUrl, name),
    ownerUrl: withDatabase(template.ownerUrl, name),
    drop: () => dropDatabase(template.ownerUrl, name),
  }
}

// The template itself must have no connection while it is copied.
const onMaintenance = (url: string, sql: string) => ask(withDatabase(url, 'postgres'), sql)

// A pool that has just ended leaves backends that take a moment to go, and the owner may not end another role's.
async function dropDatabase(url: string, name: string): Promise<void> {
  for (let left = 40; ; left -= 1) {
    try {
      await onMaintenance(url, `DROP DATABASE IF EXISTS ${name}`)
      return
    } catch (error) {
      if (left === 0) throw error
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1)
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
