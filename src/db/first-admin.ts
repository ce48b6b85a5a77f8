import pg from 'pg'

const SCHEDULER = '00000000-0000-7000-8000-000000000002'

interface FirstAdmin {
  username: string
  password_hash: string
}

/** True while nobody can sign in yet. */
export async function shopIsEmpty(ownerUrl: string): Promise<boolean> {
  const { rows } = await query(
    ownerUrl,
    "SELECT NOT EXISTS (SELECT FROM app.users WHERE role <> 'system') AS empty",
    [],
  )
  return rows[0].empty
}

/** The first person of a real shop; everybody after that is made by an admin in the product. Done once, whoever asks twice. */
export async function createFirstAdmin(ownerUrl: string, { username, password_hash }: FirstAdmin): Promise<void> {
  await query(
    ownerUrl,
    `WITH actor AS (SELECT set_config('app.current_user_id', '${SCHEDULER}', true))
     INSERT INTO app.users (username, email, password_hash, role, full_name)
     SELECT $1::text, $1::text || '@shop.invalid', $2, 'admin', $1::text FROM actor
     WHERE NOT EXISTS (SELECT FROM app.users WHERE role <> 'system')`,
    [username, password_hash],
  )
}

async function query(url: string, sql: string, values: string[]): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, application_name: 'baiki-start' })
  // A server that is stopped meanwhile makes the query fail; that is where it is told.
  client.on('error', () => {})
  await client.connect()
  return client.query(sql, values).finally(() => client.end())
}
