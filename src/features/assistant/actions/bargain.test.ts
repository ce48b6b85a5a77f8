import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Chat, chattingShop, decisionsOf, newChat, quoted, words } from '../../../../test/helpers/chat.ts'
import { jobTools } from '../../../../test/helpers/jobs.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'
import { announceBargainJob } from '../assistant.jobs.ts'
import { asksForLess } from '../words.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())

/** What waits to be put before staff of a conversation, and what they are told when it is. */
async function announced(of: Chat): Promise<string[]> {
  const tools = jobTools(shop)
  for (const { task, payload } of await shop.waitingJobs())
    if (task === 'assistant.announce_bargain' && payload.session_id === of.session_id)
      await announceBargainJob(tools, payload as Parameters<typeof announceBargainJob>[1])
  const told = await shop.owner<{ words: string }>(
    `select data ->> 'words' as words from app.notifications where kind = 'bargain' and subject_id = $1 order by created_at`,
    [of.session_id],
  )
  return told.map(row => row.words)
}
const leads = async (of: Chat) =>
  (await shop.owner(`select owner, wants_person from app.whatsapp_sessions where id = $1`, [of.session_id]))[0]

test.each([
  'boleh kurang sikit tak?',
  'bole kurang x bos',
  'kurang la sikit',
  'ada diskaun tak',
  'mahal banget kak, bisa kurang?',
  'nego dong',
  'harga kawan la bos',
  'murahin dikit kak',
  'any discount?',
  'can you do it cheaper?',
  'could you go lower?',
])('"%s" asks for less', said => expect(asksForLess(said)).toBe(true))
test.each([
  'mahalnya',
  'kurang pasti model apa',
  'berapa?',
  'boleh siap hari ini?',
  'mahal, batal la',
  'can you call me',
])('"%s" does not', said => expect(asksForLess(said)).toBe(false))

test.each([
  ['boleh kurang sikit tak?', 'disampaikan|sampaikan kepada staf'],
  ['bisa nego ga kak harganya?', 'sampaikan ke staf'],
  ['could i get a discount?', 'passed your request'],
])(
  'of an offer, "%s": its amount stays, staff hear of it once, nothing is decided and the bot goes on',
  async (said, answer) => {
    const { of, quotation } = await quoted(shop)
    const reply = await of.says(said)
    expect(reply?.text).toMatch(new RegExp(answer))
    expect(reply?.text).toContain(quotation.quotation_number)
    await of.says(said)
    expect(await announced(of)).toEqual([said])
    // A nod to that is no approval.
    await of.says('ok')
    expect(await decisionsOf(shop, quotation.id)).toEqual([])
    expect(await leads(of)).toEqual({ owner: 'bot', wants_person: false })
  },
)

test('before there is an offer: put before staff once, and what was asked is asked again', async () => {
  const chat = await newChat(shop)
  await chat.says('skrin iphone 13 saya pecah, berapa?')
  const reply = await words(chat, 'boleh kurang tak?')
  expect(reply).toContain('sampaikan kepada staf')
  expect(reply).toContain('Ada gambar kerosakan?')
  expect(await words(chat, 'mahalnya')).not.toContain('sampaikan')
  await chat.says('kurang la sikit')
  expect(await announced(chat)).toEqual(['boleh kurang tak?'])
})

test('where prices are fixed the bot says so, and nobody is bothered', async () => {
  await shop.owner(`update app.company_settings set bargaining = 'fixed', warranty_days = 90`)
  const { of } = await quoted(shop)
  expect(await words(of, 'boleh kurang sikit tak?')).toContain('harga tetap, dengan waranti 90 hari')
  expect(await announced(of)).toEqual([])
  await shop.owner(`update app.company_settings set bargaining = 'person'`)
})
