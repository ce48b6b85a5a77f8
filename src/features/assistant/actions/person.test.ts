import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Chat, chattingShop, jobTools, leadOf, newChat, words } from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'
import { announcePersonJob } from '../assistant.jobs.ts'

let shop: TestShop
let chat: Chat
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  chat = await newChat(shop)
})

describe('a person', () => {
  test('can be asked for at any step; then the bot is silent but listens', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, 'nak cakap dengan orang')).toContain('panggil staf')
    const now = await leadOf(shop, chat)
    expect(now).toMatchObject({ owner: 'person', wants_person: true })
    expect(now?.handover_summary).toContain('iPhone 13')
    expect(await chat.says('hello?')).toBeNull()
    const kept = await shop.owner(
      `select owner, response_content from app.ai_conversations where customer_id = $1 order by id desc limit 1`,
      [chat.customer_id],
    )
    expect(kept).toEqual([{ owner: 'person', response_content: '' }])
  })
  test('a complaint goes to a person and is told to the shop', async () => {
    expect(await words(chat, 'teruk betul servis korang, phone saya calar!!')).toContain('Maaf')
    const [waiting] = (await shop.waitingJobs()).filter(
      job => job.payload.session_id === chat.session_id && job.task === 'assistant.announce_person',
    )
    expect(waiting?.payload).toMatchObject({ kind: 'complaint' })
    await announcePersonJob(jobTools(shop), waiting?.payload as Parameters<typeof announcePersonJob>[1])
    await announcePersonJob(jobTools(shop), waiting?.payload as Parameters<typeof announcePersonJob>[1])
    const notices = await shop.owner(`select kind, data from app.notifications where subject_id = $1`, [
      chat.session_id,
    ])
    expect(notices).toEqual([{ kind: 'complaint', data: { customer: 'Aina Binti Ali' } }])
  })
})
