import { createPasswords } from './adapters/passwords.ts'
import { createFirstAdmin, shopIsEmpty } from './db/first-admin.ts'
import type { Env } from './env.ts'
import type { Database } from './start.database.ts'
import { prepareDemo } from './start.demo.ts'
import { say, step } from './start.progress.ts'

/** Whoever may sign in first: the demo shop's people, or the admin that the environment names. */
export async function prepareShop(env: Env, database: Database): Promise<void> {
  if (!(await shopIsEmpty(database.ownerUrl))) return
  if (env.DEMO) {
    await step('Demo shop', () => prepareDemo(env, database))
    return
  }
  if (env.ADMIN_USERNAME && env.ADMIN_PASSWORD) {
    await createFirstAdmin(database.ownerUrl, {
      username: env.ADMIN_USERNAME,
      password_hash: await createPasswords(database.secretKey).hash(env.ADMIN_PASSWORD),
    })
    say(`  Admin "${env.ADMIN_USERNAME}" created; the password can leave the environment now`)
    return
  }
  say('  Nobody can sign in yet: set ADMIN_USERNAME and ADMIN_PASSWORD (at least 12 characters) and start again')
}
