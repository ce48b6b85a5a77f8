import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chattingShop, jobTools, newChat, words } from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'
import { ticketOf } from '../../../../test/helpers/tickets.ts'
import { timeAt } from '../../../shared/time.ts'
import { tellCustomer } from '../../conversations/conversations.ts'
import { announceLowRatingJob } from '../../feedback/feedback.jobs.ts'
import { setPreferences } from '../../preferences/preferences.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())

describe('after pickup', () => {
  const finished = async () => {
    const job = await ticketOf(shop)
    await shop.owner(`update app.tickets set status = 'ready_for_pickup' where id = $1`, [job.ticket_id])
    await shop.owner(`update app.tickets set status = 'picked_up' where id = $1`, [job.ticket_id])
    return { job, of: await newChat(shop, { customer_id: job.customer_id }) }
  }
  const rated = (ticket_id: string) =>
    shop.owner(`select rating, feedback_text from app.customer_feedback where ticket_id = $1`, [ticket_id])

  test('five stars by list, then words', async () => {
    const { job, of } = await finished()
    const asked = await of.says({ tap: `rating:${job.ticket_id}:5` })
    expect(asked?.text).toContain('⭐⭐⭐⭐⭐')
    expect(await words(of, 'staf ramah dan cepat')).toContain('Terima kasih')
    expect(await rated(job.ticket_id)).toEqual([{ rating: 5, feedback_text: 'staf ramah dan cepat' }])
  })
  test('"4 bintang" in words is a rating', async () => {
    const { job, of } = await finished()
    await of.says('4 bintang')
    expect(await rated(job.ticket_id)).toEqual([{ rating: 4, feedback_text: null }])
  })
  test('a bare "5" right after the message of the handover is five stars', async () => {
    const { job, of } = await finished()
    await shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id: job.customer_id,
        topic: 'repair',
        key: `ticket:${job.ticket_id}:picked_up:1`,
        message: { type: 'text', body: 'Balas 1 hingga 5' },
      }),
    )
    expect(await words(of, '5')).toContain('⭐⭐⭐⭐⭐')
    await of.says('terbaik, puas hati')
    expect(await rated(job.ticket_id)).toEqual([{ rating: 5, feedback_text: 'terbaik, puas hati' }])
  })
  test('a question that waits for the end of his quiet hours he has not seen: a bare "5" answers nothing', async () => {
    const { job, of } = await finished()
    const at = (minutes: number) => timeAt(new Date(Date.now() + minutes * 60_000))
    const { customer_id } = job
    await shop.staff.run(ctx => setPreferences(ctx, { customer_id, quiet: { from: at(-60), to: at(60) } }))
    await shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id,
        topic: 'feedback',
        key: `ticket:${job.ticket_id}:picked_up:1`,
        message: { type: 'text', body: 'Balas 1 hingga 5' },
      }),
    )
    expect(await words(of, '5')).not.toContain('⭐')
    expect(await rated(job.ticket_id)).toEqual([])
  })
  test('few stars are put before the shop at once', async () => {
    const { job, of } = await finished()
    expect(await words(of, { tap: `rating:${job.ticket_id}:1` })).toContain('Maaf')
    const [waiting] = (await shop.waitingJobs()).filter(({ task }) => task === 'feedback.announce_low_rating').slice(-1)
    await announceLowRatingJob(jobTools(shop), waiting?.payload as Parameters<typeof announceLowRatingJob>[1])
    expect(await shop.owner(`select kind from app.notifications where subject_id = $1`, [job.ticket_id])).toEqual([
      { kind: 'low_rating' },
    ])
  })
})

test('stars of somebody who has had nothing repaired are counted once, whatever he writes after them', async () => {
  const of = await newChat(shop)
  await of.says('hai')
  await of.says({ tap: 'rating:2' })
  await of.says('lambat sangat layanannya')
  const left = await shop.owner(
    `select count(rating)::int as stars, string_agg(feedback_text, '') as words from app.customer_feedback where customer_id = $1`,
    [of.customer_id],
  )
  expect(left).toEqual([{ stars: 1, words: 'lambat sangat layanannya' }])
})
