import { afterAll, beforeAll, expect, test } from 'vitest'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
import { ticketOf } from '../../../test/helpers/tickets.ts'
import { zFeedback } from '../../shared/feedback.ts'
import { customerLink } from '../tickets/tickets.ts'
import { leaveFeedback, leaveFeedbackOnPage, visitToRate } from './feedback.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await newShop()
})
afterAll(() => shop.close())

const finished = async () => {
  const job = await ticketOf(shop)
  for (const status of ['ready_for_pickup', 'picked_up'])
    await shop.owner(`update app.tickets set status = $2 where id = $1`, [job.ticket_id, status])
  return job
}
const rows = (ticket_id: string) =>
  shop.owner(`select rating, feedback_text, feedback_source from app.customer_feedback where ticket_id = $1`, [
    ticket_id,
  ])

test('a customer rates on the ticket page, and may change his mind', async () => {
  const { ticket_id } = await finished()
  const { url } = await shop.staff.run(ctx => customerLink(ctx, { ticket_id }))
  const token = url.split('/').at(-1) ?? ''
  const rate = (rating: number, words?: string) =>
    shop.link(token, ctx => leaveFeedbackOnPage(ctx, { token, rating, ...(words ? { words } : {}) }))
  expect(zFeedback.parse(await rate(4, 'kemas'))).toEqual({ rating: 4, feedback_text: 'kemas' })
  await rate(5)
  expect(await rows(ticket_id)).toEqual([{ rating: 5, feedback_text: 'kemas', feedback_source: 'page' }])
})

test('what is not finished yet is not rated on its page', async () => {
  const { ticket_id } = await ticketOf(shop)
  const { url } = await shop.staff.run(ctx => customerLink(ctx, { ticket_id }))
  const token = url.split('/').at(-1) ?? ''
  const early = shop.link(token, ctx => leaveFeedbackOnPage(ctx, { token, rating: 1 }))
  await expect(early).rejects.toMatchObject({ code: 'transition_refused' })
  expect(await rows(ticket_id)).toEqual([])
})

test('stars and words that come one after the other are one feedback', async () => {
  const { customer_id, ticket_id } = await finished()
  await shop.bot(customer_id, ctx => leaveFeedback(ctx, { customer_id, ticket_id, rating: 2 }))
  await shop.bot(customer_id, ctx => leaveFeedback(ctx, { customer_id, ticket_id, rating: null, words: 'lambat' }))
  expect(await rows(ticket_id)).toEqual([{ rating: 2, feedback_text: 'lambat', feedback_source: 'whatsapp' }])
})

test('the visit to rate is the last one that ended and has no stars yet', async () => {
  const { customer_id, ticket_id } = await finished()
  const look = () => shop.bot(customer_id, ctx => visitToRate(ctx, { customer_id, ticket_id: null }))
  expect((await look())?.id).toBe(ticket_id)
  await shop.bot(customer_id, ctx => leaveFeedback(ctx, { customer_id, ticket_id, rating: 5 }))
  expect(await look()).toBeNull()
})

test('nobody rates for another customer', async () => {
  const { ticket_id, customer_id } = await finished()
  const stranger = await ticketOf(shop)
  await expect(
    shop.bot(stranger.customer_id, ctx => leaveFeedback(ctx, { customer_id, ticket_id, rating: 1 })),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('two stars and fewer are put before staff, three are not', async () => {
  for (const rating of [1, 2, 3, 5]) {
    const { customer_id, ticket_id } = await finished()
    await shop.bot(customer_id, ctx => leaveFeedback(ctx, { customer_id, ticket_id, rating }))
    const [row] = await shop.owner<{ id: string }>('select id from app.customer_feedback where ticket_id = $1', [
      ticket_id,
    ])
    const jobs = (await shop.waitingJobs()).filter(
      job => job.task === 'feedback.announce_low_rating' && job.payload.feedback_id === row?.id,
    )
    expect(jobs, `${rating}`).toHaveLength(rating <= 2 ? 1 : 0)
  }
})
