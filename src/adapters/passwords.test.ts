import { verify } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { createPasswords } from './passwords.ts'

const passwords = createPasswords(Buffer.alloc(32, 1).toString('base64'))

test('a password is known again by its hash, and nothing else is', async () => {
  const stored = await passwords.hash('kata-laluan-panjang')
  expect(await passwords.verify('kata-laluan-panjang', stored)).toBe('right')
  expect(await passwords.verify('kata-laluan-pendek', stored)).toBe('wrong')
  expect(await passwords.hash('kata-laluan-panjang')).not.toBe(stored)
  for (const none of ['!', '', undefined]) expect(await passwords.verify('kata-laluan-panjang', none)).toBe('wrong')
})

test('whoever has the hash without the shop’s key cannot even try guesses on it', async () => {
  const stored = await passwords.hash('kata-laluan-panjang')
  const hash = stored.slice(stored.indexOf('$'))
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verify(hash, 'kata-laluan-panjang')).toBe(false)
  const elsewhere = createPasswords(Buffer.alloc(32, 2).toString('base64'))
  expect(await elsewhere.verify('kata-laluan-panjang', stored)).toBe('wrong')
})

test('an unknown name takes as long as a wrong password', async () => {
  const stored = await passwords.hash('kata-laluan-panjang')
  const took = async (hash: string | undefined) => {
    const times: number[] = []
    for (let n = 0; n < 7; n++) {
      const started = performance.now()
      await passwords.verify('kata-laluan-pendek', hash)
      times.push(performance.now() - started)
    }
    return times.sort((a, b) => a - b)[3] ?? 0
  }
  await took(undefined)
  const [known, unknown] = [await took(stored), await took(undefined)]
  expect(unknown).toBeGreaterThan(known / 3)
})
