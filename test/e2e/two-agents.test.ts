import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Json, type Product, startProduct, until } from '../helpers/product.ts'
import { newCustomer } from './journey.ts'

/** Long enough for two people to act in it. */
const QUIET_MS = 700

let product: Product
let siti: Client
let aminah: Client
let number = 0
beforeAll(async () => {
  product = await startProduct({ REPLY_QUIET_MS: String(QUIET_MS) })
  ;[siti, aminah] = await Promise.all([product.signIn('staff'), product.signIn('admin')])
}, 60_000)
afterAll(() => product?.stop())

/** Somebody whose first message the bot has answered. */
async function inTouch() {
  const phone = `+6012${String(5_300_000 + number++)}`
  const customer = await newCustomer(product, 'Zainab', phone)
  await customer.say('hai')
  await customer.hears('a greeting', () => true)
  const [row] = await product.owner<{ id: string }>('select id from app.whatsapp_sessions where wa_id = $1', [
    phone.slice(1),
  ])
  await rest()
  const heard = async () => (await customer.chat()).filter(m => m.direction === 'out' && m.status !== 'failed')
  return { phone, customer, heard, path: `/conversations/${row?.id}`, session_id: row?.id ?? '' }
}
/** Until nothing is left to be taken in, answered or sent. */
const rest = () =>
  until('the shop to have done all', async () => {
    const { pending } = await product.standin.control.flush()
    const [left] = await product.owner<{ n: number }>(
      `select ((select count(*) from app.whatsapp_messages where direction = 'inbound' and handled_at is null)
        + (select count(*) from app.whatsapp_outbox where status in ('queued', 'sending')))::int as n`,
    )
    return pending === 0 && left?.n === 0 && (await product.jobsDue()).length === 0
  })
const write = (who: Client, path: string, text: string, key?: string) =>
  who.upload(`${path}/messages`, { text }, [], key)
const takeOver = (who: Client, path: string, force = false) => who.send('POST', `${path}/takeover`, { force })
const handBack = (who: Client, path: string) => who.send('DELETE', `${path}/takeover`)

/** Of two who do the same at once: who came through, and what the other was told. */
async function atOnce<T>(first: Promise<T>, second: Promise<T>) {
  const [a, b] = await Promise.allSettled([first, second])
  const won = [a, b].filter(one => one.status === 'fulfilled').length
  const refused = [a, b].find(one => one.status === 'rejected') as PromiseRejectedResult | undefined
  const problem = (refused?.reason as { problem?: Json } | undefined)?.problem
  return { won, winner: a.status === 'fulfilled' ? 'Siti' : 'Aminah', problem }
}

test('both take over at once: one leads, the other is told who, however often', async () => {
  for (let round = 0; round < 5; round++) {
    const { path } = await inTouch()
    const { won, winner, problem } = await atOnce(takeOver(siti, path), takeOver(aminah, path))
    expect(won).toBe(1)
    expect(problem).toMatchObject({ code: 'conversation_taken', status: 409, detail: expect.stringContaining(winner) })
    for (const who of [siti, aminah])
      expect(await who.get(path)).toMatchObject({ owner: 'person', owner_name: winner, wants_person: false })
  }
})

test('both answer at once: the customer hears one, the other agent is told who leads, and may still take it by force', async () => {
  const { path, heard } = await inTouch()
  const before = (await heard()).length
  const { won, winner, problem } = await atOnce(write(siti, path, 'Saya Siti'), write(aminah, path, 'Saya Aminah'))
  expect(won).toBe(1)
  expect(problem).toMatchObject({ code: 'conversation_taken', detail: expect.stringContaining(winner) })
  await rest()
  expect((await heard()).slice(before).map(m => m.node)).toMatchObject([{ body: `Saya ${winner}` }])
  const [leads, other] = winner === 'Siti' ? [siti, aminah] : [aminah, siti]
  await takeOver(other, path, true)
  await write(other, path, 'Saya pula')
  await expect(write(leads, path, 'Eh?')).rejects.toMatchObject({ problem: { code: 'conversation_taken' } })
  await rest()
  expect((await heard()).slice(before).map(m => m.node)).toMatchObject([
    { body: `Saya ${winner}` },
    { body: 'Saya pula' },
  ])
})

test('one message pressed twice, or asked again after a lost answer, goes once', async () => {
  const { path, heard } = await inTouch()
  const before = (await heard()).length
  const key = crypto.randomUUID()
  const [first, second] = await Promise.all(
    [write(siti, path, 'Sekali', key), write(siti, path, 'Sekali', key)].map(one => one.catch(error => error.problem)),
  )
  const third = await write(siti, path, 'Sekali', key)
  expect(new Set([first, second, third].flatMap(one => one.id ?? [])).size).toBe(1)
  await rest()
  expect((await heard()).slice(before)).toHaveLength(1)
})

test('while a person leads the bot is silent; handed back it answers what comes next, and nothing of before', async () => {
  const { path, customer, heard } = await inTouch()
  await write(siti, path, 'Hai, saya Siti')
  await customer.say('berapa tukar skrin iphone 13?')
  await rest()
  const before = await heard()
  expect(before.at(-1)?.node).toMatchObject({ body: 'Hai, saya Siti' })
  expect(await handBack(siti, path)).toMatchObject({ owner: 'bot' })
  await rest()
  expect(await heard()).toHaveLength(before.length)
  await customer.say('kedai buka pukul berapa?')
  await rest()
  expect(await heard()).toHaveLength(before.length + 1)
})

test('what the bot had queued when a person takes over is not sent, and says why', async () => {
  const { path, phone, customer, heard, session_id } = await inTouch()
  const before = (await heard()).length
  await product.standin.control.fault({
    endpoint: 'messages',
    effect: { code: 130429 },
    times: 1,
    to: phone,
    retry_after_seconds: 3,
  })
  await customer.say('kedai buka pukul berapa?')
  await until('the answer of the bot to wait', async () => {
    const rows = await product.owner(
      `select 1 from app.whatsapp_outbox where session_id = $1 and status = 'queued' and attempts = 1`,
      [session_id],
    )
    return rows.length > 0
  })
  await takeOver(siti, path)
  await rest()
  expect(await heard()).toHaveLength(before)
  const { items } = await siti.get<{ items: Json[] }>(`${path}/messages`)
  expect(items[0]).toMatchObject({
    author: 'bot',
    status: 'failed',
    problem: 'Tidak dihantar: seseorang sudah mengambil alih perbualan.',
  })
  await write(siti, path, 'Buka sampai 8')
  await rest()
  expect((await heard()).slice(before).map(m => m.node)).toMatchObject([{ body: 'Buka sampai 8' }])
})

test('taken over in the quiet moment before the bot answers: it does not', async () => {
  const { path, customer, heard } = await inTouch()
  const before = (await heard()).length
  await customer.say('kedai buka pukul berapa?')
  await takeOver(aminah, path)
  await rest()
  expect(await heard()).toHaveLength(before)
  expect(await siti.get(path)).toMatchObject({ owner: 'person', owner_name: 'Aminah' })
})

test('handed back in the quiet moment: what the customer has just written is answered, once', async () => {
  const { path, customer, heard, session_id } = await inTouch()
  await takeOver(siti, path)
  const before = (await heard()).length
  await customer.say('hai, nak tanya')
  await customer.say('kedai buka pukul berapa?')
  await until('both to have come', async () => {
    const rows = await product.owner(
      `select 1 from app.whatsapp_messages where session_id = $1 and direction = 'inbound' and handled_at is null`,
      [session_id],
    )
    return rows.length === 2
  })
  await handBack(siti, path)
  await rest()
  const answers = (await heard()).slice(before)
  expect(answers).toHaveLength(1)
})

test('handed back at once after the person answered: the bot does not answer the same again', async () => {
  const { path, customer, heard, session_id } = await inTouch()
  await takeOver(siti, path)
  const before = (await heard()).length
  await customer.say('kedai buka pukul berapa?')
  await until('it to have come', async () => {
    const rows = await product.owner(
      `select 1 from app.whatsapp_messages where session_id = $1 and direction = 'inbound' and handled_at is null`,
      [session_id],
    )
    return rows.length === 1
  })
  await write(siti, path, 'Pukul 10')
  await handBack(siti, path)
  await rest()
  expect((await heard()).slice(before).map(m => m.node)).toMatchObject([{ body: 'Pukul 10' }])
})
