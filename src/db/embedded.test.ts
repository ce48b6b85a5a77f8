import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../../test/helpers/ask.ts'
import { embeddedCredentials } from './embedded.credentials.ts'
import { lockFolder } from './embedded.lock.ts'
import { isAlive, postmasterPid } from './embedded.orphan.ts'
import { startEmbedded } from './embedded.ts'

const NOT_DURABLE = { fsync: 'off' }
const HOLDER = `
  const { lockFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.lock.ts'))})
  const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))})
  const lock = lockFolder(process.env.FOLDER)
  lock.note({ pid: process.pid, address: 'http://localhost:3999', children: [] })
  await startEmbedded({ dataDir: process.env.FOLDER, settings: { fsync: 'off' } })
  console.log('holding')
`

let folder: string
let cluster: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baiki-embedded-'))
  cluster = join(folder, 'postgres')
  const server = await start()
  await ask(server.ownerUrl, 'CREATE TABLE kept (word text)')
  await ask(server.ownerUrl, "INSERT INTO kept VALUES ('here')")
  await server.stop()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = () => startEmbedded({ dataDir: folder, settings: NOT_DURABLE })

/** Another process that holds the folder and its database, as "npm start" does. */
async function holder(): Promise<{ pid: number; kill: () => Promise<void> }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', HOLDER], {
    env: { ...process.env, FOLDER: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return {
    pid: child.pid as number,
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

test('the server listens on this machine only, and its owner is no superuser', async () => {
  const server = await start()
  try {
    const [row] = await ask(
      server.ownerUrl,
      'SELECT current_user AS owner, rolsuper AS superuser FROM pg_roles WHERE rolname = current_user',
    )
    expect(row).toEqual({ owner: 'baiki_owner', superuser: false })
    const settings =
      "SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets"
    expect(await ask(server.adminUrl, settings)).toEqual([{ addresses: '127.0.0.1', sockets: '' }])
    const wrong = server.ownerUrl.replace(/:[^:@]+@/, ':wrong@')
    await expect(ask(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed')
  } finally {
    await server.stop()
  }
  expect(postmasterPid(cluster)).toBeUndefined()
})

test('after a kill the next start stops the server left behind and finds everything again', async () => {
  const killed = await holder()
  const orphan = postmasterPid(cluster) as number
  await killed.kill()
  expect(isAlive(orphan)).toBe(true)

  const lock = lockFolder(folder)
  expect(lock.left).toMatchObject({ pid: killed.pid })
  const server = await start()
  expect(isAlive(orphan)).toBe(false)
  expect(await ask(server.ownerUrl, 'SELECT word FROM kept')).toEqual([{ word: 'here' }])
  await server.stop()
  lock.release()
  expect(lockFolderAndRelease().left).toBeUndefined()
})

test('a second start on the same folder is refused, and says who runs there', async () => {
  const first = await holder()
  expect(() => lockFolder(folder)).toThrow(
    `Baiki already runs on ${folder} (process ${first.pid}, http://localhost:3999). Stop it first`,
  )
  await first.kill()
  await start().then(server => server.stop())
  lockFolderAndRelease()
})

test('a data folder that is a file, or lies below one, is named with what to do', () => {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  for (const path of [file, join(file, 'below')]) expect(() => lockFolder(path)).toThrow(`DATA_DIR=${path} is a file`)
  expect(() => lockFolder('/proc/baiki/data')).toThrow('DATA_DIR=/proc/baiki/data cannot be made there')
})

test('a folder of another user is refused with its name, not with a database error', () => {
  const theirs = mkdtempSync(join(tmpdir(), 'baiki-theirs-'))
  const me = process.geteuid?.()
  if (me === 0) process.seteuid?.(65_534)
  else chmodSync(theirs, 0o500)
  try {
    expect(() => lockFolder(theirs)).toThrow(expect.objectContaining({ code: 'EACCES', path: expect.any(String) }))
  } finally {
    if (me === 0) process.seteuid?.(0)
    rmSync(theirs, { recursive: true })
  }
})

test('a folder keeps the key that it was made with, and refuses another', async () => {
  const key = Buffer.alloc(32, 1).toString('base64')
  const own = join(folder, 'with-a-key')
  expect(await embeddedCredentials(own, key)).toMatchObject({ secret_key: key })
  expect(await embeddedCredentials(own)).toMatchObject({ secret_key: key })
  const other = Buffer.alloc(32, 2).toString('base64')
  await expect(embeddedCredentials(own, other)).rejects.toThrow('SECRET_KEY is not the key that')
})

test('a server that was killed is not joined by a second one before the last of its processes has ended', async () => {
  const server = await start()
  const busy = new pg.Client({ connectionString: server.ownerUrl })
  busy.on('error', () => {})
  await busy.connect()
  const { rows } = await busy.query('SELECT pg_backend_pid() AS pid')
  busy.query('SELECT count(*) FROM generate_series(1, 40000000)').catch(() => {})
  await sleep(200)
  process.kill(postmasterPid(cluster) as number, 'SIGKILL')
  await server.died
  expect(isAlive(rows[0].pid)).toBe(true)
  const next = await start()
  expect(isAlive(rows[0].pid)).toBe(false)
  expect(await ask(next.ownerUrl, 'SELECT word FROM kept')).toEqual([{ word: 'here' }])
  await next.stop()
})

test('a process id that now belongs to another program is left alone', async () => {
  const stranger = spawn('sleep', ['30'])
  writeFileSync(join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n0\n1\n\n127.0.0.1\n\nready\n`)
  const server = await start()
  expect(isAlive(stranger.pid as number)).toBe(true)
  expect(await ask(server.ownerUrl, 'SELECT word FROM kept')).toEqual([{ word: 'here' }])
  await server.stop()
  stranger.kill()
})

test('a folder of a newer version is refused, not touched', async () => {
  const version = join(cluster, 'PG_VERSION')
  const ours = readFileSync(version, 'utf8')
  writeFileSync(version, '99\n')
  await expect(start()).rejects.toThrow('was made by PostgreSQL 99; this version of Baiki brings 18')
  writeFileSync(version, ours)
})

test('a damaged folder is named with what the server said', async () => {
  const configuration = join(cluster, 'postgresql.conf')
  const before = readFileSync(configuration, 'utf8')
  writeFileSync(configuration, `${before}\nshared_buffers = 'very much'\n`)
  await expect(start()).rejects.toThrow(
    /did not start in .*postgres:[\s\S]*invalid value for parameter "shared_buffers"/,
  )
  writeFileSync(configuration, before)
})

function lockFolderAndRelease() {
  const lock = lockFolder(folder)
  lock.release()
  return lock
}
