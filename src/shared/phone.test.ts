import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { showPhone, toE164 } from './phone.ts'

describe('one number however it is written', () => {
  test.each(['012-345 6789', '0123456789', '+60 12-345 6789', '60123456789', '0060 12 345 6789', ' 012 3456789 '])(
    '%j',
    raw => {
      expect(toE164(raw)).toBe('+60123456789')
    },
  )
  test('an eleven-digit mobile', () => expect(toE164('011-1234 5678')).toBe('+601112345678'))
  test('Indonesian at home and abroad', () => {
    expect(toE164('0812-3456-7890', 'ID')).toBe('+6281234567890')
    expect(toE164('6281234567890', 'MY')).toBe('+6281234567890')
  })
  test.each(['', '123', '0123', 'hello', '01234567890123456', '0812345'])('%j is no number', raw =>
    expect(toE164(raw)).toBeNull(),
  )
})

describe('a number as people write it', () => {
  test.each([
    ['+60123456789', '012-345 6789'],
    ['+601112345678', '011-1234 5678'],
    ['+60321411234', '03-2141 1234'],
    ['+6042261234', '04-226 1234'],
    ['+6082412345', '082-412 345'],
    ['+6281234567890', '0812-3456-7890'],
    ['+62812345678', '0812-345-678'],
  ])('%s is %s, as the numbering plan has it', (e164, shown) => {
    expect(showPhone(e164)).toBe(shown)
    expect(parsePhoneNumberFromString(e164)?.formatNational()).toBe(shown)
  })
  test('a foreign number keeps its country', () => expect(showPhone('+6591234567')).toBe('+6591234567'))
})
