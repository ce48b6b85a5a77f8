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
