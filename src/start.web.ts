import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { tryLock } from './db/embedded.lock.ts'
import { SetupError } from './db/setup-error.ts'

const ROOT = join(import.meta.dirname, '..')
const DIST = join(ROOT, 'dist')
const CACHE = join(ROOT, 'node_modules/.cache/baiki')
const STAMP = join(DIST, '.sources')
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js')

/** Builds the web part when its sources differ from those of the last build. True when it did. */
export async function buildWeb(): Promise<boolean> {
  const sources = hashOfSources()
  if (isBuilt(sources)) return false
  const unlock = await lockBuild()
  try {
    // Somebody else may have built while we waited.
    if (isBuilt(sources)) return false
    const { code, output } = await runVite()
    if (code !== 0) throw new SetupError(`The web part does not build:\n${withoutStack(output) || silent(code)}`)
    writeFileSync(STAMP, sources)
    return true
  } finally {
    unlock()
  }
}

function isBuilt(sources: string): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources
}

/** Two starts from one checkout (tests do that) must not write the same folder at once. */
async function lockBuild(): Promise<() => void> {
  mkdirSync(CACHE, { recursive: true })
  for (;;) {
    const unlock = tryLock(join(CACHE, 'web-build.lock'))
    if (unlock) return unlock
    await sleep(200)
  }
}

/** Builds again at every change, for `npm run dev`. */
export function watchWeb(): { stop: () => void } {
  const child = spawn(process.execPath, [VITE, 'build', '--watch', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  return { stop: () => child.kill() }
}

function runVite(): Promise<{ code: number | null; output: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [VITE, 'build', '--logLevel', 'error'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (output += chunk))
    child.on('error', error => resolve({ code: 1, output: error.message }))
    child.on('close', code => resolve({ code, output }))
  })
}

const silent = (code: number | null): string =>
  `Its builder ended without a word (${code ?? 'killed'}). Start again; if it stays so, remove node_modules first.`

function withoutStack(output: string): string {
  return stripVTControlCharacters(output)
    .split('\n')
    .filter(line => !/^ {4}at /.test(line))
    .join('\n')
    .trim()
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const path of ['package-lock.json', 'vite.config.ts', ...filesUnder('src/web'), ...filesUnder('src/shared')]) {
    hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)))
  }
  return hash.digest('hex')
}

function filesUnder(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile() && !entry.name.includes('.test.'))
    .map(entry => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort()
}
