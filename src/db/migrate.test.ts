import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask } from '../../test/helpers/ask.ts'
import { emptyDatabase, type TestDatabase } from '../../test/helpers/database.ts'
import { migrate, migrationStatus } from './migrate.ts'

let folder: string
let database: TestDatabase

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baiki-migrations-'))
  database = await emptyDatabase()
  write('20260101000000_first.sql', 'CREATE SCHEMA app;\nCREATE TABLE app.things (id int);')
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await database.drop()
})

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
const run = () => migrate({ ...database, folder })

test('every file runs once, in the order of its name', async () => {
  write('20260102000000_second.sql', 'INSERT INTO app.things VALUES (2);')
  expect(await run()).toEqual(['20260101000000_first.sql', '20260102000000_second.sql'])
  expect(await run()).toEqual([])
  expect(await ask(database.ownerUrl, 'SELECT id FROM app.things')).toEqual([{ id: 2 }])
})

test('two processes that start at once apply a file once', async () => {
  write('20260102000000_second.sql', 'INSERT INTO app.things VALUES (2);')
  await run()
  write('20260103000000_third.sql', 'SELECT pg_sleep(0.2); INSERT INTO app.things VALUES (3);')
  const both = await Promise.all([run(), run()])
  expect(both.flat()).toEqual(['20260103000000_third.sql'])
  expect(await ask(database.ownerUrl, 'SELECT count(*)::int AS n FROM app.things')).toEqual([{ n: 2 }])
})

test('a migration that fails leaves nothing behind and says file, line and statement', async () => {
  write(
    '20260102000000_broken.sql',
    "CREATE TABLE app.half (id int);\n-- a; comment\n\nINSERT INTO app.half\n  VALUES ('x');\n",
  )
  const failure = await run().catch(error => error.message)
  expect(failure).toContain('20260102000000_broken.sql, line 5')
  expect(failure).toContain('invalid input syntax for type integer')
  expect(failure).toContain('INSERT INTO app.half')
  expect(await ask(database.ownerUrl, "SELECT to_regclass('app.half') AS half")).toEqual([{ half: null }])
  expect(await migrationStatus(database.ownerUrl, folder)).toEqual({
    applied: ['20260101000000_first.sql'],
    pending: ['20260102000000_broken.sql'],
  })
})

test('a full disk is the server’s trouble, not the file’s', async () => {
  write('20260102000000_second.sql', "DO $$ BEGIN RAISE 'no room' USING ERRCODE = 'disk_full'; END $$;")
  await expect(run()).rejects.toMatchObject({ code: '53100', message: 'no room' })
  expect((await migrationStatus(database.ownerUrl, folder)).pending).toEqual(['20260102000000_second.sql'])
})

test('a file that was edited after it ran is refused', async () => {
  await run()
  write('20260101000000_first.sql', 'CREATE SCHEMA app;')
  await expect(run()).rejects.toThrow('was changed after the database ran it')
})

test('a file that ran and is gone is refused', async () => {
  write('20260102000000_second.sql', 'SELECT 1;')
  await run()
  rmSync(join(folder, '20260101000000_first.sql'))
  await expect(run()).rejects.toThrow('which is missing')
})

test('a database of a newer version is refused', async () => {
  write('20260102000000_second.sql', 'SELECT 1;')
  await run()
  rmSync(join(folder, '20260102000000_second.sql'))
  await expect(run()).rejects.toThrow('The database is newer than this version of Baiki')
})

test('a file whose name sorts before what already ran is refused', async () => {
  await run()
  write('20250101000000_late.sql', 'SELECT 1;')
  await expect(run()).rejects.toThrow('Give it a later time')
})

test('the job queue belongs to its own role, which may create nothing else', async () => {
  await run()
  expect(
    await ask(
      database.jobsUrl,
      "SELECT pg_get_userbyid(nspowner) AS owner FROM pg_namespace WHERE nspname = 'graphile_worker'",
    ),
  ).toEqual([{ owner: 'baiki_jobs' }])
  await expect(ask(database.jobsUrl, 'CREATE SCHEMA more')).rejects.toThrow('permission denied')
})

test('a migration may hand a function to a no-login role', async () => {
  write(
    '20260102000000_function.sql',
    `GRANT CREATE ON SCHEMA app TO app_search, baiki_jobs;
     CREATE FUNCTION app.find() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1; $$;
     ALTER FUNCTION app.find() OWNER TO app_search;
     CREATE FUNCTION app.later() RETURNS int LANGUAGE sql SECURITY DEFINER AS $body$ SELECT 1; $body$;
     ALTER FUNCTION app.later() OWNER TO baiki_jobs;`,
  )
  await run()
  expect(
    await ask(
      database.ownerUrl,
      "SELECT proname, pg_get_userbyid(proowner) AS owner FROM pg_proc WHERE pronamespace = 'app'::regnamespace ORDER BY 1",
    ),
  ).toEqual([
    { proname: 'find', owner: 'app_search' },
    { proname: 'later', owner: 'baiki_jobs' },
  ])
  // The owner may hand over, but does not pass where only that role may.
  expect(await ask(database.ownerUrl, "SELECT pg_has_role(current_user, 'app_search', 'USAGE') AS inherits")).toEqual([
    { inherits: false },
  ])
})

test('a server that does not answer is named, without its password', async () => {
  const failure = await migrate({ ...database, ownerUrl: 'postgresql://me:hush@127.0.0.1:1/shop', folder }).catch(
    error => error.message,
  )
  expect(failure).toContain('127.0.0.1:1/shop cannot be reached')
  expect(failure).not.toContain('hush')
})

test('a database that was set up with another key is refused, and its roles keep their passwords', async () => {
  await run()
  const appUrl = database.appUrl.replace(/:[^:@]+@/, ':hush@')
  write('20260102000000_second.sql', 'INSERT INTO app.things VALUES (2);')
  const failure = await migrate({ ...database, appUrl, folder }).catch(error => error.message)
  expect(failure).toContain('The role baiki_app has another password on this server: SECRET_KEY')
  expect(failure).not.toContain('hush')
  expect(await ask(database.appUrl, 'SELECT current_user AS me')).toEqual([{ me: 'baiki_app' }])
})

test('an owner who may not make roles is told which right he lacks', async () => {
  const weak = `weak_${process.pid}`
  await ask(database.ownerUrl, `CREATE ROLE ${weak} LOGIN PASSWORD 'weak'`)
  try {
    const ownerUrl = database.ownerUrl.replace(/\/\/[^@]+@/, `//${weak}:weak@`)
    const another = `another_${process.pid}`
    const appUrl = database.appUrl.replace(/\/\/[^@]+@/, `//${another}:pw@`)
    await expect(migrate({ ...database, ownerUrl, appUrl, folder })).rejects.toThrow('ALTER ROLE … CREATEROLE')
  } finally {
    await ask(database.ownerUrl, `DROP ROLE ${weak}`)
  }
})
