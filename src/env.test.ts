import { expect, test } from 'vitest'
import { readEnv, readServingEnv } from './env.ts'

const KEY = Buffer.alloc(32, 1).toString('base64')
const refusal = (source: NodeJS.ProcessEnv): string => {
  try {
    readEnv(source)
  } catch (error) {
    return (error as Error).message
  }
  return 'accepted'
}

test('an empty environment is a shop on this machine with the demo', () => {
  expect(readEnv({})).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://localhost:3000',
    DEMO: true,
    ROLE: 'all',
    REPLY_QUIET_MS: 1500,
    TRUST_PROXY: false,
  })
  expect(readEnv({ PORT: '  ', HOST: '' }).PORT).toBe(3000)
})

test('every bad value is named at once, with what was given and what is allowed', () => {
  const message = refusal({ PORT: '80a', LOG_LEVEL: 'loud', TZ_SHOP: 'Mars/Olympus', REPLY_QUIET_MS: '70000' })
  expect(message).toContain('PORT is "80a"; it must be a whole number from 0 to 65535')
  expect(message).toContain('LOG_LEVEL is "loud"; it must be fatal, error, warn')
  expect(message).toContain('TZ_SHOP is "Mars/Olympus"; it must be a time zone like Asia/Kuala_Lumpur')
  expect(message).toContain('REPLY_QUIET_MS is "70000"; it must be a whole number from 0 to 60000')
})

test.each([
  ['SECRET_KEY', 'hush-hush'],
  ['DATABASE_URL', 'mysql://me:hush@host/db'],
  ['ADMIN_PASSWORD', 'hush'],
])('a bad %s is refused without repeating it', (name, value) => {
  const message = refusal({ [name]: value })
  expect(message).toContain(`${name} is (not shown)`)
  expect(message).not.toContain('hush')
})

test('a given database needs the key that seals its secrets, and never gets the demo by itself', () => {
  const DATABASE_URL = 'postgresql://owner:pw@db/shop'
  expect(refusal({ DATABASE_URL })).toContain('SECRET_KEY is needed with DATABASE_URL')
  expect(readEnv({ DATABASE_URL, SECRET_KEY: KEY }).DEMO).toBe(false)
  expect(refusal({ DATABASE_URL, SECRET_KEY: KEY, DEMO: '1' })).toContain(
    'DEMO=1 works only with the embedded database',
  )
})

test('credentials of WhatsApp, of a language model and of the first admin come whole', () => {
  expect(refusal({ WHATSAPP_GRAPH_URL: 'https://graph.facebook.com' })).toContain(
    'WHATSAPP_APP_SECRET is needed with WHATSAPP_GRAPH_URL',
  )
  expect(refusal({ WHATSAPP_ACCESS_TOKEN: 'hush', WHATSAPP_VERIFY_TOKEN: 'hush' })).toContain(
    'WHATSAPP_GRAPH_URL is needed with WHATSAPP_ACCESS_TOKEN, WHATSAPP_VERIFY_TOKEN',
  )
  expect(refusal({ LLM_MODEL: 'small' })).toContain('LLM_BASE_URL and LLM_MODEL')
  expect(refusal({ ADMIN_USERNAME: 'owner' })).toContain('ADMIN_USERNAME and ADMIN_PASSWORD')
})

test('proxies are trusted by name, by how many stand in front, or not at all', () => {
  expect(readEnv({ TRUST_PROXY: '0' }).TRUST_PROXY).toBe(false)
  expect(readEnv({ TRUST_PROXY: '1' }).TRUST_PROXY).toBe(1)
  expect(readEnv({ TRUST_PROXY: 'true' }).TRUST_PROXY).toBe(1)
  expect(readEnv({ TRUST_PROXY: '2' }).TRUST_PROXY).toBe(2)
  expect(readEnv({ TRUST_PROXY: '10.0.0.0/8, 192.0.2.1' }).TRUST_PROXY).toEqual(['10.0.0.0/8', '192.0.2.1'])
})

test.each(['foo', '10.0.0.0/99', '10.0.0.1/8/8', '1, nonsense', '10.0.0.1:80'])(
  'a proxy "%s" is refused at the start',
  value => {
    expect(refusal({ TRUST_PROXY: value })).toContain('it must be how many proxies stand in front')
  },
)

test('the process that serves says what its parent forgot', () => {
  expect(() => readServingEnv({})).toThrow('DATABASE_APP_URL is missing')
})
