/** `npm run screens`: a picture of every page × desktop, tablet, phone × light, dark × ms, en, from a demo shop of its own. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { freePort } from '../src/db/free-port.ts'
import { launchBrowser } from '../test/helpers/browser.ts'
import { pagesOf, type Shot } from '../test/screens.ts'

const ROOT = join(import.meta.dirname, '..')
const OUT = join(ROOT, 'screens')
const DEVICES = {
  desktop: { width: 1366, height: 850 },
  tablet: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
}
const SCHEMES = ['light', 'dark'] as const
const LANGS = ['ms', 'en'] as const
const START_MS = 120_000

// `npm run screens -- inbox tickets device=phone scheme=dark lang=ms` takes only those.
const args = process.argv.slice(2)
const problems: string[] = []
const only = args.filter(arg => !arg.includes('='))
const wants = (what: string, name: string): boolean => {
  const asked = args.filter(arg => arg.startsWith(`${what}=`))
  return asked.length === 0 || asked.includes(`${what}=${name}`)
}
async function startProduct(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'baiki-screens-'))
  const env = { ...process.env, PORT: String(port), DATA_DIR: folder, DEMO: '1', DATABASE_URL: '', PUBLIC_URL: '' }
  for (const [name, value] of Object.entries(env)) if (value === '') delete env[name as keyof typeof env]
  const child = spawn(process.execPath, [join(ROOT, 'src/start.ts')], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', data => (said += data))
  child.stderr.on('data', data => (said += data))
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const origin = `http://localhost:${port}`
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const until = Date.now() + START_MS
  while (Date.now() < until && child.exitCode === null) {
    const ready = await fetch(`${origin}/readyz`).catch(() => null)
    if (ready?.ok) return { origin, stop }
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  await stop()
  throw new Error(`the product did not start:\n${said}`)
}

/** Before signing in, the question who one is has the answer 401. */
const isExpected = (text: string): boolean => /status of 401/.test(text)

/** The page is there, nothing loads and nothing moves, for three looks in a row. */
async function settle(page: Page): Promise<void> {
  await page
    .waitForSelector('main', { timeout: 10_000 })
    .catch(() => problems.push(`${page.url()}: no page after 10 s`))
  const until = Date.now() + 10_000
  for (let still = 0; still < 3; ) {
    const loading = await page.evaluate(
      () => document.querySelector('[role="status"][aria-label], .mantine-Skeleton-root, [aria-busy="true"]') !== null,
    )
    still = loading ? 0 : still + 1
    if (Date.now() > until) {
      problems.push(`${page.url()}: still loading after 10 s`)
      return
    }
    await page.waitForTimeout(150)
  }
  await page.evaluate(() => document.fonts.ready)
}

async function signIn(context: BrowserContext, origin: string, username: string): Promise<void> {
  const answer = await context.request.post(`${origin}/api/v1/session`, {
    data: { username, password: 'demo-password' },
    headers: { 'x-baiki-client': 'web' },
  })
  if (!answer.ok()) throw new Error(`sign-in of ${username} failed: ${answer.status()} ${await answer.text()}`)
}

const given = process.env.SCREENS_ORIGIN
const product = given ? { origin: given, stop: async () => {} } : await startProduct()
const browser = await launchBrowser()
rmSync(OUT, { recursive: true, force: true })
mkdirSync(OUT, { recursive: true })
let count = 0
try {
  for (const [device, viewport] of Object.entries(DEVICES).filter(([name]) => wants('device', name))) {
    for (const scheme of SCHEMES.filter(name => wants('scheme', name))) {
      for (const lang of LANGS.filter(name => wants('lang', name))) {
        const context = await browser.newContext({
          viewport,
          colorScheme: scheme,
          hasTouch: device !== 'desktop',
          reducedMotion: 'reduce',
        })
        await context.addInitScript(value => localStorage.setItem('baiki.lang', value), lang)
        const page = await context.newPage()
        page.on('console', message => {
          if (message.type() === 'error' && !isExpected(message.text()))
            problems.push(`${page.url()}: ${message.text()}`)
        })
        page.on('pageerror', error => problems.push(`${page.url()}: ${error.message}`))
        const take = async (shot: Shot): Promise<void> => {
          if (only.length > 0 && !only.includes(shot.name)) return
          await page.goto(product.origin + shot.path)
          await settle(page)
          await shot.act?.(page)
          await page.screenshot({ path: join(OUT, `${shot.name}.${device}.${scheme}.${lang}.png`) })
          count += 1
        }
        await take({ name: 'sign-in', path: '/' })
        await signIn(context, product.origin, 'admin')
        for (const shot of await pagesOf(context, product.origin)) await take(shot)
        await context.close()
      }
    }
  }
} finally {
  await browser.close()
  await product.stop()
}
console.log(`${count} pictures in screens/`)
for (const problem of new Set(problems)) console.log(`  ! ${problem}`)
process.exitCode = problems.length > 0 ? 1 : 0
