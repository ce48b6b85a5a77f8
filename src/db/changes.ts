import pg from 'pg'

const CHANNEL = 'baiki_changes'
const RETRY_MS = 1_000

type Listener = (change: string) => void

export interface Changes {
  subscribe(listener: Listener): () => void
  close(): Promise<void>
}

/** One connection that listens for all screens; it comes back by itself, and says so, since what it missed is not known. */
export function listenForChanges(jobsUrl: string, onAway: (error: Error) => void): Changes {
  const listeners = new Set<Listener>()
  const tell = (change: string) => {
    for (const listener of listeners) listener(change)
  }
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: jobsUrl, keepAlive: true })
    client = fresh
    fresh.on('notification', message => tell(message.payload ?? '{}'))
    fresh.on('error', () => again())
    fresh.on('end', () => again())
    await fresh.connect()
    await fresh.query(`listen ${CHANNEL}`)
    tell('{"table":"*"}')
  }
  function again(): void {
    if (closed || timer) return
    timer = setTimeout(() => {
      timer = undefined
      connect().catch(error => {
        onAway(error)
        again()
      })
    }, RETRY_MS)
  }
  connect().catch(() => again())

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(onAway)
    },
  }
}
