import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobTools } from '../../../test/helpers/jobs.ts'
import { newShop, type TestShop, testPasswords } from '../../../test/helpers/shop.ts'
import { jobs } from '../../jobs/table.ts'
import { signIn } from './users.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await newShop()
})
afterAll(() => shop.close())

const PASSWORD = 'kata-laluan-panjang'
let made = 0
async function account(password_hash?: string): Promise<string> {
  const username = `akaun_${++made}`
  await shop.owner(
    `insert into app.users (username, email, password_hash, role, full_name) values ($1, $3, $2, 'staff', $3)`,
    [username, password_hash ?? (await testPasswords.hash(PASSWORD)), `${username}@kedai.test`],
  )
  return username
}

/** What became of one attempt. */
const attempt = (username: string, password: string, ip: string): Promise<string> =>
  signIn(
    { passwords: testPasswords, run: work => shop.db.withActor({ as: 'sign_in', ip }, work) },
    { username, password, ip },
  ).then(
    () => 'in',
    (error: { code: string }) => error.code,
  )
const attempts = async (each: readonly Promise<string>[]) => {
  const all = await Promise.all(each)
  return Object.fromEntries([...new Set(all)].sort().map(what => [what, all.filter(one => one === what).length]))
}

test('guesses made side by side count each other: five of them are looked at, and no more', async () => {
  const username = await account()
  const guesses = Array.from({ length: 20 }, (_, n) => attempt(username, `tekaan-${n}`, `203.0.113.${n}`))
  expect(await attempts(guesses)).toEqual({ sign_in_failed: 5, too_many_attempts: 15 })
  expect(await attempt(username, PASSWORD, '198.51.100.1')).toBe('too_many_attempts')
})

test('one address that tries many names side by side is stopped at thirty', async () => {
  const guesses = Array.from({ length: 40 }, (_, n) => attempt(`tiada_${n}`, 'salah', '192.0.2.7'))
  expect(await attempts(guesses)).toEqual({ sign_in_failed: 30, too_many_attempts: 10 })
})

test('whoever knows the password is never counted against himself, in a few tabs or often', async () => {
  const username = await account()
  for (let round = 0; round < 12; round++) {
    const tabs = Array.from({ length: 3 }, () => attempt(username, PASSWORD, '198.51.100.9'))
    expect(await attempts(tabs)).toEqual({ in: 3 })
  }
  for (let n = 0; n < 4; n++) expect(await attempt(username, 'salah', '198.51.100.9')).toBe('sign_in_failed')
  expect(await attempt(username, PASSWORD, '198.51.100.9')).toBe('in')
  expect(await attempt(username, 'salah', '198.51.100.9')).toBe('sign_in_failed')
})

test('a hash of before the key was mixed in still opens, and is replaced as soon as its owner signs in', async () => {
  const username = await account(await hash(PASSWORD))
  const stored = async () =>
    (
      await shop.owner<{ password_hash: string }>('select password_hash from app.users where username = $1', [username])
    )[0]?.password_hash ?? ''
  const before = await stored()
  expect(await attempt(username, 'salah', '198.51.100.20')).toBe('sign_in_failed')
  expect(await stored()).toBe(before)
  expect(await attempts([1, 2].map(() => attempt(username, PASSWORD, '198.51.100.20')))).toEqual({ in: 2 })
  const after = await stored()
  expect(await testPasswords.verify(PASSWORD, after)).toBe('right')
  expect(await attempt(username, PASSWORD, '198.51.100.20')).toBe('in')
  expect(await attempt(username, 'salah', '198.51.100.20')).toBe('sign_in_failed')
  expect(await stored()).toBe(after)
})

test('tries to sign in are kept for three months and ended sessions for one; whoever is signed in stays so', async () => {
  await shop.owner(
    `insert into app.login_attempts (username, succeeded, created_at)
     select 'lama_' || days, true, now() - make_interval(days => days) from unnest(array[0, 89, 91, 400]) as days`,
  )
  const session = (token: string, ended_days: number, is_active: boolean) =>
    shop.owner(
      `insert into app.user_sessions (user_id, session_token, expires_at, last_accessed, is_active)
       values ($1, $2, now() - make_interval(days => $3), now() - make_interval(days => greatest($3, 31)), $4)`,
      [shop.staff.id, token, ended_days, is_active],
    )
  await session('open', -1, true)
  await session('signed out long ago', -1, false)
  await session('ended lately', 29, true)
  await session('ended long ago', 31, true)
  const forget = jobs.find(job => job.name === 'users.forget_sign_ins')
  await forget?.run(jobTools(shop), {})
  await forget?.run(jobTools(shop), {})
  const tried = await shop.owner(`select username from app.login_attempts where username like 'lama%' order by 1`)
  expect(tried).toEqual([{ username: 'lama_0' }, { username: 'lama_89' }])
  const left = await shop.owner<{ session_token: string }>(
    `select session_token from app.user_sessions where session_token ~ ' |open' order by 1`,
  )
  expect(left.map(row => row.session_token)).toEqual(['ended lately', 'open'])
  expect(await shop.staff.run(async ctx => ctx.actor.user_id)).toBe(shop.staff.id)
})
