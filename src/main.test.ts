import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from './db/free-port.ts'

test('while the database is away the process lives, says so to whoever asks, and stops when it is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baiki-main-'))
  const [port, nobody] = [await freePort(), await freePort()]
  const main = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
      DATABASE_APP_URL: `postgresql://baiki_app:pw@127.0.0.1:${nobody}/shop`,
      DATABASE_JOBS_URL: `postgresql://baiki_jobs:pw@127.0.0.1:${nobody}/shop`,
      WHATSAPP_GRAPH_URL: 'http://127.0.0.1:1',
      WHATSAPP_PHONE_NUMBER_ID: '1',
      WHATSAPP_BUSINESS_ACCOUNT_ID: '2',
      WHATSAPP_ACCESS_TOKEN: 'token',
      WHATSAPP_APP_SECRET: 'secret',
      WHATSAPP_VERIFY_TOKEN: 'verify',
    },
    stdio: 'inherit',
  })
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  try {
    await expect
      .poll(
        () =>
          ask('/healthz').then(
            answer => answer.status,
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBe(200)
    const ready = await ask('/readyz')
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', reason: 'the database does not answer' },
    ])
    expect(await (await ask('/api/v1/public/shop')).json()).toMatchObject({ code: 'unavailable' })
    main.kill('SIGTERM')
    expect(await once(main, 'exit')).toEqual([0, null])
  } finally {
    main.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}, 30_000)
