import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const WHAT_TO_DO =
  'No browser to test with. On Linux x64 it comes with `npm install` (@sparticuz/chromium). Elsewhere install Chrome, run `npx playwright-core install chromium`, or set CHROME_PATH to a Chrome or Chromium.'

const FLAGS = [
  '--font-render-hinting=none',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--no-sandbox',
  '--no-zygote',
  '--hide-scrollbars',
]

/** The headless shell inside the package: needs no root, no display and no system package. */
async function packaged(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  // Its al2023 archive brings libnss3 and friends; the package unpacks it only where it believes to be in AWS Lambda.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const { default: packagedChromium } = await import('@sparticuz/chromium')
  packagedChromium.setGraphicsMode = false
  return packagedChromium.executablePath()
}

/** Workers that start together unpack the same file: the one that finds it half written tries again. */
async function launchPackaged(attempts = 4): Promise<Browser> {
  const executablePath = chosen(await packaged())
  try {
    return await chromium.launch({ args: FLAGS, executablePath })
  } catch (error) {
    if (attempts <= 1) throw error
    await new Promise(resolve => setTimeout(resolve, 700))
    return launchPackaged(attempts - 1)
  }
}

/** A browser that can be used here, or an error that says what to do. Never skips. */
export async function launchBrowser(): Promise<Browser> {
  const tries: (() => Promise<Browser>)[] = [
    () => launchPackaged(),
    () => chromium.launch({ args: FLAGS, channel: 'chrome' }),
    () => chromium.launch({ args: FLAGS }),
  ]
  const problems: string[] = []
  for (const attempt of tries) {
    try {
      return await attempt()
    } catch (error) {
      problems.push(String(error).split('\n')[0] ?? '')
    }
  }
  throw new Error(`${WHAT_TO_DO}\n${problems.join('\n')}`)
}

function chosen(path: string | null): string {
  const given = process.env.CHROME_PATH
  if (given) return given
  if (!path || !existsSync(path)) throw new Error('no packaged browser for this platform')
  return path
}
