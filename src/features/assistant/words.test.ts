import { expect, test } from 'vitest'
import { faultWords, yesOrNo } from './words.ts'

test.each([
  ['hi, skrin iphone 13 saya pecah, berapa?', 'Skrin iphone 13 saya pecah'],
  ['halo kak, layar redmi note 12 saya retak, berapa ya biayanya?', 'Layar redmi note 12 saya retak'],
  ['hi boss, my samsung a54 battery swollen, how much ah', 'My samsung a54 battery swollen'],
  ['salam bos bateri kembung', 'Bateri kembung'],
  ['my iphone 12 fell in water, can fix?', 'My iphone 12 fell in water, can fix?'],
  // The question comes first: all of it stays.
  ['berapa tukar skrin iphone 13', 'Berapa tukar skrin iphone 13'],
  ['hi', 'Hi'],
])('on paper, “%s” reads “%s”', (said, written) => {
  expect(faultWords(said)).toBe(written)
})

test.each([
  ['yes that one', 'yes'],
  ['ya yang itu', 'yes'],
  ['ok nak buat', 'yes'],
  ['bukan yang itu', 'no'],
  ['yes that one, how much?', null],
  ['ok nak fikir', null],
])('"%s" answers %s', (said, answer) => {
  expect(yesOrNo(said)).toBe(answer)
})
