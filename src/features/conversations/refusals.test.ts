import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codesOf, FACT_SHEET, FAILURES, type Failure } from '../../../test/data/refusals.ts'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { cloudWhatsApp } from '../../adapters/whatsapp/cloud.ts'
import { LANGS } from '../../shared/messages.ts'
import { KNOWN_CODES } from '../../shared/whatsapp/errors.ts'
import { tellCustomer } from './conversations.ts'
import { listMessages } from './inbox.ts'
import { settleUnknown } from './outbox.queries.ts'
import { sendMessages } from './sending.jobs.ts'
import { sendAgain } from './staff.ts'

/** No worker: every try is made by hand, so that a pause of an hour is read off and not waited for. */
let channel: Channel
let number = 0
beforeAll(async () => {
  channel = await newChannel({ workers: 0, timeout_ms: 200 })
})
afterAll(() => channel.close())

/** A customer who wrote just now, and a message that waits for him. */
async function oneMessage() {
  const phone = `+6012${String(5_100_000 + number++)}`
  const person = await channel.meta.control.person({ name: 'Siti', phone })
  await channel.meta.control.say(person.id, 'hai')
  const [session] = await channel.shop.owner<{ id: string; customer_id: string }>(
    `with c as (insert into app.customers (name, phone) values ('Siti', $1) returning id)
     insert into app.whatsapp_sessions (customer_id, session_id, phone_number_id, wa_id, last_inbound_at)
     select id, $1, $2, $3, now() from c returning id, customer_id`,
    [phone, channel.meta.phone_number_id, person.wa_id],
  )
  const { id: session_id, customer_id } = session as { id: string; customer_id: string }
  await channel.shop.scheduler(ctx =>
    tellCustomer(ctx, {
      customer_id,
      topic: 'repair',
      key: `refused:${customer_id}`,
      message: { type: 'text', body: 'Peranti siap' },
    }),
  )
  return { person, session_id, customer_id }
}
type Of = Awaited<ReturnType<typeof oneMessage>>

const attempt = ({ session_id }: Of) => sendMessages(channel.tools, { session_id })
async function outboxOf({ session_id }: Of) {
  const [row] = await channel.shop.owner<{ status: string; pause: number; attempts: number }>(
    `select status, attempts, round(extract(epoch from not_before - clock_timestamp()))::int as pause
     from app.whatsapp_outbox where session_id = $1 order by id limit 1`,
    [session_id],
  )
  return row as { status: string; pause: number; attempts: number }
}
const hasten = ({ session_id }: Of) =>
  channel.shop.owner(`update app.whatsapp_outbox set not_before = now() where session_id = $1`, [session_id])
const requestsOf = async ({ person }: Of) =>
  (await channel.meta.control.sends()).filter(send => (send.request as { to?: string }).to === person.phone).length

/** The pauses between the tries, in seconds, until there are no more. */
async function pausesOf(of: Of): Promise<number[]> {
  const pauses: number[] = []
  for (let tries = 1; tries < 12; tries++) {
    await attempt(of)
    const { status, pause } = await outboxOf(of)
    if (status !== 'queued') return pauses
    pauses.push(pause)
    await hasten(of)
  }
  return pauses
}

async function seenByStaff({ session_id }: Of) {
  const { staff } = channel.shop
  const seen = { ms: null, id: null, en: null } as Record<(typeof LANGS)[number], string | null>
  let last: Awaited<ReturnType<typeof listMessages>>['items'][number] | undefined
  for (const lang of LANGS) {
    await channel.shop.owner('update app.users set language = $1 where id = $2', [lang, staff.id])
    last = (await staff.run(ctx => listMessages(ctx, { session_id, limit: 1 }))).items[0]
    seen[lang] = last?.problem ?? null
  }
  return { ...seen, id_of: last?.id ?? '', again: last?.can_send_again ?? false, status: last?.status ?? '' }
}
const noticesOf = async ({ session_id }: Of) =>
  (
    await channel.shop.owner<{ kind: string }>('select kind from app.notifications where subject_id = $1 order by id', [
      session_id,
    ])
  ).map(row => row.kind)
const alerts = async () =>
  (
    await channel.shop.owner<{ kind: string }>(
      `with a as (delete from app.whatsapp_alerts returning kind) select kind from a`,
    )
  ).map(row => row.kind)

test('every code of the fact sheet is in the table, and nothing that it does not know', () => {
  expect([...FAILURES.flatMap(codesOf)].sort((a, b) => a - b)).toEqual([...FACT_SHEET].sort((a, b) => a - b))
  const ranged = FACT_SHEET.filter(code => code >= 200 && code <= 299)
  expect([...KNOWN_CODES, ...ranged].sort((a, b) => a - b)).toEqual([...FACT_SHEET].sort((a, b) => a - b))
})

/** Without a code, without Meta's own words, with something to do; the code itself only where nobody knows more. */
function readable(row: Pick<Failure, 'ms' | 'id' | 'en'>, code: number): void {
  for (const lang of LANGS) {
    expect(row[lang].length).toBeGreaterThan(40)
    expect(row[lang]).not.toContain(String(code))
    expect(row[lang]).toMatch(/[.!]$/)
  }
  expect(new Set(LANGS.map(lang => row[lang])).size).toBe(3)
}

describe('Meta answers with', () => {
  const cases = FAILURES.flatMap(row => codesOf(row).map(code => [code, row.means, row] as const))
  test.each(cases)('%i, %s', async (code, _, row) => {
    readable(row, code)
    const of = await oneMessage()
    const fault = await channel.meta.control.fault({ endpoint: 'messages', effect: { code }, to: of.person.phone })
    expect(await pausesOf(of)).toEqual(row.pauses)
    expect(await requestsOf(of)).toBe(row.pauses.length + 1)
    const { ms, id, en, again, status, id_of } = await seenByStaff(of)
    expect({ ms, id, en }).toEqual({ ms: row.ms, id: row.id, en: row.en })
    expect([status, again]).toEqual([row.ends, true])
    expect(await noticesOf(of)).toEqual([row.ends === 'waiting' ? 'message_waiting' : 'message_failed'])
    expect(await alerts()).toEqual(row.alert ? [row.alert] : [])
    if (row.ends === 'waiting') return
    await channel.meta.control.call('DELETE', `faults/${fault.id}`)
    await channel.shop.staff.run(ctx => sendAgain(ctx, { message_id: id_of }))
    await attempt(of)
    expect((await channel.meta.control.chat(of.person.id)).messages.filter(m => m.direction === 'out')).toHaveLength(1)
    expect((await seenByStaff(of)).again).toBe(false)
  })
})

test('whoever switched promotions off on WhatsApp has them off with us', async () => {
  const of = await oneMessage()
  const consent = () =>
    channel.shop.owner(`select purpose, granted, source from app.consents where customer_id = $1`, [of.customer_id])
  expect(await consent()).toEqual([])
  await channel.meta.control.fault({ endpoint: 'messages', effect: { code: 131050 }, to: of.person.phone })
  await attempt(of)
  expect(await consent()).toEqual([{ purpose: 'marketing', granted: false, source: 'chat' }])
})

test('while it is tried again staff read so, and nobody is asked to press anything', async () => {
  const of = await oneMessage()
  await channel.meta.control.fault({ endpoint: 'messages', effect: { code: 131057 }, times: 1, to: of.person.phone })
  await attempt(of)
  expect(await seenByStaff(of)).toMatchObject({
    status: 'queued',
    again: false,
    ms: 'WhatsApp belum menerima mesej ini. Ia dicuba lagi dengan sendirinya.',
    id: 'WhatsApp belum menerima pesan ini. Pesan dicoba lagi dengan sendirinya.',
    en: 'WhatsApp has not taken this message yet. It is tried again by itself.',
  })
  expect(await noticesOf(of)).toEqual([])
  await hasten(of)
  await attempt(of)
  expect(await seenByStaff(of)).toMatchObject({ ms: null, id: null, en: null, again: false })
})

test.each([
  [{ retry_after_seconds: 90 }, 90],
  [{ regain_minutes: 15 }, 900],
])('Meta says how long to wait (%o): no sooner than that', async (asked, pause) => {
  const of = await oneMessage()
  const fault = { endpoint: 'messages', effect: { code: 80007 }, times: 1, to: of.person.phone, ...asked }
  await channel.meta.control.fault(fault)
  await attempt(of)
  expect(await outboxOf(of)).toMatchObject({ status: 'queued', pause })
})

test('a code that nobody knows is final, and its number is for the administrator', async () => {
  const of = await oneMessage()
  const effect = { code: 424242, http_status: 400 }
  await channel.meta.control.fault({ endpoint: 'messages', effect, to: of.person.phone })
  expect(await pausesOf(of)).toEqual([])
  expect(await seenByStaff(of)).toMatchObject({
    status: 'failed',
    again: true,
    ms: 'WhatsApp menolak mesej ini atas sebab yang tidak diketahui. Hantar semula; jika gagal lagi, beritahu pentadbir kod 424242.',
    id: 'WhatsApp menolak pesan ini karena sebab yang tidak dikenal. Kirim ulang; bila gagal lagi, beri tahu admin kode 424242.',
    en: 'WhatsApp refused this message for an unknown reason. Send it again; if it fails again, tell an administrator the code 424242.',
  })
  expect(await noticesOf(of)).toEqual(['message_failed'])
})

/** A server that answers every request like this, or nobody at all. */
async function answering(answer: { status: number; body: string } | null) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => void response.writeHead(answer?.status ?? 500).end(answer?.body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const graph_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => new Promise<void>(resolve => void server.close(() => resolve()))
  if (!answer) await close()
  const { meta } = channel
  return { whatsapp: cloudWhatsApp({ ...meta, graph_url, version: 'v25.0', timeout_ms: 200 }), close }
}

/** Nobody knows whether it arrived: not sent again by itself, and after ten minutes a person decides. */
async function inDoubt(of: Of): Promise<void> {
  expect(await outboxOf(of)).toMatchObject({ status: 'sending' })
  expect(await seenByStaff(of)).toMatchObject({ status: 'sending', again: false, ms: null })
  await channel.shop.owner(
    `update app.whatsapp_outbox set sending_at = now() - interval '11 minutes' where session_id = $1`,
    [of.session_id],
  )
  await channel.shop.scheduler(ctx => settleUnknown(ctx.tx))
  expect(await seenByStaff(of)).toMatchObject({
    status: 'unknown',
    again: true,
    en: 'WhatsApp did not answer, so it is not certain that this message arrived. Ask the customer or send it again.',
  })
}

describe('no answer that can be read', () => {
  test.each([
    ['HTTP 500 without a body', { status: 500, body: '' }],
    ['HTTP 502 of a proxy', { status: 502, body: '<html>Bad gateway</html>' }],
    ['HTTP 200 and half a JSON', { status: 200, body: '{"messages":[{"id":"wam' }],
    ['HTTP 200 without an id', { status: 200, body: '{"messages":[]}' }],
  ])('%s: in doubt', async (_, answer) => {
    const of = await oneMessage()
    const { whatsapp, close } = await answering(answer)
    await sendMessages({ ...channel.tools, whatsapp }, of)
    await close()
    await inDoubt(of)
  })

  test.each(['timeout', 'drop', 'abort'] as const)('%s of the connection: in doubt', async effect => {
    const of = await oneMessage()
    await channel.meta.control.fault({ endpoint: 'messages', effect, to: of.person.phone })
    await attempt(of)
    await inDoubt(of)
  })

  test('nobody there: nothing was sent, so it is tried for a day, and the pauses do not count as refusals', async () => {
    const of = await oneMessage()
    const { whatsapp } = await answering(null)
    const pauses: number[] = []
    for (const age of ['0', '30 seconds', '10 minutes', '8 hours', '20 hours', '21 hours', '22 hours', '23 hours']) {
      await channel.shop.owner(
        `update app.whatsapp_outbox set created_at = now() - $2::interval, not_before = now() where session_id = $1`,
        [of.session_id, age],
      )
      await sendMessages({ ...channel.tools, whatsapp }, of)
      pauses.push((await outboxOf(of)).pause)
    }
    expect(pauses).toEqual([2, 30, 300, 300, 300, 300, 300, 300])
    expect(await seenByStaff(of)).toMatchObject({
      status: 'queued',
      again: false,
      en: expect.stringContaining('by itself'),
    })
    // The connection is back, and Meta is busy: all of its tries are still there.
    await channel.meta.control.fault({ endpoint: 'messages', effect: { code: 130429 }, times: 6, to: of.person.phone })
    await hasten(of)
    expect(await pausesOf(of)).toHaveLength(6)
    expect(await seenByStaff(of)).toMatchObject({ status: 'sent', en: null })
  })

  test('nobody there for a day: staff are told to look at the connection', async () => {
    const of = await oneMessage()
    const { whatsapp } = await answering(null)
    await channel.shop.owner(
      `update app.whatsapp_outbox set created_at = now() - interval '25 hours' where session_id = $1`,
      [of.session_id],
    )
    await sendMessages({ ...channel.tools, whatsapp }, of)
    expect(await seenByStaff(of)).toMatchObject({
      status: 'failed',
      again: true,
      ms: 'WhatsApp tidak dapat dihubungi sepanjang sehari. Semak sambungan Internet kedai, kemudian hantar semula.',
    })
    expect(await noticesOf(of)).toEqual(['message_failed'])
  })
})
