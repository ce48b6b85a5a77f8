import { expect, test } from 'vitest'
import { eachWithShop, refusal, SITI } from '../../../../test/helpers/receiver.ts'
import { mayCarryToken } from '../cloud.media.ts'

const here = eachWithShop()

test('go up, come down in two steps, and their address dies after five minutes', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  const bytes = new Uint8Array(200_000).map((_, n) => n % 251)
  const { media_id } = await here.meta.whatsapp.uploadMedia({
    bytes,
    mime_type: 'application/pdf',
    filename: 'INV-7.pdf',
  })
  await here.meta.whatsapp.send(SITI, {
    type: 'document',
    media: { media_id, filename: 'INV-7.pdf' },
    caption: 'Invois',
  })
  expect((await here.meta.control.chat(person.id)).messages.at(-1)).toMatchObject({
    media: { filename: 'INV-7.pdf', size: 200_000 },
  })

  const theirs = await here.meta.control.media(bytes, 'image/jpeg')
  const down = await here.meta.whatsapp.downloadMedia(theirs.media_id, { max_bytes: 1_000_000 })
  expect(down.mime_type).toBe('image/jpeg')
  expect(Buffer.from(down.bytes).equals(Buffer.from(bytes))).toBe(true)
  expect(await refusal(here.meta.whatsapp.downloadMedia(theirs.media_id, { max_bytes: 1000 }))).toMatchObject({
    code: 131052,
  })

  const headers = { authorization: `Bearer ${here.meta.access_token}` }
  const { url } = (await (await fetch(`${here.meta.url}/v25.0/${theirs.media_id}`, { headers })).json()) as {
    url: string
  }
  expect((await fetch(url)).status).toBe(401)
  expect((await fetch(url, { headers: { ...headers, range: 'bytes=0-9' } })).status).toBe(206)
  await here.meta.control.clock(301)
  expect((await fetch(url, { headers })).status).toBe(404)
})

test('a PDF is not an image; an unknown type is refused', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  const { media_id } = await here.meta.whatsapp.uploadMedia({
    bytes: new Uint8Array(10),
    mime_type: 'application/pdf',
    filename: 'x.pdf',
  })
  await here.meta.whatsapp.send(SITI, { type: 'image', media: { media_id } })
  await here.meta.control.flush()
  expect(here.statuses()).toMatchObject([{ status: 'failed', errors: [{ code: 131053 }] }])
  expect(
    await refusal(
      here.meta.whatsapp.uploadMedia({
        bytes: new Uint8Array(10),
        mime_type: 'application/x-msdownload',
        filename: 'x.exe',
      }),
    ),
  ).toMatchObject({ code: 100 })
})

test('the token goes to Meta only', () => {
  const graph = 'https://graph.facebook.com'
  expect(mayCarryToken(new URL('https://lookaside.fbsbx.com/x'), graph)).toBe(true)
  expect(mayCarryToken(new URL('https://scontent.xx.fbcdn.net/x'), graph)).toBe(true)
  for (const url of [
    'http://lookaside.fbsbx.com/x',
    'https://lookaside.fbsbx.com.evil.example/x',
    'https://evilfbcdn.net/x',
    'http://127.0.0.1/x',
  ])
    expect(mayCarryToken(new URL(url), graph)).toBe(false)
})

test('a part of a file can be asked for, from the front or from the end', async () => {
  const theirs = await here.meta.control.media(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), 'image/jpeg')
  const headers = { authorization: `Bearer ${here.meta.access_token}` }
  const descriptor = await fetch(`${here.meta.url}/v25.0/${theirs.media_id}`, { headers })
  const { url } = (await descriptor.json()) as { url: string }
  const part = async (range: string) => {
    const answer = await fetch(url, { headers: { ...headers, range } })
    return [answer.status, answer.headers.get('content-range'), [...new Uint8Array(await answer.arrayBuffer())]]
  }
  expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', [2, 3, 4]])
  expect(await part('bytes=8-')).toEqual([206, 'bytes 8-9/10', [8, 9]])
  expect(await part('bytes=-3')).toEqual([206, 'bytes 7-9/10', [7, 8, 9]])
  expect(await part('bytes=20-30')).toEqual([416, 'bytes */10', []])
})

test('each kind of file has its size', async () => {
  const up = (size: number, mime_type: string, head: number[] = []) => {
    const bytes = new Uint8Array(size)
    bytes.set(head)
    return here.meta.whatsapp.uploadMedia({ bytes, mime_type, filename: 'x' })
  }
  const MB = 1024 * 1024
  const moving = [...Buffer.from('RIFF\0\0\0\0WEBPVP8X'), 10, 0, 0, 0, 2]
  for (const [size, mime_type, head] of [
    [5 * MB, 'image/jpeg', []],
    [16 * MB, 'audio/ogg', []],
    [16 * MB, 'video/mp4', []],
    [100 * 1024, 'image/webp', []],
    [500 * 1024, 'image/webp', moving],
  ] as const) {
    await up(size, mime_type, [...head])
    expect(await refusal(up(size + 1, mime_type, [...head]))).toMatchObject({ code: 131053 })
  }
})

test('the size of a file comes as a number or as text', async () => {
  const theirs = await here.meta.control.media(new Uint8Array(10), 'image/jpeg')
  for (const file_size_as of ['number', 'string']) {
    await here.meta.control.settings({ file_size_as })
    expect((await here.meta.whatsapp.downloadMedia(theirs.media_id, { max_bytes: 100 })).bytes).toHaveLength(10)
  }
})

test('what a customer sent is kept for 7 days, what the shop sent up for 30', async () => {
  const theirs = await here.meta.control.media(new Uint8Array(10), 'image/jpeg')
  const ours = await here.meta.whatsapp.uploadMedia({
    bytes: new Uint8Array(10),
    mime_type: 'image/png',
    filename: 'x',
  })
  const get = (id: string) => here.meta.whatsapp.downloadMedia(id, { max_bytes: 100 })
  await here.meta.control.clock(7 * 86_400 + 60)
  expect(await refusal(get(theirs.media_id))).toMatchObject({ code: 100 })
  await get(ours.media_id)
  await here.meta.control.clock(23 * 86_400)
  expect(await refusal(get(ours.media_id))).toMatchObject({ code: 100 })
})

test('a download that breaks off in the middle is no file', async () => {
  const theirs = await here.meta.control.media(new Uint8Array(100_000), 'image/jpeg')
  await here.meta.control.fault({ endpoint: 'media_bytes', effect: 'abort', times: 1 })
  const get = () => here.meta.whatsapp.downloadMedia(theirs.media_id, { max_bytes: 200_000 })
  expect(await refusal(get())).toMatchObject({ code: null, sent: 'no' })
  expect((await get()).bytes).toHaveLength(100_000)
})
