import { describe, expect, test } from 'vitest'
import {
  channel,
  echoingChannel,
  heard,
  inTouch,
  messagesOf,
  newPhone,
  sessionOf,
  turns,
} from '../../../test/helpers/channel.echo.ts'
import { newChannel } from '../../../test/helpers/channel.ts'
import { askForPerson, handBack, takeOver, tellCustomer } from './conversations.ts'
import { getConversation, listConversations, listMessages, readConversation } from './inbox.ts'
import { sendByStaff } from './staff.ts'

echoingChannel()

describe('a customer writes', () => {
  test('a message becomes a customer, a conversation, a turn and one reply that is read', async () => {
    const { person, session_id, customer_id } = await inTouch({ username: '@siti' })
    expect(turns).toHaveLength(1)
    await channel.meta.control.read(person.id)
    await channel.settled()
    expect((await messagesOf(session_id)).map(m => [m.direction, m.author, m.message_content, m.status])).toEqual([
      ['inbound', 'customer', 'hai', 'received'],
      ['outbound', 'bot', 'Balasan: hai', 'read'],
    ])
    const [customer] = await channel.shop.owner('select name, phone from app.customers where id = $1', [customer_id])
    expect(customer).toEqual({ name: 'Siti', phone: person.phone })
    // Blue ticks while we were thinking.
    expect((await channel.meta.control.chat(person.id)).messages[0]).toMatchObject({ direction: 'in', status: 'read' })
  })

  test('a burst of fragments is one turn, in order', async () => {
    const patient = await newChannel({ quiet_ms: 900 })
    patient.answer = async (_ctx, turn) => void turns.push(turn)
    const person = await patient.meta.control.person({ name: 'Siti', phone: newPhone() })
    for (const words of ['hi', 'skrin iphone 13 saya pecah', 'berapa?'])
      await patient.meta.control.say(person.id, words)
    await patient.settled()
    await patient.close()
    expect(turns.map(t => t.messages.map(m => m.text))).toEqual([['hi', 'skrin iphone 13 saya pecah', 'berapa?']])
  })

  test('one customer is answered one turn after the other, and nobody else waits for him', async () => {
    const two = await newChannel({ workers: 2 })
    const [slow, quick] = await Promise.all([
      two.meta.control.person({ name: 'Siti', phone: newPhone() }),
      two.meta.control.person({ name: 'Budi', phone: newPhone() }),
    ])
    const log: string[] = []
    const begun = (words: string) => expect.poll(() => log).toContain(`${words} begun`)
    const { promise: thought, resolve: think } = Promise.withResolvers<void>()
    two.answer = async (_ctx, turn) => {
      const words = turn.messages.map(m => m.text).join()
      log.push(`${words} begun`)
      if (words === 'satu') await thought
      log.push(`${words} done`)
    }
    try {
      await two.meta.control.say(slow.id, 'satu')
      await begun('satu')
      await two.meta.control.say(quick.id, 'hai')
      await expect.poll(() => log).toContain('hai done')
      await two.meta.control.say(slow.id, 'dua')
      expect(log).toEqual(['satu begun', 'hai begun', 'hai done'])
    } finally {
      think()
      await two.settled()
      await two.close()
    }
    expect(log.slice(3)).toEqual(['satu done', 'dua begun', 'dua done'])
  })

  test('a tap in the middle of a burst is a turn of its own: what was sent beside it is answered too', async () => {
    const { person, customer_id } = await inTouch()
    await channel.shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `ask:${customer_id}`,
        message: { type: 'buttons', body: 'Ada gambar?', buttons: [{ id: 'intake:skip_photo', title: 'Langkau' }] },
      }),
    )
    await channel.settled()
    const asked = (await heard(person.id)).at(-1)?.wamid
    turns.length = 0
    const { control } = channel.meta
    const tap = { type: 'button_reply', reply_to: asked, id: 'intake:skip_photo' }
    await control.settings({ delivery: 'held' })
    const burst = [
      await control.say(person.id, 'kejap'),
      await control.write(person.id, tap),
      await control.write(person.id, tap),
      await control.say(person.id, 'eh bukan 13, 12'),
    ]
    await control.redeliver({ delivery_ids: burst.map(each => each.delivery_id), rebatch: 4 })
    await control.settings({ delivery: 'auto' })
    await channel.settled()
    expect(turns.map(t => t.messages.map(m => m.tap ?? m.text))).toEqual([
      ['kejap'],
      ['intake:skip_photo', 'intake:skip_photo'],
      ['eh bukan 13, 12'],
    ])
  })

  test('delivered 50 times, shuffled, in other batches, to two workers: one message, one turn, one reply, the highest status', async () => {
    const { person, session_id } = await inTouch()
    await channel.meta.control.read(person.id)
    await channel.settled()
    const before = await messagesOf(session_id)
    const last = (await channel.meta.control.deliveries()).slice(-4).map(d => d.id)
    const { ok } = await channel.meta.control.redeliver({
      delivery_ids: last,
      times: 50,
      shuffled: true,
      parallel: true,
      rebatch: 10,
    })
    expect(ok).toBeGreaterThan(0)
    await channel.settled()
    const [left] = await channel.shop.owner(
      `select count(*)::int as n from app.whatsapp_webhook_events where status = 'received'`,
    )
    expect(left).toEqual({ n: 0 })
    expect(await messagesOf(session_id)).toEqual(before)
    expect(before.at(-1)).toMatchObject({ status: 'read' })
    expect(turns).toHaveLength(1)
    expect(await heard(person.id)).toHaveLength(1)
  })

  test('a photo is fetched into our own storage before the turn is taken', async () => {
    const { person, session_id } = await inTouch()
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const photo = await channel.meta.control.media(png, 'image/png')
    await channel.meta.control.write(person.id, { type: 'image', media_id: photo.media_id, caption: 'retak sini' })
    await channel.settled()
    expect(turns.at(-1)?.messages).toMatchObject([
      { type: 'image', text: 'retak sini', media_state: 'stored', media_file_id: expect.any(String) },
    ])
    const { items } = await channel.shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 30 }))
    expect(items.find(m => m.message_type === 'image')).toMatchObject({
      media_state: 'stored',
      media_url: expect.stringMatching(/^\/api\/v1\/files\//),
      media_type: expect.stringMatching(/^image\//),
      thumb_url: expect.stringMatching(/^\/api\/v1\/files\/.+thumb/),
    })
  })

  test('one unreadable item and one unknown type lose nothing beside them', async () => {
    const { person, session_id } = await inTouch()
    // The database itself refuses this one, which ends the transaction for all that is not set apart from it.
    await channel.shop.owner(`alter table app.whatsapp_messages add constraint bad check (message_content <> 'bom')`)
    const message = (id: string, more: object) => ({
      from: person.wa_id,
      from_user_id: person.user_id,
      id: `wamid.${id}.${person.id}`,
      timestamp: String(Math.floor(Date.now() / 1000)),
      ...more,
    })
    await channel.meta.control.raw({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: 'W',
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { phone_number_id: channel.meta.phone_number_id },
                messages: [
                  null,
                  message('a', { type: 'hologram', hologram: {} }),
                  message('b', { type: 'text', text: { body: 'masih \u0000sampai \ud83d' } }),
                  message('d', { type: 'text', text: { body: 'bom' } }),
                  message('c', { type: 'text', text: { body: 'ini juga' } }),
                ],
              },
            },
          ],
        },
      ],
    })
    await channel.settled()
    await channel.shop.owner('alter table app.whatsapp_messages drop constraint bad')
    const kept = (await messagesOf(session_id))
      .filter(m => m.direction === 'inbound')
      .map(m => m.message_content || m.message_type)
    expect(kept).toContain('unsupported')
    expect(kept).toContain('ini juga')
    expect(kept.some(words => words.startsWith('masih sampai'))).toBe(true)
    const [event] = await channel.shop.owner<{ status: string; error: string }>(
      `select status, error from app.whatsapp_webhook_events where status <> 'done' order by id desc limit 1`,
    )
    expect(event).toMatchObject({ status: 'failed', error: expect.stringMatching(/unreadable[\s\S]*"bad"/) })
  })

  test('a reaction hangs on its message; a message taken back says so', async () => {
    const { person, session_id } = await inTouch()
    const [reply] = await heard(person.id)
    await channel.meta.control.write(person.id, { type: 'reaction', wamid: reply?.wamid, emoji: '👍' })
    const { wamid } = await channel.meta.control.say(person.id, 'salah hantar')
    await channel.settled()
    await channel.meta.control.write(person.id, { type: 'revoke', wamid })
    await channel.settled()
    const { items } = await channel.shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 30 }))
    expect(items.find(m => m.message_content === 'Balasan: hai')?.reactions).toEqual([
      { author: 'customer', emoji: '👍' },
    ])
    expect(items.find(m => m.message_content === 'salah hantar')).toMatchObject({ revoked: true })
  })
})

describe('who it is', () => {
  const customers = async () =>
    (await channel.shop.owner<{ n: number }>('select count(*)::int as n from app.customers'))[0]?.n ?? 0

  test('a customer typed in at the counter in another form is recognised by his number', async () => {
    const phone = newPhone()
    const [known] = await channel.shop.owner<{ id: string }>(
      `insert into app.customers (name, phone, raw_phone) values ('Puan Siti', $1, '012') returning id`,
      [phone],
    )
    const person = await channel.meta.control.person({ name: 'siti comel', phone })
    await channel.meta.control.say(person.id, 'hai')
    await channel.settled()
    expect((await sessionOf(person.wa_id)).customer_id).toBe(known?.id)
  })

  test('someone without a visible number is one customer, also when the number shows later', async () => {
    const person = await channel.meta.control.person({ name: 'Ali', phone: newPhone(), hide_phone: true })
    await channel.meta.control.say(person.id, 'hai')
    await channel.settled()
    const before = await customers()
    const [hidden] = await channel.shop.owner<{ id: string; customer_id: string; phone: string | null }>(
      'select s.id, s.customer_id, c.phone from app.whatsapp_sessions s join app.customers c on c.id = s.customer_id where s.bsuid = $1',
      [person.user_id],
    )
    expect(hidden?.phone).toBeNull()
    expect((await heard(person.id)).at(-1)).toMatchObject({ node: { body: 'Balasan: hai' } })
    await channel.meta.control.call('PATCH', `people/${person.id}`, { hide_phone: false })
    await channel.meta.control.say(person.id, 'ini nombor saya')
    await channel.settled()
    expect(await sessionOf(person.wa_id)).toMatchObject({ id: hidden?.id, customer_id: hidden?.customer_id })
    expect(await customers()).toBe(before)
    const [shown] = await channel.shop.owner('select phone from app.customers where id = $1', [hidden?.customer_id])
    expect(shown).toEqual({ phone: person.phone })
  })

  test('a changed number stays the same customer and the same conversation', async () => {
    const { person, session_id, customer_id } = await inTouch()
    const phone = newPhone()
    await channel.meta.control.call('POST', `people/${person.id}/number`, { phone })
    await channel.meta.control.say(person.id, 'nombor baharu saya')
    await channel.settled()
    expect(await sessionOf(phone.slice(1))).toEqual({ id: session_id, customer_id })
    const [customer] = await channel.shop.owner('select phone from app.customers where id = $1', [customer_id])
    expect(customer).toEqual({ phone })
  })

  test('a number that comes back under another account is another person, who reads nothing of the first', async () => {
    const { person, customer_id, session_id } = await inTouch()
    const stranger = {
      from: person.wa_id,
      from_user_id: 'MY.999000111222',
      id: `wamid.stranger.${person.id}`,
      timestamp: String(Math.floor(Date.now() / 1000)),
      type: 'text',
      text: { body: 'siapa ini?' },
    }
    const contact = { profile: { name: 'Orang Lain' }, wa_id: person.wa_id }
    const write = (message: object, contacts: object[]) =>
      channel.meta.control.raw({
        object: 'whatsapp_business_account',
        entry: [
          {
            id: 'W',
            changes: [
              {
                field: 'messages',
                value: { metadata: { phone_number_id: channel.meta.phone_number_id }, contacts, messages: [message] },
              },
            ],
          },
        ],
      })
    await write(stranger, [{ ...contact, user_id: 'MY.999000111222' }])
    await channel.settled()
    const now = await sessionOf(person.wa_id)
    expect(now.customer_id).not.toBe(customer_id)
    expect(now.id).not.toBe(session_id)
    const { from_user_id: _, ...without_account } = stranger
    await write({ ...without_account, id: `${stranger.id}.2`, text: { body: 'helo?' } }, [contact])
    await channel.settled()
    expect(await sessionOf(person.wa_id)).toEqual(now)
  })
})

describe('bot or person', () => {
  test('what the bot had not yet sent when a person took over is not sent', async () => {
    const { person, session_id, customer_id } = await inTouch()
    await channel.shop.staff.run(async ctx => {
      await tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `bot:${customer_id}`,
        author: 'bot',
        message: { type: 'text', body: 'kata bot' },
      })
      await takeOver(ctx, { session_id })
    })
    await channel.settled()
    expect((await messagesOf(session_id)).at(-1)).toMatchObject({ status: 'failed', error_detail: 'taken_over' })
    expect((await heard(person.id)).map(m => (m.node as { body: string }).body)).toEqual(['Balasan: hai'])
    await channel.meta.control.say(person.id, 'masih di sana?')
    await channel.settled()
    expect(turns.at(-1)?.messages[0]?.text).toBe('masih di sana?')
    expect(await heard(person.id)).toHaveLength(1)
    const row = await channel.shop.staff.run(ctx => getConversation(ctx, { session_id }))
    expect(row).toMatchObject({ owner: 'person', owner_user_id: channel.shop.staff.id, unread_count: 1 })
    expect(await channel.shop.staff.run(ctx => readConversation(ctx, { session_id }))).toEqual({ unread_count: 0 })
    await channel.shop.staff.run(ctx => handBack(ctx, { session_id }))
    await channel.meta.control.say(person.id, 'ok bot')
    await channel.settled()
    expect((await heard(person.id)).at(-1)).toMatchObject({ node: { body: 'Balasan: ok bot' } })
  })

  test('the bot that steps back by itself still says so, and nothing after it', async () => {
    const { person, session_id, customer_id } = await inTouch()
    channel.answer = async (ctx, turn) => {
      await tellCustomer(ctx, {
        customer_id: turn.customer_id,
        session_id: turn.session_id,
        topic: 'repair',
        key: `bye:${turn.messages[0]?.id}`,
        message: { type: 'text', body: 'Saya panggil orang' },
      })
      await askForPerson(ctx, { session_id: turn.session_id, summary: 'mahu orang', steps_back: true })
    }
    await channel.meta.control.say(person.id, 'nak cakap dengan orang')
    await channel.settled()
    expect((await heard(person.id)).at(-1)).toMatchObject({ node: { body: 'Saya panggil orang' } })
    const { items } = await channel.shop.staff.run(ctx => listConversations(ctx, { filter: 'waiting', limit: 30 }))
    expect(items.find(i => i.session_id === session_id)).toMatchObject({ wants_person: true, owner: 'person' })
    await channel.shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id,
        topic: 'reply',
        key: `late:${session_id}`,
        author: 'bot',
        message: { type: 'text', body: 'Satu lagi' },
      }),
    )
    await channel.settled()
    expect((await messagesOf(session_id)).at(-1)).toMatchObject({ status: 'failed', error_detail: 'taken_over' })
    expect((await heard(person.id)).at(-1)).toMatchObject({ node: { body: 'Saya panggil orang' } })
  })

  test('staff write and lead; a colleague is told who leads, and may take it by force', async () => {
    const { person, session_id } = await inTouch()
    const sent = await channel.shop.staff.run(ctx =>
      sendByStaff(ctx, { session_id, text: 'Saya Aminah, boleh saya bantu?' }),
    )
    expect(sent).toMatchObject({ author: 'staff', status: 'queued', author_name: expect.any(String) })
    await expect(
      channel.shop.admin.run(ctx => sendByStaff(ctx, { session_id, text: 'saya pula' })),
    ).rejects.toMatchObject({ code: 'conversation_taken' })
    await channel.shop.admin.run(ctx => takeOver(ctx, { session_id, force: true }))
    await channel.settled()
    expect((await heard(person.id)).at(-1)).toMatchObject({ node: { body: 'Saya Aminah, boleh saya bantu?' } })
  })

  test('a turn that keeps failing calls a person instead of leaving the customer without an answer', async () => {
    const { person, session_id } = await inTouch()
    channel.answer = async () => {
      throw new Error('a defect')
    }
    await channel.meta.control.say(person.id, 'ada orang?')
    await new Promise(resolve => setTimeout(resolve, 300))
    await channel.shop.owner(
      `update app.whatsapp_messages set created_at = now() - interval '2 minutes' where session_id = $1`,
      [session_id],
    )
    await expect
      .poll(async () => (await channel.shop.staff.run(ctx => getConversation(ctx, { session_id }))).wants_person, {
        timeout: 15_000,
      })
      .toBe(true)
  })
})
