import { afterAll, beforeAll, expect, test } from 'vitest'
import { chattingShop, newChat, words } from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())

test('a file that we do not take is not called received: he hears why, and what would do', async () => {
  const chat = await newChat(shop)
  await chat.says('hai')
  const refused = await chat.says({ missing: 'media_dangerous' })
  expect(refused?.text).toBe(
    'Maaf, fail jenis ini kami tak boleh buka, demi keselamatan. Boleh hantar sebagai gambar atau PDF?',
  )
  expect((await chat.says({ missing: 'media_too_large' }))?.text).toContain('terlalu besar')
  expect((await chat.says({ missing: 'media_lost' }))?.text).toContain('tak sampai')
})

test('in the middle of taking a device in, the question that was open is put again', async () => {
  const chat = await newChat(shop)
  await words(chat, 'nak repair iphone 13, skrin pecah')
  const open = await chat.state()
  const answer = await chat.says({ missing: 'media_expired' })
  expect(answer?.text).toContain('tak sampai')
  expect(answer?.text).toContain('gambar kerosakan')
  expect((await chat.state())?.step).toBe(open?.step)
})
