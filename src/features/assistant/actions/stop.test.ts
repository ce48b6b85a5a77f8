import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Chat, chattingShop, newChat, words } from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'
import { saysStop } from '../words.ts'

let shop: TestShop
let chat: Chat
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  chat = await newChat(shop)
})
const consents = () =>
  shop.owner(`select purpose, granted, wording from app.consents where customer_id = $1 order by id`, [
    chat.customer_id,
  ])

test.each([
  ['berhenti', 'Tulis MULA', 'mula semula', 'terima perkembangan', 'alamat kedai?', '12 Jalan Damai'],
  [
    'jangan kirim pesan lagi dong',
    'Tulis MULAI',
    'mulai lagi',
    'kabar servis lagi',
    'alamat tokonya di mana?',
    '12 Jalan Damai',
  ],
  ['STOP', 'Write START', 'start', 'hear from us about your repairs', "what's your address?", '12 Jalan Damai'],
])(
  '"%s" stops, once, with the words as proof; a question is still answered; "%s"',
  async (stop, done, start, started, asks, answer) => {
    await chat.says(asks)
    expect(await words(chat, stop)).toContain(done)
    await chat.says(stop)
    expect(await consents()).toEqual([{ purpose: 'notices', granted: false, wording: stop }])
    expect(await words(chat, asks)).toContain(answer)
    expect(await words(chat, start)).toContain(started)
    expect(await consents()).toHaveLength(2)
    const [kept] = await shop.owner(`select paused_at from app.customer_preferences where customer_id = $1`, [
      chat.customer_id,
    ])
    expect(kept).toEqual({ paused_at: null })
  },
)
test.each([
  'stop',
  'henti',
  'tolong berhenti la',
  'stop hantar mesej',
  'please stop messaging me',
  'jangan wasap saya lagi',
  'unsubscribe',
])('"%s" is a stop', text => expect(saysStop(text)).toBe(true))
test.each([
  'jangan stop repair',
  'phone saya stop charging',
  'stop promo',
  'bateri berhenti mengecas',
  'jangan hantar ke alamat lama',
  "don't stop",
  'boleh stop dulu tak repair tu',
])('"%s" is none', text => expect(saysStop(text)).toBe(false))
test('inside a registration it ends the registration', async () => {
  await chat.says('skrin iphone 13 saya pecah')
  expect(await words(chat, 'stop')).toContain('batalkan')
  expect(await consents()).toEqual([])
})
test('"start" of somebody who never stopped changes nothing', async () => {
  await chat.says('start')
  expect(await consents()).toEqual([])
})
