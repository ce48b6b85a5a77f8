import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { channel, echoingChannel, heard, inTouch, messagesOf, turns } from '../../../test/helpers/channel.echo.ts'
import { LANGS } from '../../shared/messages.ts'
import { TEMPLATES, templateMessage } from '../../shared/whatsapp/templates.ts'
import { tellCustomer } from './conversations.ts'
import { listMessages } from './inbox.ts'
import { sendAgain, sendByStaff, sendTemplate } from './staff.ts'
import { syncTemplates } from './templates.jobs.ts'
import { keepChannel } from './upkeep.jobs.ts'

echoingChannel()

describe('the shop writes', () => {
  test('the same thing said twice is sent once; a customer without WhatsApp is not told', async () => {
    const { person, customer_id } = await inTouch()
    const tell = () =>
      channel.shop.scheduler(ctx =>
        tellCustomer(ctx, {
          customer_id,
          topic: 'repair',
          key: `ready:${customer_id}`,
          message: { type: 'text', body: 'Peranti siap' },
        }),
      )
    expect(await tell()).toMatchObject({ message_id: expect.any(String) })
    expect(await tell()).toBeNull()
    await channel.settled()
    expect((await heard(person.id)).filter(m => (m.node as { body: string }).body === 'Peranti siap')).toHaveLength(1)
    const [nobody] = await channel.shop.owner<{ id: string }>(
      `insert into app.customers (name) values ('Tiada WhatsApp') returning id`,
    )
    expect(
      await channel.shop.scheduler(ctx =>
        tellCustomer(ctx, {
          customer_id: nobody?.id ?? '',
          topic: 'repair',
          key: 'x',
          message: { type: 'text', body: 'x' },
        }),
      ),
    ).toBeNull()
  })

  test('an answer that was lost is never sent again by itself: a status settles it', async () => {
    const { person, session_id, customer_id } = await inTouch()
    await channel.meta.control.fault({
      endpoint: 'messages',
      effect: 'timeout',
      after_commit: true,
      times: 1,
      to: person.phone,
    })
    await channel.shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `lost:${customer_id}`,
        message: { type: 'text', body: 'sekali sahaja' },
      }),
    )
    await new Promise(resolve => setTimeout(resolve, 500))
    await channel.settled()
    expect((await messagesOf(session_id)).at(-1)).toMatchObject({
      message_content: 'sekali sahaja',
      status: 'delivered',
    })
    expect((await heard(person.id)).filter(m => (m.node as { body: string }).body === 'sekali sahaja')).toHaveLength(1)
  })

  test('what waits behind a lost answer goes out as soon as a status settles it', async () => {
    const { person, customer_id } = await inTouch()
    await channel.meta.control.settings({ statuses: 'none' })
    await channel.meta.control.fault({
      endpoint: 'messages',
      effect: 'drop',
      after_commit: true,
      times: 1,
      to: person.phone,
    })
    await channel.shop.scheduler(async ctx => {
      for (const body of ['satu', 'dua'])
        await tellCustomer(ctx, {
          customer_id,
          topic: 'repair',
          key: `${body}:${customer_id}`,
          message: { type: 'text', body },
        })
    })
    const words = async () => (await heard(person.id)).slice(-2).map(m => (m.node as { body: string }).body)
    await channel.settled()
    expect((await words()).at(-1)).toBe('satu')
    const lost = (await heard(person.id)).at(-1)?.wamid ?? ''
    await channel.meta.control.call('POST', `messages/${encodeURIComponent(lost)}/statuses`, { status: 'sent' })
    await channel.settled()
    expect(await words()).toEqual(['satu', 'dua'])
    await channel.meta.control.settings({ statuses: 'delivered' })
  })

  test('without an answer and without a status it becomes unknown after ten minutes, and staff may send it again once', async () => {
    const { person, session_id, customer_id } = await inTouch()
    await channel.meta.control.fault({ endpoint: 'messages', effect: 'drop', times: 1, to: person.phone })
    const told = await channel.shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `gone:${customer_id}`,
        message: { type: 'text', body: 'hilang' },
      }),
    )
    const message_id = told?.message_id ?? ''
    await channel.settled()
    expect((await messagesOf(session_id)).at(-1)).toMatchObject({ status: 'sending' })
    const since = (minutes: number) =>
      channel.shop.owner(
        `update app.whatsapp_outbox set sending_at = now() - make_interval(mins => $2) where message_id = $1`,
        [message_id, minutes],
      )
    await since(9)
    await keepChannel(channel.tools, {})
    expect((await messagesOf(session_id)).at(-1)).toMatchObject({ status: 'sending' })
    await since(11)
    await keepChannel(channel.tools, {})
    const { items } = await channel.shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 5 }))
    expect(items[0]).toMatchObject({
      status: 'unknown',
      can_send_again: true,
      problem: expect.stringContaining('WhatsApp'),
    })
    await channel.shop.staff.run(ctx => sendAgain(ctx, { message_id }))
    await expect(channel.shop.staff.run(ctx => sendAgain(ctx, { message_id }))).rejects.toMatchObject({
      code: 'transition_refused',
    })
    await channel.settled()
    expect((await heard(person.id)).filter(m => (m.node as { body: string }).body === 'hilang')).toHaveLength(1)
  })

  test('work whose job was lost is found again within a minute', async () => {
    const { person, session_id, customer_id } = await inTouch()
    await channel.shop.owner(
      `insert into app.whatsapp_messages (session_id, customer_id, phone_number_id, message_id, direction, author, message_content, status, created_at)
       values ($1, $2, $3, $4, 'inbound', 'customer', 'terlupa', 'received', now() - interval '2 minutes')`,
      [session_id, customer_id, channel.meta.phone_number_id, `wamid.forgotten.${session_id}`],
    )
    await keepChannel(channel.tools, {})
    await channel.settled()
    expect(turns.at(-1)?.messages[0]?.text).toBe('terlupa')
    await channel.shop.scheduler(async ctx => {
      await tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `stalled:${customer_id}`,
        message: { type: 'text', body: 'tersangkut' },
      })
      await sql`select app.enqueue('whatsapp.nothing', '{}', job_key => ${`send:${session_id}`}, run_at => now() + interval '1 day')`.execute(
        ctx.tx,
      )
    })
    await channel.shop.owner(
      `update app.whatsapp_outbox set created_at = now() - interval '2 minutes', not_before = now() - interval '2 minutes' where session_id = $1 and status = 'queued'`,
      [session_id],
    )
    await keepChannel(channel.tools, {})
    await channel.settled()
    expect((await heard(person.id)).at(-1)).toMatchObject({ node: { body: 'tersangkut' } })
  })

  test('too busy is tried again; a mistake is not, and says why', async () => {
    const { person, session_id, customer_id } = await inTouch()
    await channel.meta.control.fault({ endpoint: 'messages', effect: { code: 130429 }, times: 1, to: person.phone })
    await channel.shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `busy:${customer_id}`,
        message: { type: 'text', body: 'lambat sikit' },
      }),
    )
    await channel.settled()
    await expect
      .poll(async () => (await messagesOf(session_id)).at(-1)?.status, { timeout: 8000 })
      .toMatch(/sent|delivered/)
    await channel.meta.control.fault({ endpoint: 'messages', effect: { async: 131026 }, times: 1, to: person.phone })
    await channel.shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `bad:${customer_id}`,
        message: { type: 'text', body: 'tidak sampai' },
      }),
    )
    await channel.settled()
    const { items } = await channel.shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 1 }))
    expect(items[0]).toMatchObject({
      status: 'failed',
      can_send_again: true,
      problem: expect.stringMatching(/tiada WhatsApp|no WhatsApp/),
    })
  })

  test('statuses in any order only climb', async () => {
    const { person, session_id, customer_id } = await inTouch()
    await channel.meta.control.fault({
      endpoint: 'messages',
      effect: { statuses: ['read', 'delivered', 'sent', 'failed'] },
      times: 1,
      to: person.phone,
    })
    await channel.shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `order:${customer_id}`,
        message: { type: 'text', body: 'tertib' },
      }),
    )
    await channel.settled()
    expect((await messagesOf(session_id)).at(-1)).toMatchObject({ status: 'read', error_detail: null })
  })
})

describe('outside the 24 hours', () => {
  const close = (session_id: string) =>
    channel.shop.owner(`update app.whatsapp_sessions set last_inbound_at = now() - interval '25 hours' where id = $1`, [
      session_id,
    ])
  const template = templateMessage('ready_for_pickup', 'id', [
    'Siti',
    'iPhone 13',
    'TKT-2026-000001',
    'http://kedai.test/t/x',
  ])
  const tell = (customer_id: string, key: string, withTemplate: boolean) =>
    channel.shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id,
        topic: 'repair',
        key: `${key}:${customer_id}`,
        message: { type: 'text', body: 'Peranti siap' },
        ...(withTemplate ? { template } : {}),
      }),
    )

  test("the approved template goes out instead, asked for by itself the first time, in the customer's language", async () => {
    const { person, session_id, customer_id } = await inTouch()
    await channel.meta.control.window(person.id, 25 * 3600)
    await close(session_id)
    await tell(customer_id, 'closed', true)
    await channel.settled()
    expect((await heard(person.id)).at(-1)).toMatchObject({
      type: 'template',
      template: { body: expect.stringContaining('iPhone 13') },
      status: 'delivered',
    })
    expect((await messagesOf(session_id)).at(-1)).toMatchObject({
      message_type: 'template',
      message_content: expect.stringContaining('sudah siap diambil'),
    })
  })

  test('our templates are handed in and known by what Meta says of them', async () => {
    await syncTemplates(channel.tools, {})
    const rows = await channel.shop.owner<{ n: number }>(
      `select count(*)::int as n from app.whatsapp_templates where status = 'APPROVED'`,
    )
    const defaults = Object.keys(TEMPLATES).length * LANGS.length
    expect(rows[0]?.n).toBe(defaults)
    await syncTemplates(channel.tools, {})
    expect(await channel.meta.whatsapp.listTemplates()).toHaveLength(defaults)
  })

  test('without one it waits for a person, who can still not write freely but with a template', async () => {
    const { person, session_id, customer_id } = await inTouch()
    await channel.meta.control.window(person.id, 25 * 3600)
    await close(session_id)
    await tell(customer_id, 'waits', false)
    await channel.settled()
    expect((await messagesOf(session_id)).at(-1)).toMatchObject({ status: 'waiting' })
    await expect(channel.shop.staff.run(ctx => sendByStaff(ctx, { session_id, text: 'hai' }))).rejects.toMatchObject({
      code: 'window_closed',
    })
    await channel.shop.staff.run(ctx =>
      sendTemplate(ctx, {
        session_id,
        name: 'conversation_reopen',
        language: 'ms',
        variables: ['Siti', 'Kedai Ujian'],
      }),
    )
    await channel.settled()
    expect((await heard(person.id)).at(-1)).toMatchObject({
      template: {
        body: 'Salam Siti, ini Kedai Ujian berkenaan pertanyaan anda. Balas mesej ini untuk menyambung perbualan.',
      },
    })
  })

  test('when Meta finds it closed only afterwards, the template follows once', async () => {
    const { person, session_id, customer_id } = await inTouch()
    await channel.meta.control.window(person.id, 25 * 3600)
    await tell(customer_id, 'late', true)
    await channel.settled()
    const last = (await channel.meta.control.deliveries()).slice(-6).map(d => d.id)
    await channel.meta.control.redeliver({ delivery_ids: last, times: 3, shuffled: true })
    await channel.settled()
    expect((await messagesOf(session_id)).slice(-2).map(m => [m.message_type, m.status])).toEqual([
      ['text', 'failed'],
      ['template', 'delivered'],
    ])
  })
})
