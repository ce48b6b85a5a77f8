// The first step of every command. Plain JavaScript for Node 20: installs what is missing, then hands over to Node 24.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const COMMANDS = {
  start: ['src/start.ts'],
  dev: ['src/start.ts', '--dev'],
  test: ['scripts/test.ts'],
  check: ['scripts/test.ts', '--check'],
  db: ['src/db/cli.ts'],
  'audit:verify': ['src/db/audit.cli.ts'],
  screens: ['scripts/screens.ts'],
  soak: ['scripts/soak.ts'],
  bench: ['bench/bench.ts'],
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Beside the packages while npm writes them, with its process id: npm takes a package over which it was killed for whole. */
const installing = join(modules, '.baiki-installing')
const INSTALL_PATIENCE_MS = 600_000

const [command, ...args] = process.argv.slice(2)
if (!COMMANDS[command]) stop(`Unknown command "${command ?? ''}". There are: ${Object.keys(COMMANDS).join(', ')}`)
if (Number(process.versions.node.split('.')[0]) < 20)
  stop(`Node ${process.versions.node} is too old: Baiki needs Node 20 or newer.`)

await ensureInstalled()
handOver()

async function ensureInstalled() {
  await othersInstall()
  const stamp = join(modules, '.baiki-installed')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const whole = existsSync(node) && !existsSync(installing) && newerThanLock(join(modules, '.package-lock.json'))
  if (!whole) await install()
  writeFileSync(stamp, wanted)
}

/** Another command's npm, or one that outlived its command. */
async function othersInstall() {
  const deadline = Date.now() + INSTALL_PATIENCE_MS
  for (let told = false; existsSync(installing) && Date.now() < deadline; told = true) {
    if (!isAlive(Number(readFileSync(installing, 'utf8')))) return
    if (!told) say('Another command is installing the packages; waiting for it …')
    await sleep(200)
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0) && !isZombie(pid)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Ended, and nobody has asked how: so it may stay for ever in a container. */
function isZombie(pid) {
  const stat = `/proc/${pid}/stat`
  return existsSync(stat) && /\) Z /.test(readFileSync(stat, 'utf8'))
}

function newerThanLock(path) {
  return existsSync(path) && statSync(path).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
}

async function install() {
  const begun = Date.now()
  const seconds = () => Math.round((Date.now() - begun) / 1000)
  if (existsSync(installing)) rmSync(modules, { recursive: true, force: true })
  say('Installing packages (once, a minute or two) …')
  const ticking = setInterval(() => say(`  still installing, ${seconds()} s`), 15_000)
  const { code, output } = await runNpm(['install', '--no-audit', '--no-fund', '--loglevel=error'])
  clearInterval(ticking)
  // It ended by itself, and left behind what it meant to.
  if (code !== null) rmSync(installing, { force: true })
  if (code !== 0)
    stop(`npm install failed:\n${output.trim()}\nCheck the network and the disk, then run the command again.`)
  if (!existsSync(node))
    stop(
      'npm install did not bring Node 24: install scripts seem to be switched off. Run "npm install --ignore-scripts=false", then again.',
    )
  say(`Packages installed (${seconds()} s)`)
}

function runNpm(npmArgs) {
  // Under "npm run" this is the npm that runs us; the development packages are needed for the tests and the web build.
  const own = process.env.npm_execpath
  const options = {
    cwd: root,
    env: { ...process.env, NODE_ENV: '', npm_config_production: '', npm_config_omit: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  }
  const child = own?.endsWith('.js')
    ? spawn(process.execPath, [own, ...npmArgs], options)
    : spawn('npm', npmArgs, { ...options, shell: process.platform === 'win32' })
  mkdirSync(modules, { recursive: true })
  writeFileSync(installing, String(child.pid ?? ''))
  return new Promise(resolve => {
    let output = ''
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (output += chunk))
    if (process.env.npm_lifecycle_event) followParent(() => child.kill('SIGTERM'))
    child.on('error', error => resolve({ code: 1, output: error.message }))
    child.on('close', code => resolve({ code, output }))
  })
}

function handOver() {
  const env = {
    ...process.env,
    PATH: `${join(modules, '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
  }
  // The channel tells the other side when this process is killed.
  const child = spawn(
    node,
    [...COMMANDS[command].map((part, index) => (index === 0 ? join(root, part) : part)), ...args],
    { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
  )
  // Ctrl-C reaches both from the terminal; the other side stops everything in order and this one waits for it.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'))
  if (process.env.npm_lifecycle_event) followParent(() => child.kill('SIGTERM'))
  child.on('error', error =>
    stop(`Node 24 does not start here (${error.message}). Remove node_modules and run the command again.`),
  )
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

/** A SIGTERM for npm ends npm and its shell, but does not reach us: we are told by having lost our parent. */
function followParent(lost) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    lost()
  }, 100)
}

function say(line) {
  process.stdout.write(`${line}\n`)
}

function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
