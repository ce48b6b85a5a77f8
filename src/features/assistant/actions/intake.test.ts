import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Chat, chattingShop, leadOf, newChat, words } from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'

let shop: TestShop
let chat: Chat
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  chat = await newChat(shop)
})

describe('repair intake', () => {
  test('asks only what is missing, and ends with the check-in link', async () => {
    expect(await words(chat, 'nak repair phone')).toContain('model apa')
    expect(await words(chat, 'iphone 13')).toContain('Apa masalah iPhone 13')
    expect(await words(chat, 'skrin pecah')).toContain('Ada gambar')
    const confirm = await chat.says({ tap: 'intake:skip_photo' })
    expect(confirm?.text).toContain('Peranti: iPhone 13')
    // the QR with its link is the next message, and the only one
    expect(await chat.says('betul')).toBeNull()
    expect((await shop.waitingJobs()).filter(({ task }) => task === 'checkins.invite')).toHaveLength(1)
    const [kept] = await shop.owner(
      `select response_content from app.ai_conversations where customer_id = $1 order by id desc limit 1`,
      [chat.customer_id],
    )
    expect(kept?.response_content).toMatch(/http:\/\/kedai\.test\/c\//)
    expect((await chat.state())?.flow).toBeNull()
    const [checkin] = await shop.owner<{ prefill: Record<string, unknown> }>(
      `select prefill from app.checkins where customer_id = $1`,
      [chat.customer_id],
    )
    expect(checkin?.prefill).toMatchObject({ brand: 'Apple', model: 'iPhone 13', problem: 'Skrin pecah' })
  })
  test('"eh bukan 13, 12" after a bare question for a price asks for the price of the other', async () => {
    const first = await words(chat, 'berapa tukar skrin iphone 13')
    expect(first).toContain('iPhone 13')
    expect(await words(chat, 'eh bukan 13, 12')).toContain('iPhone 12')
    expect((await chat.state())?.slots).toMatchObject({ brand: 'Apple', model: 'iPhone 12', problem: 'screen' })
  })
  test.each(['ok jadi', 'jadi bos', 'boleh', 'yes please', 'ok nak buat'])(
    '"%s" after a price begins the repair',
    async yes => {
      await chat.says('berapa tukar skrin iphone 13')
      await chat.says(yes)
      expect(await chat.state()).toMatchObject({ flow: 'intake', step: 'photo', slots: { model: 'iPhone 13' } })
    },
  )
  test.each(['ok', 'ok tq', 'terima kasih'])('"%s" after a price begins nothing', async thanks => {
    await chat.says('berapa tukar skrin iphone 13')
    await chat.says(thanks)
    expect((await chat.state())?.flow).toBeNull()
  })
  test('a yes long after the price, when something else was spoken of, begins nothing', async () => {
    await chat.says('berapa tukar skrin iphone 13')
    await chat.says('kedai buka pukul berapa')
    await chat.says('boleh')
    expect((await chat.state())?.flow).toBeNull()
  })

  test('"eh bukan 13, 12" corrects the model at any step, and the price with it', async () => {
    await chat.says('skrin iphone 13 saya pecah, berapa?')
    const corrected = await words(chat, 'eh bukan 13, 12')
    expect(corrected).toContain('RM280.00 hingga RM340.00')
    expect((await chat.state())?.slots).toMatchObject({ model: 'iPhone 12', problem: 'screen' })
    expect(await words(chat, 'eh silap la, 13 jugak')).toContain('iPhone 13')
    await chat.says('eh bukan 13, 12')
    await chat.says('langkau')
    expect(await words(chat, 'sorry, bukan 12 tapi 13')).toContain('iPhone 13')
    expect((await chat.state())?.step).toBe('confirm')
  })
  test('photos are collected until the customer goes on', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, { image: true })).toContain('(1)')
    expect(await words(chat, { image: true }, { image: true })).toContain('(3)')
    expect(await words(chat, 'itu je')).toContain('Gambar: 3')
    await chat.says('ya')
    const [checkin] = await shop.owner<{ prefill: { file_ids: string[] } }>(
      `select prefill from app.checkins where customer_id = $1`,
      [chat.customer_id],
    )
    expect(checkin?.prefill.file_ids).toHaveLength(3)
  })
  test('another question in between is answered, and the open one is put again', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    const answer = await chat.says('kedai buka sampai pukul berapa?')
    expect(answer?.text).toContain('10 pagi')
    expect(answer?.text).toContain('gambar')
    expect(answer?.taps).toEqual(['intake:skip_photo'])
    expect((await chat.state())?.step).toBe('photo')
  })
  test('a second fault is one more, not a correction', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    await chat.says('bateri pun cepat habis')
    const both = { problem: 'screen', problem_text: 'Skrin iphone 13 saya pecah; Bateri pun cepat habis' }
    expect((await chat.state())?.slots).toMatchObject(both)
  })
  test('anger in the middle of it reaches a person', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, 'teruk betul servis korang, dulu repair skrin pecah jugak!!')).toContain('Maaf')
    expect(await leadOf(shop, chat)).toMatchObject({ owner: 'bot', wants_person: true })
  })
  test('cancel ends it', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, 'batal lah')).toContain('batalkan')
    expect(await chat.state()).toMatchObject({ flow: null, slots: {} })
  })
  test('not knowing the model is an answer', async () => {
    await chat.says('nak repair phone samsung')
    expect(await words(chat, 'tak pasti model apa')).toContain('Apa masalah Samsung')
  })
})

describe('a lost or expired check-in link', () => {
  const invited = async () => {
    await chat.says('skrin iphone 13 saya pecah')
    await chat.says('takde gambar')
    await chat.says('betul')
  }
  test('is told again while it opens', async () => {
    await invited()
    expect(await words(chat, 'link tadi hilang, boleh hantar lagi?')).toMatch(/kedai\.test\/c\//)
  })
  test('is made anew, with what was told, when it has expired', async () => {
    await invited()
    await shop.owner(`update app.checkins set expires_at = now() - interval '1 hour' where customer_id = $1`, [
      chat.customer_id,
    ])
    expect(await chat.says('link dah expired')).toBeNull()
    const prefills = await shop.owner(`select prefill from app.checkins where customer_id = $1`, [chat.customer_id])
    expect(prefills).toHaveLength(2)
    expect(prefills[0]).toEqual(prefills[1])
  })
})
