import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { crc16, parseTlv, readDuitnow } from './duitnow.ts'

interface Vectors {
  readonly crc16: Readonly<Record<string, string>>
  readonly codes: readonly { id: string; payload: string; crc_valid: boolean; fields?: Record<string, string> }[]
}
const vectors: Vectors = JSON.parse(readFileSync(new URL('../../test/data/payment-qr.json', import.meta.url), 'utf8'))
const code = (id: string) => vectors.codes.find(each => each.id === id)?.payload ?? ''
const refusal = (payload: string) => {
  try {
    return readDuitnow(payload).name
  } catch (error) {
    return (error as { code: string }).code
  }
}
/** The same code with other fields, its checksum made anew. */
const remade = (payload: string, change: (text: string) => string) => {
  const text = change(payload.slice(0, -4))
  return text + crc16(text)
}

test.each(Object.entries(vectors.crc16))('the checksum of %s is the published one', (text, sum) => {
  expect(crc16(text)).toBe(sum)
})
describe.each(vectors.codes)('$id', ({ payload, crc_valid, fields }) => {
  test('the checksum says whether it is whole', () => {
    expect(crc16(payload.slice(0, -4)) === payload.slice(-4)).toBe(crc_valid)
  })
  if (fields)
    test('is taken apart into its fields', () => {
      expect(Object.fromEntries(parseTlv(payload) ?? [])).toEqual(fields)
    })
})

describe('a DuitNow code', () => {
  test('says whose it is', () => {
    expect(readDuitnow(code('duitnow-demo-static'))).toEqual({
      name: 'KEDAI DEMO TELEKOM',
      city: 'SHAH ALAM',
      acquirer: '588734',
      merchant: 'DEMO0000000001',
    })
    expect(readDuitnow(code('duitnow-paynet-jompay')).name).toBe('TNB')
  })
  test.each([
    ['a flipped digit', code('duitnow-demo-corrupted-crc'), 'qr_damaged'],
    ['an amount changed by hand', code('duitnow-demo-tampered-amount'), 'qr_damaged'],
    ['a code for one payment', code('duitnow-demo-dynamic-106.00'), 'qr_one_time'],
    ['a code with a fixed amount', code('duitnow-paynet-static-retail'), 'qr_one_time'],
    ['an Indonesian code', code('qris-demo-static'), 'qr_not_duitnow'],
    ['a code of another country', code('emvco-spec-example'), 'qr_not_duitnow'],
    ['a web address', 'https://kedai.example/bayar', 'qr_not_duitnow'],
    ['nothing', '', 'qr_not_duitnow'],
    ['a code cut off', code('duitnow-demo-static').slice(0, 60), 'qr_not_duitnow'],
    [
      'a code without a name',
      remade(code('duitnow-demo-static'), text => text.replace('5918KEDAI DEMO TELEKOM', '5901 ')),
      'qr_not_duitnow',
    ],
    [
      'another currency',
      remade(code('duitnow-demo-static'), text => text.replace('5303458', '5303702')),
      'qr_not_duitnow',
    ],
    [
      'a field said twice',
      remade(code('duitnow-demo-static'), text => text.replace('5802MY', '5802MY5802MY')),
      'qr_not_duitnow',
    ],
  ])('%s is refused', (_, payload, expected) => {
    expect(refusal(payload)).toBe(expected)
  })
})
