import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSealer } from './seal.ts'

const key = () => randomBytes(32).toString('base64')

test('a sealed passcode opens only with the same key and for the same device', () => {
  const secret = key()
  const sealed = createSealer(secret).seal('258014', 'device_passcode:1')

  expect(sealed).not.toContain('258014')
  expect(createSealer(secret).unseal(sealed, 'device_passcode:1')).toBe('258014')
  expect(() => createSealer(secret).unseal(sealed, 'device_passcode:2')).toThrow('does not open')
  expect(() => createSealer(key()).unseal(sealed, 'device_passcode:1')).toThrow('does not open')
})

test('sealing the same text twice gives two different values', () => {
  const sealer = createSealer(key())
  expect(sealer.seal('0000', 'x')).not.toBe(sealer.seal('0000', 'x'))
})

test('one changed bit anywhere is noticed', () => {
  const sealer = createSealer(key())
  const sealed = sealer.sealBytes(Buffer.from('kod laluan'), 'x')
  for (let i = 0; i < sealed.length; i++) {
    const forged = Buffer.from(sealed)
    forged[i] = (forged[i] ?? 0) ^ 1
    expect(() => sealer.unsealBytes(forged, 'x'), `byte ${i}`).toThrow()
  }
  expect(() => sealer.unsealBytes(sealed.subarray(0, 20), 'x')).toThrow('not a sealed value')
  expect(() => sealer.unseal('258014', 'x')).toThrow('not a sealed value')
})

test('a short key is refused at start', () => {
  expect(() => createSealer(randomBytes(16).toString('base64'))).toThrow('SECRET_KEY')
})
