import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
import { ticketOf } from '../../../test/helpers/tickets.ts'
import { markHandled, nextTurn } from './answering.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await newShop()
})
afterAll(() => shop.close())

const QUIET_MS = 3000

interface Written {
  readonly age_ms: number
  readonly text?: string
  readonly tap?: string
}

/** A conversation in which all of this waits for an answer. */
async function unanswered(...written: readonly Written[]) {
  const { customer_id } = await ticketOf(shop)
  const [session] = await shop.owner<{ id: string }>(
    `insert into app.whatsapp_sessions (customer_id, session_id, phone_number_id, last_inbound_at) values ($1, $2, 'pn', now()) returning id`,
    [customer_id, randomUUID()],
  )
  const of = { session_id: session?.id ?? '', customer_id }
  for (const { age_ms, text, tap } of written)
    await shop.owner(
      `insert into app.whatsapp_messages (session_id, customer_id, phone_number_id, message_id, direction, author, message_type,
         message_content, payload, status, timestamp, created_at)
       values ($1, $2, 'pn', $3, 'inbound', 'customer', $4, $5, $6, 'received', now() - $7 * interval '1 ms', now() - $7 * interval '1 ms')`,
      [
        of.session_id,
        customer_id,
        `wamid.${randomUUID()}`,
        tap ? 'button_reply' : 'text',
        text ?? tap,
        JSON.stringify(tap ? { type: 'button_reply', id: tap } : { type: 'text' }),
        age_ms,
      ],
    )
  return of
}
const next = (of: { session_id: string; customer_id: string }) =>
  shop.bot(of.customer_id, ctx => nextTurn(ctx, of, QUIET_MS))

/** The turns one after the other, as what was tapped or written in each. */
async function turnsOf(of: { session_id: string; customer_id: string }): Promise<string[][]> {
  const turns: string[][] = []
  for (;;) {
    const due = await next(of)
    if (due === null || typeof due === 'number') return turns
    turns.push(due.turn.messages.map(message => message.tap ?? message.text))
    await shop.bot(of.customer_id, ctx =>
      markHandled(
        ctx,
        due.turn.messages.map(message => message.id),
      ),
    )
  }
}

test('whoever goes on within the quiet window is waited for, counted from his last words', async () => {
  const wait = await next(await unanswered({ age_ms: 5000, text: 'hi' }, { age_ms: 1000, text: 'skrin pecah' }))
  expect(wait).toBeGreaterThan(1000)
  expect(wait).toBeLessThanOrEqual(2000)
})

test('whoever never pauses is answered all the same', async () => {
  const of = await unanswered({ age_ms: 8500, text: 'hi' }, { age_ms: 100, text: 'skrin pecah' })
  expect(await turnsOf(of)).toEqual([['hi', 'skrin pecah']])
})

test('two buttons tapped one after the other are two answers: neither approval is lost', async () => {
  const [one, two] = ['quotation:a:v1:approve', 'quotation:b:v1:approve']
  const of = await unanswered(
    { age_ms: 6000, tap: one },
    { age_ms: 5900, tap: one },
    { age_ms: 5000, tap: two },
    { age_ms: 4000, text: 'terima kasih' },
  )
  expect(await turnsOf(of)).toEqual([[one, one], [two], ['terima kasih']])
})
