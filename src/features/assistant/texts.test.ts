import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Chat, chattingShop, newChat, words } from '../../../test/helpers/chat.ts'
import type { TestShop } from '../../../test/helpers/shop.ts'
import { chatTexts } from '../../shared/messages/chat.ts'
import { ACTION_NAMES } from './acting.ts'

let shop: TestShop
let chat: Chat
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  chat = await newChat(shop)
})

describe('the catalogue', () => {
  const limits: Readonly<Record<string, number>> = { 'button.': 20, 'row.': 24, 'note.': 72, 'problem.': 24 }
  test('what can be tapped fits the channel in every language', () => {
    const long = Object.entries(chatTexts).flatMap(([key, texts]) => {
      const [, most] = Object.entries(limits).find(([prefix]) => key.startsWith(prefix)) ?? [null, 1024]
      return Object.values(texts).filter(text => text.length > most)
    })
    expect(long).toEqual([])
  })
  test('a language has the slots of the others', () => {
    const slots = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join()
    const uneven = Object.entries(chatTexts).filter(([, texts]) => new Set(Object.values(texts).map(slots)).size > 1)
    expect(uneven.map(([key]) => key)).toEqual([])
  })
  test('every intent names a text and an action that exist', async () => {
    const rows = await shop.scheduler(ctx =>
      ctx.tx.selectFrom('ai_intents').select(['response_template', 'action_type']).execute(),
    )
    expect(rows).toHaveLength(19)
    for (const row of rows) {
      expect(Object.keys(chatTexts)).toContain(row.response_template)
      expect(ACTION_NAMES).toContain(row.action_type)
    }
  })
  test('an intent that staff switch off is no longer acted on', async () => {
    await shop.admin.run(ctx =>
      ctx.tx.updateTable('ai_intents').set({ is_active: false }).where('intent_name', '=', 'product_inquiry').execute(),
    )
    expect(await words(chat, 'ada jual charger?')).not.toContain('semak stok')
    await shop.admin.run(ctx =>
      ctx.tx.updateTable('ai_intents').set({ is_active: true }).where('intent_name', '=', 'product_inquiry').execute(),
    )
    expect(await words(await newChat(shop), 'ada jual charger?')).toContain('semak stok')
  })
})
