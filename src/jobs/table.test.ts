import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jobTools } from '../../test/helpers/jobs.ts'
import { newShop } from '../../test/helpers/shop.ts'
import { jobs, timers } from './table.ts'

const ROOT = join(import.meta.dirname, '../..')
const namesIn = (folder: string, ending: RegExp, call: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(path => ending.test(path) && !path.endsWith('.test.ts'))
    .flatMap(path => [...readFileSync(join(ROOT, folder, path), 'utf8').matchAll(call)].map(match => match[1] ?? ''))

test('whatever is put into the queue, by a verb, a function of the database or the clock, has somebody who does it', () => {
  const asked = new Set([
    ...namesIn('src', /\.ts$/, /\benqueue\(\s*\w+,\s*'([\w.]+)'/g),
    ...namesIn('db/migrations', /\.sql$/, /\benqueue\('([\w.]+)'/g),
    ...timers.map(timer => timer.name),
  ])
  expect(asked.size).toBeGreaterThan(20)
  const done = jobs.map(job => job.name)
  expect(new Set(done).size).toBe(done.length)
  expect([...asked].filter(name => !done.includes(name))).toEqual([])
  expect(done.filter(name => !asked.has(name))).toEqual([])
})

test('what a request was answered with is forgotten after three days', async () => {
  const shop = await newShop()
  await shop.owner(
    `insert into app.idempotency_keys (actor, key, route, request_hash, created_at)
     select 'somebody', 'request-' || days, 'POST /tickets', 'x', now() - make_interval(days => days) from unnest(array[0, 2, 4, 40]) as days`,
  )
  const forget = jobs.find(job => job.name === 'privacy.forget_requests')
  await forget?.run(jobTools(shop), {})
  await forget?.run(jobTools(shop), {})
  expect(await shop.owner('select key from app.idempotency_keys order by key')).toEqual([
    { key: 'request-0' },
    { key: 'request-2' },
  ])
  await shop.close()
})
