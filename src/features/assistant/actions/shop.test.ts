import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Chat,
  chattingShop,
  type Fragment,
  leadOf,
  newChat,
  owing,
  quoted,
  words,
} from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'
import { productOf, ticketOf } from '../../../../test/helpers/tickets.ts'
import { setPlace } from '../../settings/settings.ts'

let shop: TestShop
let chat: Chat
beforeAll(async () => {
  shop = await chattingShop()
  await productOf(shop, 'Sarung telefon lutsinar', '18.90', 12)
  await productOf(shop, 'Sarung telefon kalis hentak', '39.90', 0)
  await productOf(shop, 'Pengecas USB-C 20 W', '59.90', 5)
  await productOf(shop, 'Skrin iPhone 13 (Soft OLED)', '330.00', 2)
})
afterAll(() => shop.close())
beforeEach(async () => {
  chat = await newChat(shop)
})

test.each([
  ['Puan Salmah Ahmad', 'Hai Puan Salmah, '],
  ['Bu Ratna', 'Hai Bu Ratna, '],
  ['Dr. Lim', 'Hai Dr. Lim, '],
  ['Aina Binti Ali', 'Hai Aina, '],
  ['Encik', 'Hai, '],
  ['Kak 🔥', 'Hai, '],
  ['WhatsApp', 'Hai, '],
])('somebody whose name is "%s" is greeted with "%s"', async (name, greets) => {
  const other = await newChat(shop, { name })
  expect((await words(other, 'hai')).startsWith(greets)).toBe(true)
})

describe('goods', () => {
  test.each([
    ['ada jual charger usb-c 20 w tak?', 'Pengecas USB-C 20 W: RM59.90, ada stok'],
    ['jual charger usb-c gak kak?', 'Pengecas USB-C 20 W: RM59.90, stok ada'],
    ['do you sell usb-c chargers?', 'staff'],
    ['do you sell a usb-c charger?', 'Pengecas USB-C 20 W: RM59.90, in stock'],
  ])('"%s"', async (asks, told) => expect(await words(chat, asks)).toContain(told))
  test('what is not there in that form is told by its kind, with what is out of stock', async () => {
    const answer = await chat.says('nak beli casing iphone 14')
    expect(answer?.text).toContain('hampir sama')
    expect(answer?.text).toContain('lutsinar: RM18.90, ada stok')
    expect(answer?.text).toContain('kalis hentak: RM39.90, stok habis')
    expect(answer?.taps).toEqual(['menu:person'])
  })
  test('what no row names a person has to say', async () => {
    expect(await words(chat, 'ada jual drone tak')).toContain('minta staf')
    expect(await leadOf(shop, chat)).toMatchObject({ wants_person: true })
  })
})

describe('where the shop is', () => {
  const at = (latitude: number | null, longitude: number | null) =>
    shop.admin.run(ctx =>
      setPlace(ctx, { address: '12 Jalan Damai', place: latitude && longitude ? { latitude, longitude } : null }),
    )
  const pin = { type: 'location', latitude: 3.1579, longitude: 101.7119, address: '12 Jalan Damai' }
  test('words, and a pin when the shop has given one', async () => {
    expect(await chat.says('kedai kat mana?')).toMatchObject({ pin: null })
    await at(3.1579, 101.7119)
    const answer = await (await newChat(shop)).says('kedai kat mana? buka pukul berapa?')
    expect(answer?.pin).toMatchObject(pin)
    expect(answer?.text).toContain('12 Jalan Damai')
    const other = await newChat(shop)
    expect(await other.says('hai, buka sampai pukul berapa?')).toMatchObject({ pin: null })
    expect((await other.says({ type: 'location' }))?.pin).toMatchObject(pin)
    await at(null, null)
  })
  test('half a place is none, and who may not change the settings does not move the shop', async () => {
    const moved = shop.staff.run(ctx => setPlace(ctx, { address: 'Lain', place: { latitude: 1, longitude: 1 } }))
    await expect(moved).rejects.toMatchObject({ code: 'forbidden' })
    await expect(shop.owner('update app.company_settings set latitude = 1')).rejects.toThrow(/place_check/)
  })
})

describe('what cannot be read', () => {
  test.each<[string, Fragment, string]>([
    ['hai', { type: 'audio' }, 'tak dapat dengar mesej suara'],
    ['halo kak, mau tanya', { type: 'audio' }, 'tidak bisa mendengar pesan suara'],
    ['hello there', { type: 'audio' }, "can't listen to voice messages"],
    ['hai', { type: 'sticker' }, 'tulis sahaja'],
    ['hai', { type: 'contacts' }, 'Kontak itu saya simpan'],
    ['hai', { type: 'location' }, '12 Jalan Damai'],
    ['hai', { type: 'order' }, 'minta staf semak stok'],
    ['hai', { type: 'unsupported' }, 'tak dapat dibuka'],
    ['hello there', { type: 'poll_of_the_future' }, 'cannot be opened'],
  ])('after "%s": %o is answered once', async (hello, what, told) => {
    await chat.says(hello)
    expect(await words(chat, what, what)).toContain(told)
    expect(await chat.says(what)).toBeNull()
  })
  test('again after words', async () => {
    await chat.says({ type: 'audio' })
    await chat.says('maaf, saya taip sahaja: kedai kat mana')
    expect(await words(chat, { type: 'audio' })).toContain('mesej suara')
  })
  test('what was open is put again under it; beside words it needs no answer of its own', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, { type: 'sticker' })).toContain('Ada gambar kerosakan?')
    expect(await words(chat, { type: 'sticker' }, 'takde gambar')).toContain('Betul semua?')
  })
  test('a heart, or anything while a person is awaited, is left alone', async () => {
    await chat.says('hai')
    expect(await chat.says({ type: 'reaction' })).toBeNull()
    await chat.says('nak cakap dengan staf')
    expect(await chat.says({ type: 'audio' })).toBeNull()
  })
})

describe('the menu begins with what concerns him', () => {
  test('his job', async () => {
    const job = await ticketOf(shop)
    const answer = await (await newChat(shop, { customer_id: job.customer_id })).says('hai')
    expect(answer?.text).toContain(`(${job.ticket_number})`)
    expect(answer?.taps[0]).toBe('menu:status')
  })
  test('an offer that waits', async () => {
    const offer = await quoted(shop)
    const answer = await offer.of.says('hai')
    expect(answer?.text).toContain(offer.quotation.quotation_number)
  })
  test('what he owes', async () => {
    const debt = await owing(shop)
    const answer = await debt.of.says('hai')
    expect(answer?.text).toContain('Baki belum dibayar')
    expect(answer?.taps[0]).toBe('menu:payment')
  })
})
