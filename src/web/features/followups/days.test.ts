import { expect, test } from 'vitest'
import { daysOf } from './days.ts'

test('days as people type them', () => {
  expect(daysOf('3, 7, 14')).toEqual([3, 7, 14])
  expect(daysOf('14 7;7, 3')).toEqual([3, 7, 14])
  for (const wrong of ['', ' , ', '0', '61', '1.5', 'tiga', '-1', '1 2 3 4 5 6']) expect(daysOf(wrong)).toBeNull()
})
