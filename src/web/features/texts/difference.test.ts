import { expect, test } from 'vitest'
import { differenceOf } from './difference.ts'

test('what went and what came, word by word', () => {
  expect(differenceOf('Apa yang boleh saya bantu?', 'Apa yang boleh kami bantu hari ini?')).toEqual([
    { kind: 'same', text: 'Apa yang boleh ' },
    { kind: 'gone', text: 'saya' },
    { kind: 'new', text: 'kami' },
    { kind: 'same', text: ' ' },
    { kind: 'gone', text: 'bantu?' },
    { kind: 'new', text: 'bantu hari ini?' },
  ])
  expect(differenceOf('sama', 'sama')).toEqual([{ kind: 'same', text: 'sama' }])
  expect(differenceOf('', 'baru')).toEqual([{ kind: 'new', text: 'baru' }])
})
