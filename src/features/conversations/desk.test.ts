import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { correctIntent, withdrawCorrection } from '../assistant/corrections.ts'
import { listNotifications } from '../notifications/notifications.ts'
import { changeCanned, createCanned, listCanned } from './canned.ts'
import { handBack, takeOver } from './conversations.ts'
import { assign, listColleagues, markUnread, snooze } from './desk.ts'
import { countInbox, getConversation, listConversations, listMessages, readConversation } from './inbox.ts'
import { changeLabel, createLabel, label, listLabels, removeLabel } from './labels.ts'
import { addNote, listNotes } from './notes.ts'
import { searchMessages, snippetOf } from './search.ts'
import { keepChannel } from './upkeep.jobs.ts'

let channel: Channel
let number = 0

beforeAll(async () => {
  channel = await newChannel()
})
afterAll(() => channel?.close())

async function inTouch(name = 'Siti', words = 'hai') {
  const person = await channel.meta.control.person({ name, phone: `+6012${4_000_000 + number++}` })
  await channel.meta.control.say(person.id, words)
  await channel.settled()
  const [row] = await channel.shop.owner<{ id: string; customer_id: string }>(
    'select id, customer_id from app.whatsapp_sessions where wa_id = $1',
    [person.wa_id],
  )
  if (!row) throw new Error('no conversation')
  return { person, session_id: row.id, customer_id: row.customer_id }
}
const found = async (filter: Parameters<typeof listConversations>[1]['filter'], more: object = {}) =>
  channel.shop.staff.run(async ctx => {
    const page = await listConversations(ctx, { filter, limit: 100, ...more })
    return page.items.map(item => item.session_id)
  })
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const noticesOf = (person: Channel['shop']['staff']) =>
  person.run(async ctx => (await listNotifications(ctx)).items.map(({ kind, data }) => ({ kind, ...data })))

describe('who leads', () => {
  test('a conversation is given to a colleague, who is told; to nobody, it waits for whoever takes it first', async () => {
    const { session_id } = await inTouch('Aini')
    const { shop } = channel
    const given = await shop.staff.run(ctx => assign(ctx, { session_id, user_id: shop.admin.id }))
    expect(given).toMatchObject({ owner: 'person', owner_user_id: shop.admin.id, wants_person: false })
    expect(await noticesOf(shop.admin)).toContainEqual({
      kind: 'conversation_assigned',
      by: 'staff 2',
      customer: 'Aini',
    })
    for (const verb of [takeOver, handBack])
      await expect(shop.staff.run(ctx => verb(ctx, { session_id }))).rejects.toMatchObject({
        code: 'conversation_taken',
      })
    expect(await found('waiting')).not.toContain(session_id)
    await shop.staff.run(ctx => assign(ctx, { session_id, user_id: null }))
    expect(await found('waiting')).toContain(session_id)
    await shop.staff.run(ctx => assign(ctx, { session_id, user_id: shop.staff.id }))
    expect(await found('mine')).toContain(session_id)
    expect((await noticesOf(shop.staff)).filter(one => one.kind === 'conversation_assigned')).toEqual([])
  })

  test('a technician is no choice: he does not write to customers, and the chat is closed to him', async () => {
    const { session_id } = await inTouch()
    const { shop } = channel
    const { items } = await shop.staff.run(listColleagues)
    expect(items.map(one => one.id).sort()).toEqual([shop.admin.id, shop.staff.id].sort())
    await expect(shop.staff.run(ctx => assign(ctx, { session_id, user_id: shop.technician.id }))).rejects.toMatchObject(
      { code: 'colleague_cannot_chat' },
    )
    await expect(
      shop.staff.run(ctx => addNote(ctx, { session_id, body: 'tengok', mentions: [shop.technician.id] })),
    ).rejects.toMatchObject({ code: 'colleague_cannot_chat' })
    expect(await shop.technician.run(listColleagues)).toEqual({ items: [] })
    await expect(shop.technician.run(ctx => assign(ctx, { session_id, user_id: null }))).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('put off', () => {
  test('it is out of sight until its time, and comes back unread, to whoever put it off, once', async () => {
    const { session_id } = await inTouch('Bakar')
    const { shop } = channel
    await shop.staff.run(ctx => snooze(ctx, { session_id, until: inMinutes(30) }))
    expect(await found('all')).not.toContain(session_id)
    expect(await found('snoozed')).toContain(session_id)
    expect(await found('all', { q: 'Bakar' })).toEqual([session_id])
    expect((await shop.staff.run(countInbox)).snoozed).toBe(1)
    await keepChannel(channel.tools, {})
    expect(await found('snoozed')).toContain(session_id)
    await shop.owner(`update app.whatsapp_sessions set snoozed_until = now() - interval '1 second' where id = $1`, [
      session_id,
    ])
    expect(await found('all')).toContain(session_id)
    await Promise.all([keepChannel(channel.tools, {}), keepChannel(channel.tools, {})])
    expect(await shop.staff.run(ctx => getConversation(ctx, { session_id }))).toMatchObject({
      snoozed_until: null,
      unread_count: 1,
    })
    const told = (await noticesOf(shop.staff)).filter(one => one.kind === 'conversation_back')
    expect(told).toEqual([{ kind: 'conversation_back', customer: 'Bakar' }])
  })

  test('it comes back when the customer writes, and when it is handed to the bot', async () => {
    const { person, session_id } = await inTouch('Chong')
    const { shop } = channel
    await shop.staff.run(ctx => snooze(ctx, { session_id, until: inMinutes(600) }))
    await channel.meta.control.say(person.id, 'masih ada?')
    await channel.settled()
    expect(await found('all')).toContain(session_id)
    await shop.staff.run(ctx => snooze(ctx, { session_id, until: inMinutes(600) }))
    await shop.staff.run(ctx => handBack(ctx, { session_id }))
    expect(await found('snoozed')).not.toContain(session_id)
  })

  test('not into the past', async () => {
    const { session_id } = await inTouch()
    await expect(
      channel.shop.staff.run(ctx => snooze(ctx, { session_id, until: inMinutes(-1) })),
    ).rejects.toMatchObject({ code: 'moment_past' })
  })
})

test('marked as unread it is unread for the whole shop, and read again by whoever opens it', async () => {
  const { session_id } = await inTouch('Dina')
  const { shop } = channel
  expect(await shop.staff.run(ctx => markUnread(ctx, { session_id }))).toEqual({ unread_count: 1 })
  const seen = await shop.admin.run(ctx => getConversation(ctx, { session_id }))
  expect(seen.unread_count).toBe(1)
  expect(await found('unread')).toContain(session_id)
  await shop.admin.run(ctx => readConversation(ctx, { session_id }))
  expect(await found('unread')).not.toContain(session_id)
})

test('a note tells who is mentioned, names its author, and reaches no customer', async () => {
  const { person, session_id } = await inTouch('Eswari')
  const { shop } = channel
  const note = await shop.staff.run(ctx =>
    addNote(ctx, { session_id, body: 'Dia mahu diskaun, tanya dulu', mentions: [shop.admin.id, shop.admin.id] }),
  )
  expect(note).toMatchObject({ author_name: 'staff 2', mentioned: [{ id: shop.admin.id, full_name: 'admin 1' }] })
  await channel.settled()
  expect((await shop.admin.run(ctx => listNotes(ctx, { session_id }))).items).toEqual([note])
  expect((await noticesOf(shop.admin)).filter(one => one.kind === 'mentioned')).toEqual([
    { kind: 'mentioned', by: 'staff 2', customer: 'Eswari', note: 'Dia mahu diskaun, tanya dulu' },
  ])
  const chat = await channel.meta.control.chat(person.id)
  expect(JSON.stringify(chat.messages)).not.toContain('diskaun')
  expect((await shop.technician.run(ctx => listNotes(ctx, { session_id }))).items).toEqual([])
})

test('labels have a name of their own; a conversation carries several, and the list is filtered by one', async () => {
  const { session_id } = await inTouch('Farid')
  const { shop } = channel
  const [vip, late] = await shop.staff.run(async ctx => [
    await createLabel(ctx, { name: 'VIP', colour: 'purple' }),
    await createLabel(ctx, { name: 'Lambat', colour: 'red' }),
  ])
  if (!vip || !late) throw new Error('no label')
  await expect(shop.staff.run(ctx => createLabel(ctx, { name: 'vip', colour: 'red' }))).rejects.toMatchObject({
    code: 'name_in_use',
  })
  await expect(
    shop.staff.run(ctx => changeLabel(ctx, { label_id: late.id, name: 'vip', colour: 'red' })),
  ).rejects.toMatchObject({ code: 'name_in_use' })
  await shop.staff.run(ctx => label(ctx, { session_id, label_ids: [vip.id, late.id] }))
  expect(await found('all', { label: vip.id })).toEqual([session_id])
  expect((await shop.staff.run(ctx => getConversation(ctx, { session_id }))).labels).toEqual([late, vip])
  await shop.staff.run(ctx => label(ctx, { session_id, label_ids: [] }))
  // Two tabs at once: the second waits for the first, and what it saw counts.
  let second: Promise<unknown> = Promise.resolve()
  await shop.staff.run(async ctx => {
    await label(ctx, { session_id, label_ids: [vip.id] })
    second = shop.admin.run(other => label(other, { session_id, label_ids: [late.id] }))
    await Promise.race([second, shop.owner('select pg_sleep(0.2)')])
  })
  await second
  expect((await shop.staff.run(listLabels)).items).toEqual([
    { ...late, conversations: 1 },
    { ...vip, conversations: 0 },
  ])
  expect(await found('all', { label: vip.id })).toEqual([])
  await shop.staff.run(ctx => removeLabel(ctx, { label_id: late.id }))
  expect((await shop.staff.run(ctx => getConversation(ctx, { session_id }))).labels).toEqual([])
  expect((await shop.technician.run(listLabels)).items).toEqual([])
})

test('a ready answer with a slot that nothing fills is refused, and a shortcut is there once', async () => {
  const { staff } = channel.shop
  const texts = { ms: 'Hai {customer}, {ticket} siap. Baki {balance}.', id: '', en: 'Hi {customer}' }
  const made = await staff.run(ctx => createCanned(ctx, { shortcut: 'siap', texts }))
  await expect(
    staff.run(ctx => createCanned(ctx, { shortcut: 'lain', texts: { ...texts, en: 'Hi {nama}' } })),
  ).rejects.toMatchObject({ code: 'slot_unknown', vars: { slot: '{nama}' } })
  await expect(staff.run(ctx => createCanned(ctx, { shortcut: 'siap', texts }))).rejects.toMatchObject({
    code: 'name_in_use',
  })
  await staff.run(ctx => changeCanned(ctx, { reply_id: made.id, shortcut: 'siap-ambil', texts }))
  expect((await staff.run(listCanned)).items.map(one => one.shortcut)).toEqual(['siap-ambil'])
})

describe('searching', () => {
  test('by name, phone, ticket number; and by words of any message, shown where they stand', async () => {
    const { session_id, customer_id } = await inTouch('Gopal', 'bateri saya kembung 100% macam belon')
    const { shop } = channel
    await shop.owner(
      `insert into app.tickets (ticket_number, customer_id, device_type, device_model, problem_description) values ('TKT-2026-777001', $1, 'phone', 'iPhone 12', 'bateri')`,
      [customer_id],
    )
    expect(await found('all', { q: 'gopal' })).toEqual([session_id])
    expect(await found('all', { q: 'TKT-2026-777001' })).toEqual([session_id])
    const search = (q: string) => shop.staff.run(async ctx => (await searchMessages(ctx, { q, limit: 20 })).items)
    expect(await search('KEMBUNG')).toMatchObject([
      { session_id, customer_name: 'Gopal', direction: 'inbound', snippet: 'bateri saya kembung 100% macam belon' },
    ])
    expect(await search('100%')).toHaveLength(1)
    expect(await search('100_')).toEqual([])
    expect(await shop.technician.run(ctx => searchMessages(ctx, { q: 'kembung', limit: 20 }))).toEqual({ items: [] })
  })

  test('a snippet shows the words with a little around them', () => {
    const text = `${'a'.repeat(80)} kembung\n${'b'.repeat(80)}`
    expect(snippetOf(text, 'Kembung')).toBe(`…${'a'.repeat(39)} kembung ${'b'.repeat(39)}…`)
  })

  test('a jump to an old message brings everything from the newest down to it', async () => {
    const { session_id, customer_id } = await inTouch('Hana')
    const { shop } = channel
    const rows = await shop.owner<{ id: string; message_content: string }>(
      `insert into app.whatsapp_messages (session_id, customer_id, phone_number_id, direction, author, message_content, status, handled_at, timestamp)
       select $1, $2, '1', 'inbound', 'customer', 'baris ' || n, 'received', now(), now() - n * interval '1 minute' from generate_series(1, 120) n returning id, message_content`,
      [session_id, customer_id],
    )
    const wanted = rows.find(row => row.message_content === 'baris 90')
    if (!wanted) throw new Error('no row')
    const page = await shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 30, down_to: wanted.id }))
    expect(page.items.map(m => m.id)).toContain(wanted.id)
    expect(page.items.at(-1)?.message_content).toBe('baris 104')
    const next = await shop.staff.run(ctx =>
      listMessages(ctx, { session_id, limit: 30, cursor: page.next_cursor ?? undefined }),
    )
    expect(next.items[0]?.message_content).toBe('baris 105')
  })
})

test('what did not go out is found until it is sent again or something reaches the customer; what he did not want is not', async () => {
  const { session_id, customer_id } = await inTouch('Intan')
  const { shop } = channel
  const write = (status: string, why: string | null) =>
    shop.owner(
      `insert into app.whatsapp_messages (session_id, customer_id, phone_number_id, direction, author, message_content, status, error_detail)
       values ($1, $2, '1', 'outbound', 'bot', 'x', $3, $4)`,
      [session_id, customer_id, status, why],
    )
  await write('failed', 'muted')
  expect(await found('failed')).not.toContain(session_id)
  await write('failed', null)
  expect(await found('failed')).toContain(session_id)
  expect((await shop.staff.run(countInbox)).failed).toBe(1)
  await write('delivered', null)
  expect(await found('failed')).not.toContain(session_id)
})

test('a turn that was taken wrongly is corrected, the last word counts, and the customer’s words are kept with it', async () => {
  const { session_id, customer_id } = await inTouch('Jamal', 'skrin pecah ke?')
  const { shop } = channel
  const [message] = await shop.owner<{ id: string }>('select id from app.whatsapp_messages where session_id = $1', [
    session_id,
  ])
  if (!message) throw new Error('no message')
  await expect(
    shop.staff.run(ctx => correctIntent(ctx, { message_id: message.id, intent: 'price_inquiry' })),
  ).rejects.toMatchObject({ code: 'not_found' })
  await shop.owner(
    `insert into app.ai_conversations (customer_id, session_id, message_content, response_content, intent, confidence_score, message_ids)
     values ($1, $2, 'skrin pecah ke?', 'ok', 'repair_request', 0.9, array[$3::uuid])`,
    [customer_id, session_id, message.id],
  )
  await shop.staff.run(ctx => correctIntent(ctx, { message_id: message.id, intent: 'greeting' }))
  await shop.admin.run(ctx => correctIntent(ctx, { message_id: message.id, intent: 'price_inquiry' }))
  expect(
    await shop.owner(
      'select words, understood, correct, corrected_by from app.intent_corrections where session_id = $1',
      [session_id],
    ),
  ).toEqual([
    { words: 'skrin pecah ke?', understood: 'repair_request', correct: 'price_inquiry', corrected_by: shop.admin.id },
  ])
  const { items } = await shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 10 }))
  expect(items[0]?.turn).toMatchObject({
    intent: 'repair_request',
    confidence: 0.9,
    correct: 'price_inquiry',
    corrected_by: expect.stringContaining('admin'),
  })
  const message_id = message.id
  const { technician } = shop
  const refused = { code: 'not_found' }
  await expect(technician.run(ctx => correctIntent(ctx, { message_id, intent: 'greeting' }))).rejects.toMatchObject(
    refused,
  )
  await expect(technician.run(ctx => withdrawCorrection(ctx, { message_id }))).rejects.toMatchObject(refused)
  // A slip is taken back, by whoever sees it; pressed twice, there is nothing more to take.
  for (const person of [shop.staff, shop.admin])
    expect(await person.run(ctx => withdrawCorrection(ctx, { message_id }))).toEqual({
      intent: 'repair_request',
      correct: null,
    })
  const after = await shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 10 }))
  expect(after.items[0]?.turn).toMatchObject({ correct: null, corrected_by: null, corrected_at: null })
})
