import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { jobs } from '../../jobs/table.ts'
import { answerWith } from './answering.jobs.ts'
import { tellCustomer } from './conversations.ts'
import { getConversation, listMessages } from './inbox.ts'
import { fetchMedia } from './media.jobs.ts'
import { nextStep } from './sending.ts'

let channel: Channel
let number = 0
beforeAll(async () => {
  channel = await newChannel({ timeout_ms: 300 })
})
afterAll(() => channel.close())

/** A customer in a conversation. */
async function inTouch() {
  const phone = `+6012${String(4_000_000 + number++)}`
  const person = await channel.meta.control.person({ name: 'Siti', phone })
  await channel.meta.control.say(person.id, 'hai')
  await channel.settled()
  const [session] = await channel.shop.owner<{ id: string; customer_id: string }>(
    'select id, customer_id from app.whatsapp_sessions where wa_id = $1',
    [person.wa_id],
  )
  if (!session) throw new Error('no conversation')
  return { person, session_id: session.id, customer_id: session.customer_id }
}
/** A message of the customer's whose job never was. */
async function written(of: { session_id: string; customer_id: string }, more: { age: string; media_id?: string }) {
  const [message] = await channel.shop.owner<{ id: string }>(
    `insert into app.whatsapp_messages (session_id, customer_id, phone_number_id, message_id, direction, author, message_type, message_content,
       status, media_id, media_state, created_at)
     values ($1, $2, $3, $4, 'inbound', 'customer', $5, 'berapa?', 'received', $6, $7, now() - $8::interval) returning id`,
    [
      of.session_id,
      of.customer_id,
      channel.meta.phone_number_id,
      `wamid.failing.${number++}`,
      more.media_id ? 'image' : 'text',
      more.media_id ?? null,
      more.media_id ? 'waiting' : null,
      more.age,
    ],
  )
  return (message as { id: string }).id
}
const noticesOf = (session_id: string) =>
  channel.shop.owner('select kind, audience, data from app.notifications where subject_id = $1', [session_id])
const messagesOf = async (session_id: string) =>
  (await channel.shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 10 }))).items

describe('what cannot be sent', () => {
  test('a paper whose file is lost is put before staff, and what waits behind it goes out', async () => {
    const { person, session_id, customer_id } = await inTouch()
    const [file] = await channel.shop.owner<{ id: string }>(
      `insert into app.files (kind, filename, mime_type, size_bytes, sha256, storage_key)
       values ('invoice_pdf', 'INV.pdf', 'application/pdf', 8, 'x', 'document/00000000-0000-4000-8000-000000000000') returning id`,
    )
    const file_id = file?.id ?? ''
    await channel.shop.scheduler(async ctx => {
      await tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `paper:${customer_id}`,
        media_file_id: file_id,
        message: { type: 'document', media: { file_id, filename: 'INV.pdf' }, caption: 'Invois' },
      })
      await tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `after:${customer_id}`,
        message: { type: 'text', body: 'siap' },
      })
    })
    await channel.settled()
    const [last, paper] = await messagesOf(session_id)
    expect(paper).toMatchObject({ status: 'failed', problem: 'Fail untuk mesej ini tidak dapat dibuka lagi.' })
    expect(last).toMatchObject({ message_content: 'siap', status: 'delivered' })
    expect(await noticesOf(session_id)).toEqual([
      { kind: 'message_failed', audience: 'chat.write', data: { customer: person.name } },
    ])
  })

  test('a paper whose sealed bytes were damaged is put before staff at once, and what waits behind it goes out', async () => {
    const { person, session_id, customer_id } = await inTouch()
    const stored = await channel.tools.files.put(Buffer.from('%PDF'), { kind: 'document' })
    const path = join(channel.tools.files_folder, 'document', stored.id.slice(9, 11), stored.id.slice(9))
    const sealed = await readFile(path)
    await writeFile(path, sealed.with(-1, (sealed.at(-1) ?? 0) ^ 1))
    const [file] = await channel.shop.owner<{ id: string }>(
      `insert into app.files (kind, filename, mime_type, size_bytes, sha256, storage_key)
       values ('invoice_pdf', 'INV.pdf', 'application/pdf', 4, 'x', $1) returning id`,
      [stored.id],
    )
    const file_id = file?.id ?? ''
    await channel.shop.scheduler(async ctx => {
      const message = { type: 'document', media: { file_id, filename: 'INV.pdf' }, caption: 'Invois' } as const
      await tellCustomer(ctx, {
        topic: 'repair',
        customer_id,
        key: `damaged:${customer_id}`,
        media_file_id: file_id,
        message,
      })
      await tellCustomer(ctx, {
        topic: 'repair',
        customer_id,
        key: `behind:${customer_id}`,
        message: { type: 'text', body: 'siap' },
      })
    })
    await channel.settled()
    const [last, paper] = await messagesOf(session_id)
    expect(paper).toMatchObject({ status: 'failed', problem: 'Fail untuk mesej ini tidak dapat dibuka lagi.' })
    expect(last).toMatchObject({ message_content: 'siap', status: 'delivered' })
    expect(await noticesOf(session_id)).toEqual([
      { kind: 'message_failed', audience: 'chat.write', data: { customer: person.name } },
    ])
  })

  test('while the whole number must wait, a customer’s own allowance is not used up', async () => {
    const { session_id, customer_id } = await inTouch()
    const pair = async () =>
      (
        await channel.shop.owner<{ tokens: number }>('select tokens from app.whatsapp_buckets where bucket_key = $1', [
          `pair:${session_id}`,
        ])
      )[0]?.tokens
    const key = `number:${channel.meta.phone_number_id}`
    await channel.shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `first:${customer_id}`,
        message: { type: 'text', body: 'satu' },
      }),
    )
    await channel.settled()
    const before = (await pair()) ?? 0
    const fill = (tokens: number, at: string) =>
      channel.shop.owner(
        'update app.whatsapp_buckets set tokens = $1, refilled_at = now() + $2::interval where bucket_key = $3',
        [tokens, at, key],
      )
    await fill(0, '10 minutes')
    const step = await channel.shop.scheduler(async ctx => {
      await tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `busy:${customer_id}`,
        message: { type: 'text', body: 'dua' },
      })
      return nextStep(ctx, session_id, new Map())
    })
    const after = (await pair()) ?? 0
    await fill(60, '0')
    expect(step.kind).toBe('later')
    expect(after).toBeGreaterThanOrEqual(before)
    await channel.settled()
  })
})

describe('one person’s allowance', () => {
  test('whoever was written to too much waits for the next six seconds; nobody else waits with him', async () => {
    const [full, free] = [await inTouch(), await inTouch()]
    const say = (of: typeof full) =>
      channel.shop.scheduler(async ctx => {
        await tellCustomer(ctx, {
          customer_id: of.customer_id,
          topic: 'repair',
          key: `pair:${of.customer_id}`,
          message: { type: 'text', body: 'satu lagi' },
        })
        return nextStep(ctx, of.session_id, new Map())
      })
    await channel.shop.owner(
      `insert into app.whatsapp_buckets (bucket_key, tokens, refilled_at) values ($1, 0, clock_timestamp())
       on conflict (bucket_key) do update set tokens = 0, refilled_at = clock_timestamp()`,
      [`pair:${full.session_id}`],
    )
    const step = await say(full)
    expect(step.kind).toBe('later')
    const wait = Date.parse(step.kind === 'later' ? step.at : '') - Date.now()
    expect(wait).toBeGreaterThan(3000)
    expect(wait).toBeLessThanOrEqual(6000)
    expect((await say(free)).kind).toBe('send')
  })
})

describe('what cannot be answered', () => {
  test('a turn that fails is tried again for a minute before a person is called', async () => {
    const of = await inTouch()
    const failing = () =>
      answerWith(() => Promise.reject(new Error('a defect')))(channel.tools, {
        session_id: of.session_id,
        customer_id: of.customer_id,
      })
    const wanted = async () =>
      (await channel.shop.staff.run(ctx => getConversation(ctx, { session_id: of.session_id }))).wants_person
    const id = await written(of, { age: '50 seconds' })
    await expect(failing()).rejects.toThrow('a defect')
    expect(await wanted()).toBe(false)
    await channel.shop.owner(
      `update app.whatsapp_messages set created_at = created_at - interval '20 seconds' where id = $1`,
      [id],
    )
    await failing()
    expect(await wanted()).toBe(true)
    expect(await noticesOf(of.session_id)).toMatchObject([{ kind: 'person_wanted' }])
  })
})

describe('a photo that does not come', () => {
  test('is marked as gone when its last attempt failed, and staff are asked to have it sent again, once', async () => {
    const of = await inTouch()
    const id = await written(of, { age: '2 seconds', media_id: 'no-answer' })
    const fetching = jobs.find(each => each.name === 'whatsapp.fetch_media')
    await fetching?.lose(channel.tools, { message_id: id })
    await fetching?.lose(channel.tools, { message_id: id })
    await fetchMedia(channel.tools, { message_id: id })
    expect((await messagesOf(of.session_id)).find(m => m.id === id)).toMatchObject({ media_state: 'gone' })
    expect(await noticesOf(of.session_id)).toEqual([
      { kind: 'media_lost', audience: 'chat.write', data: { customer: of.person.name } },
    ])
    await channel.settled()
    const [left] = await channel.shop.owner('select handled_at from app.whatsapp_messages where id = $1', [id])
    expect(left?.handled_at).not.toBeNull()
  })
})
