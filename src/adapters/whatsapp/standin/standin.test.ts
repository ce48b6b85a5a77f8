import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newStandin, type StandinForTest } from '../../../../test/helpers/standin.ts'
import { GraphError } from '../../../shared/whatsapp/graph-error.ts'
import { parseDelivery } from '../../../shared/whatsapp/inbound.ts'
import type { InboundMessage, InboundStatus } from '../../../shared/whatsapp/inbound.types.ts'
import { mayCarryToken } from '../cloud.media.ts'
import { cloudWhatsApp } from '../cloud.ts'
import { verifySignature } from '../signature.ts'

/** A shop's webhook: keeps what came with a good signature, and answers as told. */
async function newShop(app_secret: string) {
  const state = { status: 200, items: [] as ReturnType<typeof parseDelivery>, refused: 0, posts: 0 }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const query = new URL(request.url ?? '', 'http://x').searchParams
    if (request.method === 'GET')
      return void response
        .writeHead(query.get('hub.verify_token') === 'test-verify-token' ? 200 : 403)
        .end(query.get('hub.challenge'))
    state.posts += 1
    const body = Buffer.concat(chunks)
    if (!verifySignature(body, request.headers['x-hub-signature-256'] as string | undefined, [app_secret])) {
      state.refused += 1
      return void response.writeHead(401).end()
    }
    if (state.status === 200) state.items.push(...parseDelivery(body))
    response.writeHead(state.status).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/whatsapp`
  return {
    state,
    url,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

let shop: Awaited<ReturnType<typeof newShop>>
let meta: StandinForTest
const siti = { phone: '+60123456789' }
const newSiti = () => meta.control.person({ name: 'Siti', phone: siti.phone, username: '@siti' })
const messages = () => shop.state.items.filter((i): i is InboundMessage => i.kind === 'message')
const statuses = () => shop.state.items.filter((i): i is InboundStatus => i.kind === 'status')
const refusal = async (work: Promise<unknown>): Promise<GraphError> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(GraphError)
  return error as GraphError
}

beforeEach(async () => {
  shop = await newShop('test_app_secret')
  meta = await newStandin({ webhook_url: shop.url })
})
afterEach(async () => {
  await meta.close()
  shop.close()
})

describe('a customer writes', () => {
  test('text, photo, button, list, template reply, place, reaction and an unknown type arrive signed and readable', async () => {
    const person = await newSiti()
    await meta.control.say(person.id, 'hi, skrin iphone 13 saya pecah — berapa? 🔧 陈')
    const photo = await meta.control.media(new Uint8Array([0xff, 0xd8, 1, 2, 3]), 'image/jpeg')
    await meta.control.write(person.id, { type: 'image', media_id: photo.media_id, caption: 'ini' })
    const buttons = await meta.whatsapp.send(siti, {
      type: 'buttons',
      body: 'Teruskan?',
      buttons: [
        { id: 'intake:yes', title: 'Ya' },
        { id: 'intake:no', title: 'Tidak' },
      ],
    })
    await meta.control.write(person.id, { type: 'button_reply', reply_to: buttons.wamid, id: 'intake:yes' })
    const list = await meta.whatsapp.send(siti, {
      type: 'list',
      body: 'Pilih',
      button: 'Menu',
      sections: [{ rows: [{ id: 'r1', title: 'Baiki' }] }],
    })
    await meta.control.write(person.id, { type: 'list_reply', reply_to: list.wamid, id: 'r1' })
    await meta.control.template({
      name: 'quotation_ready',
      language: 'ms',
      category: 'UTILITY',
      components: [
        { type: 'BODY', text: 'Sebut harga {{1}} sudah siap.' },
        { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Setuju' }] },
      ],
    })
    const template = await meta.whatsapp.send(siti, {
      type: 'template',
      name: 'quotation_ready',
      language: 'ms',
      body: ['QTN-1'],
      buttons: [{ type: 'quick_reply', index: 0, payload: 'approve:1' }],
    })
    await meta.control.write(person.id, { type: 'template_button', reply_to: template.wamid, index: 0 })
    await meta.control.write(person.id, { type: 'location', latitude: 3.1, longitude: 101.7 })
    await meta.control.write(person.id, { type: 'reaction', wamid: buttons.wamid, emoji: '👍' })
    await meta.control.write(person.id, { type: 'unsupported' })
    await meta.control.write(person.id, { type: 'unknown', name: 'hologram', node: { x: 1 } })
    await meta.control.flush()

    expect(new Set(messages().map(m => m.shown_as))).toEqual(
      new Set(['text', 'image', 'button_reply', 'list_reply', 'quick_reply', 'location', 'reaction', 'unsupported']),
    )
    expect(messages()).toHaveLength(9)
    expect(messages().map(m => m.text)).toContain('hi, skrin iphone 13 saya pecah — berapa? 🔧 陈')
    expect(messages().find(m => m.shown_as === 'quick_reply')).toMatchObject({
      content: { id: 'approve:1', title: 'Setuju' },
      context: { wamid: template.wamid },
    })
    expect(messages()[0]?.sender).toMatchObject({
      wa_id: '60123456789',
      username: '@siti',
      profile_name: 'Siti',
      user_id: expect.stringMatching(/^MY\.\d+$/),
    })
    expect(shop.state.refused).toBe(0)
  })

  test('someone who hides the number has only a business-scoped id, and can be answered by it', async () => {
    const person = await meta.control.person({ name: 'Ali', phone: '+60199999999', hide_phone: true })
    await meta.control.say(person.id, 'hai')
    await meta.control.flush()
    const [message] = messages()
    expect(message?.sender).toMatchObject({ wa_id: null, user_id: person.user_id })
    const sent = await meta.whatsapp.send({ user_id: person.user_id }, { type: 'text', body: 'Hai Ali' })
    expect(sent).toMatchObject({ wa_id: null, user_id: person.user_id })
    await meta.control.flush()
    expect(statuses()[0]).toMatchObject({ recipient_wa_id: null, recipient_user_id: person.user_id })
  })

  test('a changed number is announced from the old one', async () => {
    const person = await newSiti()
    await meta.control.say(person.id, 'hai')
    const now = await meta.control.call('POST', `people/${person.id}/number`, { phone: '+60111111111' })
    await meta.control.flush()
    expect(messages().at(-1)?.content).toMatchObject({
      type: 'number_changed',
      old_wa_id: '60123456789',
      new_wa_id: '60111111111',
      new_user_id: now.user_id,
    })
    expect(now.user_id).not.toBe(person.user_id)
  })
})

describe('the shop writes', () => {
  test('statuses climb, echo our callback data, and the person reads', async () => {
    const person = await newSiti()
    await meta.control.say(person.id, 'hai')
    const { wamid, wa_id } = await meta.whatsapp.send(
      siti,
      { type: 'text', body: 'Selamat datang' },
      { callback: 'outbox-1' },
    )
    expect(wa_id).toBe('60123456789')
    await meta.control.flush()
    await meta.control.read(person.id)
    await meta.control.flush()
    expect(new Set(statuses().map(s => s.status))).toEqual(new Set(['sent', 'delivered', 'read']))
    expect(statuses().every(s => s.callback_data === 'outbox-1' && s.wamid === wamid)).toBe(true)
    expect(statuses().find(s => s.status === 'sent')?.pricing).toMatchObject({
      category: 'service',
      type: 'free_customer_service',
    })
    expect((await meta.control.chat(person.id)).messages.at(-1)).toMatchObject({
      direction: 'out',
      status: 'read',
      node: { body: 'Selamat datang' },
    })
  })

  test('read and typing are shown; an unknown message is refused', async () => {
    const person = await newSiti()
    const { wamid } = await meta.control.say(person.id, 'hai')
    await meta.whatsapp.markRead(wamid, true)
    expect((await meta.control.chat(person.id)).messages[0]).toMatchObject({ status: 'read' })
    expect(await refusal(meta.whatsapp.markRead('wamid.nothing', false))).toMatchObject({ code: 131009, sent: 'no' })
  })

  test('a day after the last message only a template passes', async () => {
    const person = await newSiti()
    await meta.control.say(person.id, 'hai')
    await meta.control.clock(24 * 3600 + 60)
    const { wamid } = await meta.whatsapp.send(siti, { type: 'text', body: 'Peranti siap' })
    await meta.control.flush()
    expect(statuses()).toMatchObject([{ wamid, status: 'failed', errors: [{ code: 131047 }] }])
    await meta.control.settings({ window_refusal: 'http' })
    expect(await refusal(meta.whatsapp.send(siti, { type: 'text', body: 'x' }))).toMatchObject({
      code: 131047,
      http_status: 400,
      sent: 'no',
    })
    await meta.control.template({
      name: 'ready',
      language: 'ms',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: 'Peranti {{1}} siap diambil.' }],
    })
    await meta.whatsapp.send(siti, { type: 'template', name: 'ready', language: 'ms', body: ['iPhone 13'] })
    await meta.control.flush()
    expect((await meta.control.chat(person.id)).messages.at(-1)).toMatchObject({
      template: { body: 'Peranti iPhone 13 siap diambil.' },
      status: 'delivered',
    })
  })

  test('templates: wrong name, language, count, paused and rejected are refused with the code; the list pages', async () => {
    await newSiti()
    const send = (name: string, language: string, body: string[]) =>
      meta.whatsapp.send(siti, { type: 'template', name, language, body })
    const made = await meta.whatsapp.createTemplate({
      name: 'ready',
      language: 'en',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: 'Your {{1}} is ready.' }],
    })
    expect(made.status).toBe('APPROVED')
    expect(await refusal(send('ready', 'en_US', ['x']))).toMatchObject({ code: 132001, http_status: 404 })
    expect(await refusal(send('ready', 'en', []))).toMatchObject({
      code: 132000,
      details: 'body: number of localizable_params (0) does not match the expected number of params (1)',
    })
    await meta.control.judge(made.id, 'PAUSED')
    expect(await refusal(send('ready', 'en', ['x']))).toMatchObject({ code: 132015 })
    await meta.control.settings({ template_approval: 'held' })
    await meta.control.flush()
    expect(shop.state.items).toMatchObject([{ kind: 'template', name: 'ready', change: { status: 'PAUSED' } }])
    for (let n = 0; n < 130; n++)
      await meta.whatsapp.createTemplate({
        name: `t${n}`,
        language: 'ms',
        category: 'UTILITY',
        components: [{ type: 'BODY', text: 'Hai' }],
      })
    const all = await meta.whatsapp.listTemplates()
    expect(all).toHaveLength(131)
    expect(all.filter(t => t.status === 'PENDING')).toHaveLength(130)
  })

  test('what the wire does not allow is refused as Meta refuses it', async () => {
    await newSiti()
    const post = async (body: object, token = meta.access_token) => {
      const response = await fetch(`${meta.url}/v25.0/${meta.phone_number_id}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ messaging_product: 'whatsapp', to: siti.phone, ...body }),
      })
      return {
        status: response.status,
        body: (await response.json()) as { error: { code: number; fbtrace_id: string; type: string } },
      }
    }
    const text = { type: 'text', text: { body: 'x' } }
    expect(await post(text, 'stolen')).toMatchObject({
      status: 401,
      body: { error: { code: 190, type: 'OAuthException', fbtrace_id: expect.any(String) } },
    })
    expect(await post({ type: 'text' })).toMatchObject({ status: 400, body: { error: { code: 131008 } } })
    expect(await post({ type: 'text', text: { body: 'x'.repeat(4097) } })).toMatchObject({
      body: { error: { code: 131009 } },
    })
    expect(await post({ type: 'carrier_pigeon', carrier_pigeon: {} })).toMatchObject({ body: { error: { code: 100 } } })
    expect(await post({ ...text, to: '+60312345678' })).toMatchObject({ body: { error: { code: 131021 } } })
    expect(
      await post({
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'b' },
          action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'x'.repeat(21) } }] },
        },
      }),
    ).toMatchObject({ body: { error: { code: 131009 } } })
    const unknown = await fetch(`${meta.url}/v25.0/999/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${meta.access_token}` },
      body: '{}',
    })
    expect(unknown.status).toBe(400)
    expect(await unknown.json()).toMatchObject({ error: { code: 100, error_subcode: 33 } })
  })

  test('the 46th message at once to one person is too much, and time heals it', async () => {
    const person = await newSiti()
    await meta.control.say(person.id, 'hai')
    for (let n = 0; n < 45; n++) await meta.whatsapp.send(siti, { type: 'text', body: `${n}` })
    expect(await refusal(meta.whatsapp.send(siti, { type: 'text', body: '46' }))).toMatchObject({ code: 131056 })
    await meta.control.clock(7)
    await meta.whatsapp.send(siti, { type: 'text', body: '46' })
  })
})

describe('files', () => {
  test('go up, come down in two steps, and their address dies after five minutes', async () => {
    const person = await newSiti()
    await meta.control.say(person.id, 'hai')
    const bytes = new Uint8Array(200_000).map((_, n) => n % 251)
    const { media_id } = await meta.whatsapp.uploadMedia({ bytes, mime_type: 'application/pdf', filename: 'INV-7.pdf' })
    await meta.whatsapp.send(siti, { type: 'document', media: { media_id, filename: 'INV-7.pdf' }, caption: 'Invois' })
    expect((await meta.control.chat(person.id)).messages.at(-1)).toMatchObject({
      media: { filename: 'INV-7.pdf', size: 200_000 },
    })

    const theirs = await meta.control.media(bytes, 'image/jpeg')
    const down = await meta.whatsapp.downloadMedia(theirs.media_id, { max_bytes: 1_000_000 })
    expect(down.mime_type).toBe('image/jpeg')
    expect(Buffer.from(down.bytes).equals(Buffer.from(bytes))).toBe(true)
    expect(await refusal(meta.whatsapp.downloadMedia(theirs.media_id, { max_bytes: 1000 }))).toMatchObject({
      code: 131052,
    })

    const headers = { authorization: `Bearer ${meta.access_token}` }
    const { url } = (await (await fetch(`${meta.url}/v25.0/${theirs.media_id}`, { headers })).json()) as { url: string }
    expect((await fetch(url)).status).toBe(401)
    expect((await fetch(url, { headers: { ...headers, range: 'bytes=0-9' } })).status).toBe(206)
    await meta.control.clock(301)
    expect((await fetch(url, { headers })).status).toBe(404)
  })

  test('a PDF is not an image; an unknown type is refused', async () => {
    const person = await newSiti()
    await meta.control.say(person.id, 'hai')
    const { media_id } = await meta.whatsapp.uploadMedia({
      bytes: new Uint8Array(10),
      mime_type: 'application/pdf',
      filename: 'x.pdf',
    })
    await meta.whatsapp.send(siti, { type: 'image', media: { media_id } })
    await meta.control.flush()
    expect(statuses()).toMatchObject([{ status: 'failed', errors: [{ code: 131053 }] }])
    expect(
      await refusal(
        meta.whatsapp.uploadMedia({
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
})

describe('when things go wrong', () => {
  test('a timeout after the message was taken is "maybe"; a refused connection is "no"', async () => {
    const slow = await newStandin({ timeout_ms: 150 })
    const person = await slow.control.person({ name: 'Siti', phone: siti.phone })
    await slow.control.say(person.id, 'hai')
    await slow.control.fault({ endpoint: 'messages', effect: 'timeout', after_commit: true, times: 1 })
    const lost = await refusal(slow.whatsapp.send(siti, { type: 'text', body: 'sekali' }, { callback: 'o-1' }))
    expect(lost).toMatchObject({ code: null, sent: 'maybe' })
    expect(JSON.stringify({ ...lost, message: lost.message })).not.toContain(slow.access_token)
    await slow.control.fault({ endpoint: 'messages', effect: 'drop', times: 1 })
    expect(await refusal(slow.whatsapp.send(siti, { type: 'text', body: 'dua' }))).toMatchObject({ sent: 'maybe' })
    expect((await slow.control.chat(person.id)).messages.filter(m => m.direction === 'out')).toHaveLength(1)
    expect((await slow.control.sends()).map(s => s.dropped)).toEqual([true, true])
    await slow.close()
    const nobody = cloudWhatsApp({ ...slow, graph_url: slow.url.replace('127.0.0.1', 'localhost'), version: 'v25.0' })
    expect(await refusal(nobody.send(siti, { type: 'text', body: 'tiga' }))).toMatchObject({ sent: 'no' })
  })

  test('an injected 130429 says when to come back, and only as often as asked', async () => {
    const person = await newSiti()
    await meta.control.say(person.id, 'hai')
    await meta.control.fault({ endpoint: 'messages', effect: { code: 130429 }, times: 1, retry_after_seconds: 15 })
    expect(await refusal(meta.whatsapp.send(siti, { type: 'text', body: 'x' }))).toMatchObject({
      code: 130429,
      http_status: 429,
      retry_after_ms: 15_000,
      sent: 'no',
    })
    await meta.whatsapp.send(siti, { type: 'text', body: 'x' })
  })

  test('a webhook that is not answered with 200 comes again until it is', async () => {
    const person = await newSiti()
    shop.state.status = 500
    await meta.control.say(person.id, 'hai')
    await meta.control.flush()
    expect(messages()).toHaveLength(0)
    const [delivery] = await meta.control.deliveries()
    expect(delivery?.state).toBe('retrying')
    expect(delivery?.attempts.length).toBeGreaterThanOrEqual(2)
    shop.state.status = 200
    await meta.control.clock(3600)
    await meta.control.flush()
    expect(messages()).toHaveLength(1)
  })

  test('everything redelivered 20 times, shuffled and in other batches, has the same items', async () => {
    const person = await newSiti()
    for (let n = 0; n < 5; n++) await meta.control.say(person.id, `mesej ${n}`)
    await meta.control.flush()
    const before = new Set(messages().map(m => m.wamid))
    const answer = await meta.control.redeliver({ times: 20, shuffled: true, parallel: true, rebatch: 7 })
    expect(answer).toEqual({ sent: 15, ok: 15 })
    expect(messages()).toHaveLength(105)
    expect(new Set(messages().map(m => m.wamid))).toEqual(before)
  })

  test('bad, missing and stale signatures are sent as such', async () => {
    const body = { object: 'whatsapp_business_account', entry: [] }
    for (const how of ['bad', 'none', 'stale']) expect(await meta.control.raw(body, how)).toMatchObject({ status: 401 })
    expect(await meta.control.raw(body)).toMatchObject({ status: 200 })
    expect(await meta.control.call('POST', 'verification')).toEqual({ ok: true, status: 200 })
  })

  test('the control API is closed without its token', async () => {
    expect((await fetch(`${meta.url}/control/people`)).status).toBe(401)
  })
})

test('chats, templates and files survive a restart', async () => {
  const state_dir = mkdtempSync(join(tmpdir(), 'standin-'))
  const first = await newStandin({ state_dir })
  const person = await first.control.person({ name: 'Siti', phone: siti.phone })
  const photo = await first.control.media(new Uint8Array([1, 2, 3]), 'image/png')
  await first.control.write(person.id, { type: 'image', media_id: photo.media_id })
  await first.close()
  const second = await newStandin({ state_dir, webhook_url: shop.url })
  expect((await second.control.chat(person.id)).messages).toHaveLength(1)
  expect((await second.whatsapp.downloadMedia(photo.media_id, { max_bytes: 100 })).bytes).toHaveLength(3)
  await second.control.flush()
  expect(messages()).toHaveLength(1)
  await second.close()
  rmSync(state_dir, { recursive: true })
})
