import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const PATIENCE = { timeout: 20_000 }

/** An npm that writes half a package first and the rest when it is let, like the real one. */
const NPM = `
  import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
  mkdirSync('node_modules/part', { recursive: true })
  if (!existsSync('node_modules/part/file')) writeFileSync('node_modules/part/file', existsSync('go') ? 'whole' : 'half')
  while (!existsSync('go')) await new Promise(done => setTimeout(done, 10))
  mkdirSync('node_modules/node/bin', { recursive: true })
  symlinkSync(process.execPath, 'node_modules/node/bin/node')
  writeFileSync('node_modules/.package-lock.json', '{}')`

let root: string
const path = (...names: string[]) => join(root, ...names)
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'baiki-run-'))
  for (const folder of ['scripts', 'src']) mkdirSync(path(folder))
  copyFileSync(join(import.meta.dirname, '../scripts/run.mjs'), path('scripts/run.mjs'))
  writeFileSync(path('package.json'), '{"type":"module"}')
  writeFileSync(path('package-lock.json'), '{}')
  writeFileSync(path('npm.js'), NPM)
  writeFileSync(path('src/start.ts'), `console.log('started')`)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function run() {
  const child = spawn(process.execPath, [path('scripts/run.mjs'), 'start'], {
    cwd: root,
    env: { PATH: process.env.PATH, npm_execpath: path('npm.js') },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', text => (said += text))
  return { child, said: () => said, ended: once(child, 'close') }
}
const file = () =>
  existsSync(path('node_modules/part/file')) ? readFileSync(path('node_modules/part/file'), 'utf8') : ''

test('packages over which npm was killed are not taken for whole', async () => {
  const first = run()
  await expect.poll(file, PATIENCE).toBe('half')
  process.kill(-(first.child.pid as number), 'SIGKILL')
  await first.ended
  writeFileSync(path('go'), '')
  const second = run()
  expect(await second.ended).toEqual([0, null])
  expect(second.said()).toContain('started')
  expect(file()).toBe('whole')
})

test('a command beside one that installs waits for it, and installs nothing itself', async () => {
  const first = run()
  await expect.poll(file, PATIENCE).toBe('half')
  const second = run()
  await expect.poll(second.said, PATIENCE).toContain('Another command is installing the packages')
  writeFileSync(path('go'), '')
  for (const { ended, said } of [first, second]) {
    expect(await ended).toEqual([0, null])
    expect(said()).toContain('started')
  }
  expect(second.said()).not.toContain('Installing packages')
})
