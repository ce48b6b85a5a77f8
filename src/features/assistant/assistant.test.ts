import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Chat, chattingShop, newChat, words } from '../../../test/helpers/chat.ts'
import type { TestShop } from '../../../test/helpers/shop.ts'

let shop: TestShop
let chat: Chat
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  chat = await newChat(shop)
})

describe('the first message', () => {
  test('"skrin iphone 13 saya pecah, berapa?" gets a greeting, the range of the price rules and one question', async () => {
    const answer = await chat.says('hi, skrin iphone 13 saya pecah, berapa?')
    expect(answer?.text).toContain('Hai Aina')
    expect(answer?.text).toContain('RM350.00 hingga RM420.00')
    expect(answer?.text).toContain('selepas kami periksa')
    expect(answer?.text).toContain('Ada gambar')
    expect(answer?.taps).toEqual(['intake:skip_photo'])
    expect(await chat.state()).toMatchObject({
      flow: 'intake',
      step: 'photo',
      slots: { model: 'iPhone 13', problem: 'screen' },
    })
  })
  test('says once, and only once, where the privacy notice is', async () => {
    expect(await words(chat, 'hai')).toContain('http://kedai.test/privacy')
    expect(await words(chat, 'hai')).not.toContain('/privacy')
  })
  test('a greeting gets the menu', async () => {
    const answer = await chat.says('assalamualaikum')
    expect(answer?.taps).toEqual(['menu:repair', 'menu:status', 'menu:payment', 'menu:info', 'menu:person'])
  })
  test('a burst is one turn with one answer', async () => {
    const answer = await chat.says('hi', 'skrin pecah', 'iphone 13 saya')
    expect(answer?.text).toContain('RM350.00')
    const kept = await shop.owner<{ message_content: string; message_ids: string[] }>(
      `select message_content, message_ids from app.ai_conversations where customer_id = $1`,
      [chat.customer_id],
    )
    expect(kept).toHaveLength(1)
    expect(kept[0]?.message_ids).toHaveLength(3)
  })
  test('a price that no rule knows is never invented', async () => {
    const answer = await words(chat, 'berapa tukar bateri nokia 3310')
    expect(answer).toContain('selepas periksa')
    expect(answer).toContain('RM30.00')
    expect(answer.match(/RM[\d.,]*\d/g)).toEqual(['RM30.00'])
  })
})

describe('languages', () => {
  test('the answer is in the language of the message', async () => {
    expect(await words(chat, 'hi, my iphone 13 screen is cracked, how much?')).toContain('usually RM350.00 to RM420.00')
    expect(await words(await newChat(shop), 'kak layar iphone 13 saya retak, berapa ya?')).toContain(
      'biasanya RM350.00 sampai RM420.00',
    )
  })
  test('a "thanks" does not turn a Malay conversation English, a sentence does', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    await chat.says('ok thanks')
    expect((await chat.state())?.lang).toBe('ms')
    await chat.says('actually what time do you close today?')
    expect((await chat.state())?.lang).toBe('en')
  })
  test('"english please" switches, and stays', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, 'english please')).toContain("let's use English")
    expect(await words(chat, 'takde')).toContain('Is this right?')
    const [row] = await shop.owner(`select language_preference from app.customer_preferences where customer_id = $1`, [
      chat.customer_id,
    ])
    expect(row).toEqual({ language_preference: 'en' })
  })
  test('the journey into the shop in Indonesian and English', async () => {
    const id = await newChat(shop)
    await id.says('Layar iphone 13 saya retak')
    expect(await words(id, 'ga ada foto')).toContain('Sudah benar?')
    expect(await id.says('iya benar')).toBeNull()
    const en = await newChat(shop)
    await en.says('my iphone 13 screen is cracked')
    await en.says('no photos')
    expect(await en.says('yes correct')).toBeNull()
    const made = await shop.owner(
      `select prefill ->> 'problem' as problem from app.checkins where customer_id = any($1::uuid[]) order by id`,
      [[id.customer_id, en.customer_id]],
    )
    expect(made.map(({ problem }) => problem).sort()).toEqual([
      'Layar iphone 13 saya retak',
      'My iphone 13 screen is cracked',
    ])
  })
})

describe('the rest', () => {
  test('hours and address come from the settings', async () => {
    const answer = await words(chat, 'kedai kat mana, buka pukul berapa?')
    expect(answer).toContain('12 Jalan Damai')
    expect(answer).toContain('10 pagi')
  })
  test('what is out of scope is said honestly, with the menu; the third time a person comes', async () => {
    const answer = await chat.says('siapa presiden indonesia')
    expect(answer?.text).toContain('di luar bidang')
    expect(answer?.taps).toContain('menu:repair')
    await chat.says('qwerty zxcv')
    expect(await words(chat, 'zzxx qqq')).toContain('panggil staf')
  })
  test('"stop hantar promo" withdraws consent, with the words as proof', async () => {
    expect(await words(chat, 'stop hantar promo ye')).toContain('tiada lagi mesej promosi')
    expect(
      await shop.owner(`select granted, wording from app.consents where customer_id = $1`, [chat.customer_id]),
    ).toEqual([{ granted: false, wording: 'stop hantar promo ye' }])
  })
  test('a voice message is answered honestly', async () => {
    expect(await words(chat, { audio: true })).toContain('mesej suara')
  })
  test('every turn leaves its exchange, mood and interaction', async () => {
    await chat.says('skrin gelap')
    const [kept] = await shop.owner(
      `select intent, language, sentiment_label from app.ai_conversations where customer_id = $1`,
      [chat.customer_id],
    )
    expect(kept).toEqual({ intent: 'repair_request', language: 'ms', sentiment_label: 'neutral' })
    expect(
      await shop.owner(`select sentiment_label from app.customer_sentiments where customer_id = $1`, [
        chat.customer_id,
      ]),
    ).toHaveLength(1)
    expect(
      await shop.owner(`select direction from app.customer_interactions where customer_id = $1`, [chat.customer_id]),
    ).toHaveLength(1)
  })
})
