import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'
import { SetupError } from './db/setup-error.ts'

const SECRETS = /KEY|TOKEN|SECRET|PASSWORD|^DATABASE_/

const text = z.string().trim().min(1, 'some text')
const optional = text.optional()
const digits = z.string().regex(/^\d+$/, 'digits only').optional()
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().min(min, `a whole number from ${min} to ${max}`).max(max, `a whole number from ${min} to ${max}`))
const flag = z.enum(['0', '1', 'true', 'false'], '0 or 1').transform(value => value === '1' || value === 'true')
const origin = z
  .url({ protocol: /^https?$/, error: 'an address like https://shop.example' })
  .transform(url => url.replace(/\/+$/, ''))
const postgres = z
  .url({ protocol: /^postgres(ql)?$/, error: 'an address like postgresql://user:password@host:5432/database' })
  .optional()
const secretKey = z
  .string()
  .refine(
    value => Buffer.from(value, 'base64').length === 32,
    '32 bytes in base64 (make one with: openssl rand -base64 32)',
  )
  .optional()
const zone = z.string().refine(isZone, 'a time zone like Asia/Kuala_Lumpur').optional()

const Variables = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: text.default('127.0.0.1'),
  DATA_DIR: text.default('./data').transform(path => resolve(path)),
  PUBLIC_URL: origin.optional(),
  TRUST_PROXY: text
    .default('0')
    .refine(areProxies, 'how many proxies stand in front (0, 1, 2), or their addresses: 10.0.0.0/8, 192.0.2.1')
    .transform(proxies),
  BACKUP_DIR: text.optional().transform(path => path && resolve(path)),
  DATABASE_URL: postgres,
  DATABASE_APP_URL: postgres,
  DATABASE_JOBS_URL: postgres,
  SECRET_KEY: secretKey,
  DEMO: flag.optional(),
  ADMIN_USERNAME: z
    .string()
    .regex(/^[a-z0-9._-]{3,50}$/, '3 to 50 small letters, digits, dots or dashes')
    .optional(),
  ADMIN_PASSWORD: z.string().min(12, 'at least 12 characters').max(200, 'at most 200 characters').optional(),
  ROLE: z.enum(['all', 'web', 'worker'], 'all, web or worker').default('all'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
  TZ_SHOP: zone,
  WHATSAPP_GRAPH_URL: origin.optional(),
  WHATSAPP_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'a version like v25.0')
    .default('v25.0'),
  WHATSAPP_PHONE_NUMBER_ID: digits,
  WHATSAPP_BUSINESS_ACCOUNT_ID: digits,
  WHATSAPP_ACCESS_TOKEN: optional,
  WHATSAPP_APP_SECRET: optional,
  WHATSAPP_APP_SECRET_PREVIOUS: optional,
  WHATSAPP_VERIFY_TOKEN: optional,
  // Set by the parent when the built-in stand-in runs; the child forwards the phone simulator's calls with it.
  STANDIN_CONTROL_TOKEN: optional,
  REPLY_QUIET_MS: whole(0, 60_000).default(1500),
  LLM_BASE_URL: origin.optional(),
  LLM_MODEL: optional,
  LLM_API_KEY: optional,
  LLM_PROVIDER: optional,
})

export type Env = Omit<z.output<typeof Variables>, 'PUBLIC_URL' | 'DEMO'> & { PUBLIC_URL: string; DEMO: boolean }

const WHATSAPP = [
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_BUSINESS_ACCOUNT_ID',
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
] as const

/** What the process that serves needs and the parent always gives. */
export type ServingEnv = Env &
  Record<
    'DATABASE_APP_URL' | 'DATABASE_JOBS_URL' | 'SECRET_KEY' | 'WHATSAPP_GRAPH_URL' | (typeof WHATSAPP)[number],
    string
  >

/** All settings from the environment. Throws SetupError naming every bad value at once; secrets are never repeated. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const parsed = Variables.safeParse(given)
  if (!parsed.success)
    throw complaint(parsed.error.issues.map(issue => line(String(issue.path[0]), given, issue.message)))
  const env = parsed.data
  const missing = together(env)
  if (missing.length) throw complaint(missing)
  return {
    ...env,
    PUBLIC_URL: env.PUBLIC_URL ?? `http://${visibleHost(env.HOST)}:${env.PORT}`,
    DEMO: env.DEMO ?? !env.DATABASE_URL,
  }
}

/** For the child: the same settings, with what the parent resolved. */
export function readServingEnv(source: NodeJS.ProcessEnv = process.env): ServingEnv {
  const env = readEnv(source)
  const needed = ['DATABASE_APP_URL', 'DATABASE_JOBS_URL', 'SECRET_KEY', 'WHATSAPP_GRAPH_URL', ...WHATSAPP] as const
  const missing = needed.filter(name => !env[name])
  if (missing.length) throw complaint(missing.map(name => `${name} is missing; "npm start" sets it`))
  return env as ServingEnv
}

function together(env: z.output<typeof Variables>): string[] {
  const problems: string[] = []
  if (env.DATABASE_URL && !env.SECRET_KEY) {
    problems.push(
      'SECRET_KEY is needed with DATABASE_URL: 32 bytes in base64, the same on every machine (make one with: openssl rand -base64 32)',
    )
  }
  if (env.DATABASE_URL && env.DEMO)
    problems.push('DEMO=1 works only with the embedded database; leave out DEMO or DATABASE_URL')
  if (env.WHATSAPP_GRAPH_URL) {
    for (const name of WHATSAPP) if (!env[name]) problems.push(`${name} is needed with WHATSAPP_GRAPH_URL`)
  } else {
    // Otherwise the stand-in would answer for a number that its owner believes connected.
    const given = WHATSAPP.filter(name => env[name])
    if (given.length)
      problems.push(
        `WHATSAPP_GRAPH_URL is needed with ${given.join(', ')}: https://graph.facebook.com, or leave all out for the built-in stand-in`,
      )
  }
  if (Boolean(env.LLM_BASE_URL) !== Boolean(env.LLM_MODEL))
    problems.push('LLM_BASE_URL and LLM_MODEL are set together or not at all')
  if (Boolean(env.ADMIN_USERNAME) !== Boolean(env.ADMIN_PASSWORD))
    problems.push('ADMIN_USERNAME and ADMIN_PASSWORD are set together or not at all')
  return problems
}

function complaint(lines: string[]): SetupError {
  return new SetupError(
    `These settings need a look (.env.example explains each):\n${lines.map(text => `  ${text}`).join('\n')}`,
  )
}

function line(name: string, given: Record<string, string | undefined>, allowed: string): string {
  const value = SECRETS.test(name) ? '(not shown)' : JSON.stringify(given[name])
  return `${name} is ${value}; it must be ${allowed}`
}

/** How many proxies stand in front, or which. Not "all": then a caller could write his own address into the header. */
function proxies(value: string): false | number | string[] {
  if (['0', 'false'].includes(value)) return false
  if (value === 'true') return 1
  return /^\d+$/.test(value) ? Number(value) : value.split(',').map(part => part.trim())
}

function areProxies(value: string): boolean {
  const named = proxies(value)
  return !Array.isArray(named) || named.every(isAddress)
}

/** One address, a range of them, or one of the names that the server knows for the private ones. */
function isAddress(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (!family) return !bits && ['loopback', 'linklocal', 'uniquelocal'].includes(address)
  return !more.length && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** Listening on every address, a phone in the shop needs the machine's own one in what a QR code says. */
function visibleHost(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host === '127.0.0.1' ? 'localhost' : host
  const addresses = Object.values(networkInterfaces()).flatMap(list => list ?? [])
  return addresses.find(address => address.family === 'IPv4' && !address.internal)?.address ?? 'localhost'
}
