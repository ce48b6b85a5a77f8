import { expect, test } from 'vitest'
import { cannedIn, fillCanned, openSlots, unknownSlots } from './canned.ts'

test('what is known is filled, what is not stays open and is named', () => {
  const text = 'Hai {customer}, {ticket} siap. Baki {balance}. {customer}'
  const filled = fillCanned(text, { customer: 'Siti', balance: 'RM120.00', ticket: null })
  expect(filled).toBe('Hai Siti, {ticket} siap. Baki RM120.00. Siti')
  expect(openSlots(filled)).toEqual(['ticket'])
  expect(openSlots('Harga {lain} sahaja')).toEqual([])
})

test('a slot that there is none of is found before the text is kept', () => {
  expect(unknownSlots('Hai {nama} {shop} {}')).toEqual(['nama', ''])
})

test('a customer reads his language, or the shop’s where his has no text', () => {
  const texts = { ms: 'Terima kasih', id: '', en: 'Thank you' }
  expect(cannedIn(texts, 'en')).toBe('Thank you')
  expect(cannedIn(texts, 'id')).toBe('Terima kasih')
})
