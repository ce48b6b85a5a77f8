import { expect, test } from 'vitest'
import { likelyNotes, reckon } from './tender.ts'

const owed = (balance: string, method: 'cash' | 'card', typed: string) =>
  reckon({ balance }, { method, typed }, 'cash', 'MYR')

test('cash is rounded to five sen and the change is what goes back', () => {
  expect(owed('404.68', 'cash', '1000.00')).toEqual({
    due: 40470,
    rounding: 2,
    taken: 40470,
    change: 59530,
    left: 0,
    tooMuch: false,
  })
})

test('a card pays to the sen', () => {
  expect(owed('404.68', 'card', '')).toMatchObject({ due: 40468, rounding: 0, taken: 40468, left: 0 })
})

test('less than what is due is a part payment, without rounding', () => {
  expect(owed('404.68', 'cash', '100.00')).toMatchObject({ taken: 10000, change: 0, left: 30470, rounding: 0 })
})

test('a card cannot pay more than is owed: nothing comes back from a card', () => {
  expect(owed('80.00', 'card', '90.00').tooMuch).toBe(true)
})

test('the notes offered are those that people hand over', () => {
  expect(likelyNotes(18240)).toEqual(['185.00', '190.00', '200.00'])
  expect(likelyNotes(5000)).toEqual(['60.00', '100.00'])
})
