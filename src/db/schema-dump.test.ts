import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../../test/helpers/ask.ts'
import { newDatabase, type TestDatabase } from '../../test/helpers/database.ts'
import { dumpSchema } from './schema-dump.ts'

const ROOT = join(import.meta.dirname, '../..')
const EMBEDDED_MAJOR = 18

let database: TestDatabase
beforeAll(async () => {
  database = await newDatabase()
})
afterAll(() => database.drop())

async function serverMajor(): Promise<unknown> {
  const [row] = await ask(database.ownerUrl, "SELECT current_setting('server_version_num')::int / 10000 AS major")
  return row?.major
}

test('db/schema.sql says what the migrations make (else: npm run db -- schema)', async ({ skip }) => {
  if ((await serverMajor()) !== EMBEDDED_MAJOR) skip('dumped from the embedded version')
  expect(await dumpSchema(database.ownerUrl)).toBe(readFileSync(join(ROOT, 'db/schema.sql'), 'utf8'))
})

test('src/db/types.ts knows every table and view of the database (else: npm run db -- types)', async () => {
  const rows = await ask(
    database.ownerUrl,
    `SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')`,
  )
  expect(columnsIn(readFileSync(join(ROOT, 'src/db/types.ts'), 'utf8'))).toEqual(
    rows.map(row => `${row.relname}.${row.attname}`).sort(),
  )
})

/** Every `table.column` of the generated file: `interface DB` maps a table's name to the interface with its columns. */
function columnsIn(source: string): string[] {
  const bodies = new Map(
    [...source.matchAll(/export interface (\w+) \{\n([\s\S]*?)\n\}/g)].map(match => [match[1], match[2] ?? '']),
  )
  const fields = (body: string) => [...body.matchAll(/^ {2}"?(\w+)"?: (.+?);?$/gm)]
  return fields(bodies.get('DB') ?? '')
    .flatMap(([, table, type]) => fields(bodies.get(type ?? '') ?? '').map(field => `${table}.${field[1]}`))
    .sort()
}
