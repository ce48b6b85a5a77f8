import type { Insertable } from 'kysely'
import type pg from 'pg'
import type { DB } from '../db/types.ts'

/** All rows of a table in one statement. Every row says the same columns; what none says takes its default. */
export async function insertAll<T extends keyof DB & string>(
  client: pg.Client,
  table: T,
  rows: readonly Insertable<DB[T]>[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))].map(name => `"${name}"`).join(', ')
  await client.query(
    `insert into app.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::app.${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  )
}
