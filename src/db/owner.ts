import pg from 'pg'

/** One connection with the owner's rights, for what runs beside the process that serves. */
export async function withOwnerClient<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'baiki-owner' })
  // A server that is stopped meanwhile makes the query fail; that is where it is told.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
