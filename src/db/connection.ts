import { createHash } from 'node:crypto'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import type { Tx } from './ctx.ts'
import type { DB } from './types.ts'

// Dates stay calendar days and times stay ISO text, from column to screen; int8 counts fit a number here.
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.DATE) return (text: string) => text
    if (oid === pg.types.builtins.TIMESTAMPTZ) return (text: string) => new Date(text).toISOString()
    if (oid === pg.types.builtins.INT8) return Number
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

export interface PoolOptions {
  readonly url: string
  readonly max?: number
}

export const createPool = ({ url, max = 10 }: PoolOptions): pg.Pool =>
  new pg.Pool({ connectionString: url, max, types, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000 })

const names = new Map<string, string>()

/** The same SQL is prepared once per connection, under the hash of its text. */
function nameOf(text: string): string {
  let name = names.get(text)
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 32)
    names.set(text, name)
  }
  return name
}

class OneConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #prepare: boolean

  constructor(client: pg.PoolClient, prepare: boolean) {
    this.#client = client
    this.#prepare = prepare
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.#client.query({
      text: query.sql,
      values: query.parameters as unknown[],
      ...(this.#prepare ? { name: nameOf(query.sql) } : {}),
    })
    const changed = ['UPDATE', 'DELETE', 'INSERT', 'MERGE'].includes(result.command)
    return { rows: result.rows, ...(changed ? { numAffectedRows: BigInt(result.rowCount ?? 0) } : {}) }
  }

  // biome-ignore lint/correctness/useYield: streaming is not offered inside a transaction
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not offered')
  }
}

/** A query builder bound to one client on which a transaction is open. */
export function bind(client: pg.PoolClient, prepare: boolean): Tx {
  const connection = new OneConnection(client, prepare)
  const refuse = async (): Promise<void> => {
    throw new Error('a transaction is already open: verbs cannot open a second one')
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: db => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }).withSchema('app') as Tx
}
