import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { jobs } from '../../jobs/table.ts'
import { listMessages } from './inbox.ts'
import { fetchMedia } from './media.jobs.ts'
import { fetchMediaAgain } from './media.ts'
import { sendByStaff } from './staff.ts'

let channel: Channel
let number = 0
beforeAll(async () => {
  channel = await newChannel({ timeout_ms: 400 })
})
afterAll(() => channel.close())

const bytes = (text: string) => Uint8Array.from(text, char => char.charCodeAt(0))
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** A customer sends a file; its line in the thread once everything has come to rest. */
async function sent(
  content: Uint8Array,
  mime: string,
  type: 'image' | 'document' | 'audio' | 'video',
  before?: () => Promise<unknown>,
) {
  const phone = `+6012${String(6_000_000 + number++)}`
  const person = await channel.meta.control.person({ name: 'Siti', phone })
  const { media_id } = await channel.meta.control.media(content, mime)
  await before?.()
  await channel.meta.control.write(person.id, { type, media_id })
  await channel.settled()
  const [session] = await channel.shop.owner<{ id: string }>('select id from app.whatsapp_sessions where wa_id = $1', [
    person.wa_id,
  ])
  const line = async () =>
    (await channel.shop.staff.run(ctx => listMessages(ctx, { session_id: session?.id ?? '', limit: 10 }))).items.find(
      m => m.direction === 'inbound',
    )
  return { session_id: session?.id ?? '', line, message: await line() }
}

test('a voice note is kept as it came, and known by its bytes, not by what it is called', async () => {
  const { message } = await sent(bytes('OggS\0\x02 OpusHead'), 'audio/ogg', 'audio')
  expect(message).toMatchObject({ media_state: 'stored', media_type: 'audio/ogg', media_size: 15, problem: null })
  const lie = await sent(bytes('hello, I am text'), 'audio/ogg', 'audio')
  expect(lie.message).toMatchObject({ media_state: 'stored', media_type: 'application/octet-stream' })
})

test.each([
  ['a program', 'MZ\x90\0', 'Jenis fail ini boleh membahayakan'],
  ['a page', '<!doctype html><script>alert(1)</script>', 'Jenis fail ini boleh membahayakan'],
  ['an archive', 'PK\x03\x04 a.txt', 'Jenis fail ini boleh membahayakan'],
  ['a PDF that acts', '%PDF-1.7\n/OpenAction<</S/JavaScript>>\n%%EOF', 'Jenis fail ini boleh membahayakan'],
  ['the test virus', EICAR, 'Fail ini membawa virus'],
])('%s is not kept: staff read why, and it is not asked for again', async (_, content, why) => {
  const files = await channel.shop.owner('select from app.files')
  const { message } = await sent(bytes(content), 'application/pdf', 'document')
  expect(message).toMatchObject({ media_state: 'gone', media_url: null, can_fetch_again: false })
  expect(message?.problem).toContain(why)
  expect(await channel.shop.owner('select from app.files')).toHaveLength(files.length)
  await expect(
    channel.shop.staff.run(ctx => fetchMediaAgain(ctx, { message_id: message?.id ?? '' })),
  ).rejects.toMatchObject({ code: 'transition_refused' })
})

test('five megabytes more than a voice note may have are not even loaded', async () => {
  const { message } = await sent(new Uint8Array(21 * 1024 * 1024), 'application/octet-stream', 'audio')
  expect(message).toMatchObject({ media_state: 'gone', can_fetch_again: false })
  expect(message?.problem).toContain('terlalu besar')
})

test('a download that breaks is tried again until it comes', async () => {
  const fault = () => channel.meta.control.fault({ endpoint: 'media_bytes', effect: 'abort', times: 2 })
  const { message } = await sent(bytes('OggS\0\x02 OpusHead'), 'audio/ogg', 'audio', fault)
  await expect
    .poll(
      async () => (await channel.shop.owner('select from app.files where id = $1', [message?.media_file_id])).length,
      { timeout: 20_000 },
    )
    .toBe(1)
})

test('one that is too slow is given up, and tried again', async () => {
  const fault = () => channel.meta.control.fault({ endpoint: 'media_bytes', effect: 'timeout', times: 1 })
  const { line } = await sent(bytes('OggS\0\x02 OpusHead'), 'audio/ogg', 'audio', fault)
  await expect.poll(async () => (await line())?.media_state, { timeout: 20_000 }).toBe('stored')
})

test('what Meta has forgotten says so; staff ask once more, and then it is there', async () => {
  const forgotten = () =>
    channel.meta.control.fault({ endpoint: 'media_url', effect: { code: 100, http_status: 404 }, times: 1 })
  const { message, line } = await sent(bytes('OggS\0\x02 OpusHead'), 'audio/ogg', 'audio', forgotten)
  expect(message).toMatchObject({ media_state: 'gone', can_fetch_again: true })
  expect(message?.problem).toContain('sudah tiada di WhatsApp')
  const ask = () => channel.shop.staff.run(ctx => fetchMediaAgain(ctx, { message_id: message?.id ?? '' }))
  const first = await ask()
  expect(first).toMatchObject({ media_state: 'waiting', can_fetch_again: false })
  await channel.settled()
  expect(await line()).toMatchObject({ media_state: 'stored', problem: null })
  // Pressed twice: there it is.
  expect(await ask()).toMatchObject({ media_state: 'stored' })
})

test('after the last attempt it is lost, and can still be asked for', async () => {
  const fault = () => channel.meta.control.fault({ endpoint: 'media_url', effect: { code: 100 }, times: 1 })
  const { message, line } = await sent(bytes('OggS'), 'audio/ogg', 'audio', fault)
  const id = message?.id ?? ''
  await channel.shop.owner(
    `update app.whatsapp_messages set media_state = 'waiting', error_detail = null where id = $1`,
    [id],
  )
  await jobs.find(each => each.name === 'whatsapp.fetch_media')?.lose(channel.tools, { message_id: id })
  expect((await line())?.problem).toContain('walaupun dicuba berkali-kali')
  await fetchMedia(channel.tools, { message_id: id, again: true })
  await fetchMedia(channel.tools, { message_id: id, again: true })
  expect(await line()).toMatchObject({ media_state: 'stored' })
})

test('what staff attach is held against Meta’s limits before anything is queued', async () => {
  const { session_id } = await sent(bytes('OggS'), 'audio/ogg', 'audio')
  const file = {
    filename: 'besar.jpg',
    mime_type: 'image/jpeg',
    size_bytes: 6 * 1024 * 1024,
    sha256: 'x',
    storage_key: 'media/x',
    thumbnail_key: null,
  }
  await expect(
    channel.shop.staff.run(ctx => sendByStaff(ctx, { session_id, files: [file] } as never)),
  ).rejects.toMatchObject({ code: 'payload_too_large', vars: { limit_mb: 5 } })
})
