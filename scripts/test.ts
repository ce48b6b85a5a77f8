// npm test, npm run check. Last line: "N passed, N failed" (", N skipped"); types, lint, rooms and dead code count as one test each.
//   npm test -- FILTER…            only the tests whose path contains FILTER
//   npm test -- --server-in-path   only the database tests, on the PostgreSQL that PATH offers
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { binariesInPath } from '../src/db/embedded.binaries.ts'
import { startTemporary } from '../src/db/embedded.temporary.ts'

interface Tally {
  passed: number
  failed: number
  skipped: number
}

const ROOT = join(import.meta.dirname, '..')
const CACHE = join(ROOT, 'node_modules/.cache/baiki')
const flags = process.argv.slice(2).filter(arg => arg.startsWith('--'))
const filters = process.argv.slice(2).filter(arg => !arg.startsWith('--'))

const CHECKS: Record<string, string[]> = {
  // Each of the compiler's checkers works out the libraries' types anew: one is the quickest on two cores.
  types: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.', '--checkers', '1'],
  'lint and format': ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=30'],
  rooms: ['scripts/rooms.ts'],
  'dead code': ['node_modules/knip/bin/knip.js', '--no-progress'],
}

const tallies: Tally[] = []
if (flags.includes('--server-in-path')) tallies.push(await testOnServerInPath())
else {
  if (filters.length === 0) tallies.push(await runChecks())
  if (!flags.includes('--check')) tallies.push(await runVitest(filters))
}
report(tallies)

/** Two at a time: they read the same files and the machine may have two cores. */
async function runChecks(): Promise<Tally> {
  const results: boolean[] = []
  const waiting = Object.entries(CHECKS)
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await check(...next))
  }
  await Promise.all([worker(), worker()])
  const passed = results.filter(Boolean).length
  return { passed, failed: results.length - passed, skipped: 0 }
}

async function check(name: string, args: string[]): Promise<boolean> {
  const begun = performance.now()
  let output = ''
  const code = await run(args, {}, text => {
    output += text
  })
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
  if (code !== 0) console.log(`${output.trim()}\n`)
  return code === 0
}

async function runVitest(paths: string[], env: Record<string, string> = {}): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'baiki-report-'))
  const file = join(folder, 'report.json')
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...paths,
  ]
  try {
    const code = await run(args, env)
    return tally(code, file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Found {
  fullName: string
  status: string
  failureMessages: string[]
}

function tally(code: number, file: string): Tally {
  let found: { testResults: { name: string; status: string; message: string; assertionResults: Found[] }[] }
  try {
    found = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const tests = found.testResults.flatMap(({ name, status, message, assertionResults }) => {
    // A file that does not load has no tests of its own, but fails.
    const unloaded = assertionResults.length === 0 && status === 'failed'
    const ran = unloaded ? [{ fullName: 'does not load', status, failureMessages: [message] }] : assertionResults
    return ran.map(test => ({ ...test, file: relative(ROOT, name) }))
  })
  const failures = tests.filter(test => test.status === 'failed')
  // Where only the end of a long log is kept, it still says what failed and why.
  for (const { file, fullName, failureMessages } of failures)
    console.log(`✗ ${file}: ${fullName}: ${failureMessages.join(' ').slice(0, 400).replace(/\s+/g, ' ')}`)
  const passed = tests.filter(test => test.status === 'passed').length
  const failed = failures.length
  // An error outside of any test ends with a code of its own.
  return { passed, failed: failed || (code === 0 ? 0 : 1), skipped: tests.length - passed - failed }
}

/** The same database tests against another version of the server. */
async function testOnServerInPath(): Promise<Tally> {
  const binaries = binariesInPath()
  if (!binaries) throw new Error('There is no "postgres" with "initdb" in PATH')
  const server = await startTemporary({ binaries, cacheDir: CACHE, key: 'server-in-path', prepare: async () => {} })
  try {
    return await runVitest(databaseTests(), { TEST_DATABASE_URL: server.ownerUrl })
  } finally {
    await server.stop()
  }
}

function databaseTests(): string[] {
  const files = ['src', 'test'].flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
  )
  return files.filter(
    name => name.endsWith('.test.ts') && /helpers\/(database|shop)/.test(readFileSync(join(ROOT, name), 'utf8')),
  )
}

function run(args: string[], env: Record<string, string>, collect?: (text: string) => void): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: collect ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    child.stdout?.setEncoding('utf8').on('data', chunk => collect?.(chunk))
    child.stderr?.setEncoding('utf8').on('data', chunk => collect?.(chunk))
    child.on('error', () => resolve(1))
    child.on('close', code => resolve(code ?? 1))
  })
}

function report(all: Tally[]): void {
  const sum = (key: keyof Tally) => all.reduce((total, one) => total + one[key], 0)
  const skipped = sum('skipped')
  process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`)
}
