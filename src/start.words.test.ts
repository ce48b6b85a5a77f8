import { expect, test } from 'vitest'
import { readyWords } from './start.words.ts'

const shop = { PUBLIC_URL: 'http://localhost:3000', ROLE: 'all', DEMO: true, WHATSAPP_GRAPH_URL: undefined } as const

test('the pages to open and the demo sign-ins are named', () => {
  const words = readyWords(shop, 1.26, 'data/baiki.log')
  expect(words).toContain('Baiki is ready (1.3 s). Open:\n\n  http://localhost:3000/ ')
  expect(words).toContain('http://localhost:3000/phone')
  expect(words).toContain('demo-password')
  expect(words).toContain('Its log is data/baiki.log.')
})

test('what is not there is not named: no simulator beside the real Meta, no sign-ins without the demo, no pages of a worker', () => {
  const real = readyWords({ ...shop, DEMO: false, WHATSAPP_GRAPH_URL: 'https://graph.facebook.com' }, 1)
  expect(real).not.toMatch(/phone|demo-password/)
  expect(readyWords({ ...shop, DEMO: false }, 1)).toMatch(/phone .*\(once signed in as an admin\)/)
  expect(readyWords({ ...shop, ROLE: 'worker' }, 1)).not.toContain('http')
})
