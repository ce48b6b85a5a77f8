import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Chat, chattingShop, leadOf, newChat, words } from '../../../test/helpers/chat.ts'
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

/** The trigger would write today's date over it. */
async function silentFor(days: number): Promise<void> {
  await shop.owner(`alter table app.conversation_states disable trigger user`)
  await shop.owner(
    `update app.conversation_states set updated_at = now() - make_interval(days => $2) where session_id = $1`,
    [chat.session_id, days],
  )
  await shop.owner(`alter table app.conversation_states enable trigger user`)
}

describe('a question is put twice in words, then as a choice, then a person comes', () => {
  test.each([
    ['nak repair phone', 'kata sahaja tak pasti', 'Pilih sahaja di bawah', 'panggil staf'],
    ['mau servis hp', 'bilang saja tidak yakin', 'Pilih saja di bawah', 'panggilkan staf'],
    ['I want to repair my phone', 'just say so', 'Pick one below', 'our staff'],
  ])('the device: %s', async (begins, again, choice, person) => {
    await chat.says(begins)
    const second = await chat.says('hmm')
    expect(second?.text).toContain(again)
    expect(second?.taps).toEqual([])
    const third = await chat.says('???')
    expect(third?.text).toContain(choice)
    expect(third?.taps).toEqual(['intake:unsure', 'menu:person'])
    expect(await words(chat, 'asdf')).toContain(person)
    expect(await leadOf(shop, chat)).toMatchObject({ owner: 'bot', wants_person: true })
  })
  test('the choice goes on', async () => {
    for (const said of ['nak repair phone', 'hmm', '???']) await chat.says(said)
    expect(await words(chat, { tap: 'intake:unsure' })).toContain('Apa masalah')
    for (const said of ['apa', 'lkjlkj']) await chat.says(said)
    expect(await words(chat, { tap: 'intake:problem:battery' })).toContain('gambar')
  })
  test('keys pressed at random are no model, one that no list knows is', async () => {
    for (const said of ['nak repair phone', 'hmm']) await chat.says(said)
    await chat.says('qwerty')
    expect((await chat.state())?.slots).not.toHaveProperty('model')
    expect(await words(chat, 'Nothing Phone 2a')).toContain('Apa masalah Nothing Phone 2A')
  })
  test.each([
    ['skrin iphone 13 saya pecah', 'gambar boleh menyusul'],
    ['layar iphone 13 saya pecah', 'fotonya bisa menyusul'],
    ['my iphone 13 screen cracked', 'photos can come later'],
  ])('a photo can be done without: %s', async (begins, passed) => {
    await chat.says(begins)
    expect((await chat.says('asdf'))?.taps).toEqual(['intake:skip_photo'])
    const confirm = await chat.says('zxcv')
    expect(confirm?.text).toContain(passed)
    expect(confirm?.taps).toContain('intake:right')
  })
  test('the answer itself, in one word', async () => {
    await chat.says('nak repair samsung a52')
    expect(await words(chat, 'bateri')).toContain('gambar')
    expect((await chat.state())?.slots).toMatchObject({ problem: 'battery' })
  })
  test('an "ok" or a "skip" is no fault, and decides nothing', async () => {
    await chat.says('nak repair samsung a52')
    expect(await words(chat, 'ok')).toBe('Apa masalah Galaxy A52? Ceritakan ringkas.')
    expect(await words(chat, 'skip')).toContain('belum faham masalahnya')
  })
})

describe('a question in between is answered, and the open one put again under it, for nothing', () => {
  test.each([
    ['skrin iphone 13 saya pecah', 'mahalnya', 'selepas periksa', 'Ada gambar kerosakan?'],
    ['skrin iphone 13 saya pecah', 'berapa lama siap?', 'dalam 3 jam selepas', 'Ada gambar kerosakan?'],
    ['skrin iphone 13 saya pecah', 'boleh siap hari ni?', 'dalam 3 jam selepas', 'Ada gambar kerosakan?'],
    ['skrin iphone 13 saya pecah', 'ada warranty tak', '90 hari', 'Ada gambar kerosakan?'],
    ['skrin iphone 13 saya pecah', 'hai', 'Hai Aina', 'Ada gambar kerosakan?'],
    ['layar iphone 13 saya pecah', 'wah mahal banget', 'setelah diperiksa', 'Ada foto kerusakannya?'],
    ['layar iphone 13 saya pecah', 'berapa lama ya?', 'dalam 3 jam setelah', 'Ada foto kerusakannya?'],
    ['layar iphone 13 saya pecah', 'ada garansi gak?', '90 hari', 'Ada foto kerusakannya?'],
    ['my iphone 13 screen cracked', 'so expensive', 'after a check', 'Have a photo of the damage?'],
    ['my iphone 13 screen cracked', 'how long does it take?', 'within 3 hours of', 'Have a photo of the damage?'],
    ['my iphone 13 screen cracked', 'do you have warranty?', '90 days', 'Have a photo of the damage?'],
  ])('%s / %s', async (begins, between, answer, open) => {
    await chat.says(begins)
    const said = await chat.says(between)
    expect(said?.text).toContain(answer)
    expect(said?.text).toContain(open)
    expect(said?.taps).toEqual(['intake:skip_photo'])
    // as often as one likes
    for (let times = 0; times < 3; times += 1) await chat.says(between)
    expect(await chat.state()).toMatchObject({ flow: 'intake', step: 'photo' })
    expect(await leadOf(shop, chat)).toMatchObject({ wants_person: false })
  })
  test('what asked something of its own is over: the device is come back to', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, 'status repair saya')).toContain('nombor tiket')
    const back = await chat.says('TKT-2026-999999')
    expect(back?.text).toContain('tiada di bawah nombor')
    expect(back?.text).toContain('Ada gambar kerosakan?')
    expect(await words(chat, 'takde gambar')).toContain('Betul semua?')
  })
})

describe('after a week of silence', () => {
  test('he is asked whether to go on, in words that do not assume he remembers', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    await silentFor(8)
    const offer = await chat.says('hai')
    expect(offer?.text).toContain('anda mula daftar iPhone 13, Skrin')
    expect(offer?.taps).toEqual(['resume:yes', 'resume:no'])
    const on = await chat.says({ tap: 'resume:yes' })
    expect(on?.text).toContain('Ada gambar kerosakan?')
    expect(await chat.state()).toMatchObject({ flow: 'intake', slots: { model: 'iPhone 13', problem: 'screen' } })
  })
  test.each([
    ['layar iphone 13 saya pecah', 'halo', 'Mau dilanjutkan?', 'tidak'],
    ['my iphone 13 screen cracked', 'hello', 'Go on with it?', 'no'],
  ])('a no lets it go: %s', async (begins, hello, offer, no) => {
    await chat.says(begins)
    await silentFor(8)
    expect(await words(chat, hello)).toContain(offer)
    await chat.says(no)
    expect((await chat.state())?.flow).toBeNull()
    expect((await chat.state())?.slots).not.toHaveProperty('model')
  })
  test('an "ok" of next week answers nothing', async () => {
    for (const said of ['skrin iphone 13 saya pecah', 'takde gambar']) await chat.says(said)
    await silentFor(9)
    await chat.says('ok')
    expect((await shop.waitingJobs()).filter(({ task }) => task === 'checkins.invite')).toHaveLength(0)
  })
  test('another device is another matter', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    await silentFor(8)
    await chat.says('bateri samsung a52 kembung')
    expect((await chat.state())?.slots).toMatchObject({ model: 'Galaxy A52', problem: 'battery' })
  })
  test('within a week it simply goes on', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    await silentFor(6)
    expect(await words(chat, 'takde gambar')).toContain('Betul semua?')
  })
})

test('the same long answer within minutes is pointed at, not said again', async () => {
  const first = await words(chat, 'ada warranty tak')
  expect(first).toContain('90 hari')
  await chat.says('ada warranty tak')
  expect(await words(chat, 'ada warranty tak')).not.toContain('90 hari')
})
