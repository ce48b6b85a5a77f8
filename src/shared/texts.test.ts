import { describe, expect, test } from 'vitest'
import { LANGS } from './messages.ts'
import { EXAMPLES } from './texts.examples.ts'
import { faultOf, mustSay, pickVariant, previewText, slotsIn, slotsOf, TEXT_KEYS, TEXTS, tidyText } from './texts.ts'

const everywhere = TEXT_KEYS.flatMap(key => LANGS.map(lang => ({ key, lang, text: TEXTS[key][lang] })))

describe('the catalogue', () => {
  test('says everything in three languages, and would itself be accepted from a shop', () => {
    expect(everywhere.length).toBeGreaterThan(600)
    expect(everywhere.filter(({ text }) => !text?.trim())).toEqual([])
    expect(
      everywhere.flatMap(({ key, lang, text }) => {
        const fault = faultOf(key, lang, text)
        return fault ? [`${key} ${lang}: ${fault.code} ${JSON.stringify(fault.vars)}`] : []
      }),
    ).toEqual([])
  })
  test('has the same slots in each language', () => {
    const uneven = TEXT_KEYS.filter(key => new Set(LANGS.map(lang => slotsIn(TEXTS[key][lang]).sort().join())).size > 1)
    expect(uneven).toEqual([])
  })
  test('has an example for every slot, so that no preview shows a brace', () => {
    expect(TEXT_KEYS.flatMap(key => slotsOf(key)).filter(slot => LANGS.some(lang => !EXAMPLES[lang][slot]))).toEqual([])
    expect(everywhere.filter(({ key, lang, text }) => /[{}]/.test(previewText(key, lang, text)))).toEqual([])
  })
})

test.each([
  ['  ', 'text_empty', {}],
  ['Hai{name}, {shop} di sini. {tiket}', 'text_slot_unknown', { slot: 'tiket' }],
  ['Hai {nama}', 'text_slot_unknown', { slot: 'nama' }],
  ['Hai{name', 'text_brace', {}],
  ['Hai }', 'text_brace', {}],
  ['x'.repeat(1025), 'text_too_long', { length: 1025, limit: 1024 }],
])('%s is refused: %s', (text, code, vars) => {
  expect(faultOf('chat.hello', 'ms', text)).toEqual({ code, vars })
})

test('a fact may not be left out; a greeting may', () => {
  expect(faultOf('chat.hello', 'ms', 'Hai!')).toBeNull()
  expect(mustSay('paper.receipt_part')).toEqual(['amount', 'number', 'balance'])
  expect(faultOf('paper.receipt_part', 'ms', 'Terima {amount}, resit {number}.')).toEqual({
    code: 'text_slot_missing',
    vars: { slot: 'balance' },
  })
  expect(faultOf('chat.payment.qr', 'en', 'Scan this and enter {amount}.')?.vars).toEqual({ slot: 'name' })
})

test('a button has 20 characters and one line, a row 24', () => {
  expect(faultOf('chat.button.approve', 'ms', 'x'.repeat(20))).toBeNull()
  expect(faultOf('chat.button.approve', 'ms', 'x'.repeat(21))?.vars).toEqual({ length: 21, limit: 20 })
  expect(faultOf('chat.row.repair', 'ms', 'x'.repeat(25))?.vars).toEqual({ length: 25, limit: 24 })
  expect(faultOf('chat.button.approve', 'ms', 'Ya\nok')?.code).toBe('text_one_line')
})

test('a part of a sentence keeps the space in front that joins it to the rest', () => {
  expect(tidyText('chat.quotation.fee', 'ms', 'Yuran {fee}. ')).toBe(' Yuran {fee}.')
  expect(previewText('ticket.ready_repaired', 'ms', '{device} siap.{hours}')).toBe(
    'iPhone 13 siap.\nWaktu kedai: Isn–Sab 10:00–19:00',
  )
})

test('of several ways the seed decides: the same again for the same message, all of them over many', () => {
  const ways = ['a', 'b', 'c']
  const picked = Array.from({ length: 60 }, (_, n) => pickVariant(ways, `turn:${n}`))
  expect(picked).toEqual(Array.from({ length: 60 }, (_, n) => pickVariant(ways, `turn:${n}`)))
  expect([...new Set(picked)].sort()).toEqual(ways)
})
