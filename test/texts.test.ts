import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const CATALOGUES = /\b(?:chatTexts|ticketMessages|reminderTexts|salesTexts|checkinTexts|appointmentTexts)\b/
/** Where a catalogue is asked for something else than words to a customer: whether a key exists, what he writes to us, a template’s slot. */
const MAY = [
  'src/features/assistant/assistant.ts',
  'src/features/papers/papers.ts',
  'src/features/tickets/handouts.ts',
  'src/features/tickets/telling.ts',
]

test('whoever speaks to a customer takes the shop’s own words: the catalogues have one door, textsOf', () => {
  const files = globSync('src/{features,http,jobs}/**/*.ts').filter(file => !file.endsWith('.test.ts'))
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter(file => CATALOGUES.test(readFileSync(file, 'utf8'))).sort()).toEqual(MAY)
  const spoken = MAY.filter(file =>
    /translate\((?:chatTexts|reminderTexts|salesTexts|checkinTexts|appointmentTexts)/.test(readFileSync(file, 'utf8')),
  )
  expect(spoken).toEqual([])
})
