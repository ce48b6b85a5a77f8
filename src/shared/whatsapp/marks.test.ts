import { expect, test } from 'vitest'
import { marksOf, unmarked } from './marks.ts'

test.each([
  ['jumlah *RM582.89*. Setuju?', ['text jumlah ', 'bold RM582.89', 'text . Setuju?']],
  ['_perlahan_ ~lama~ `kod`', ['italic perlahan', 'text  ', 'struck lama', 'text  ', 'code kod']],
  ['buka https://kedai.test/c/a_b-c, ya', ['text buka ', 'link https://kedai.test/c/a_b-c', 'text , ya']],
  ['5*3*2 dan a_b_c', ['text 5*3*2 dan a_b_c']],
  ['*satu\ndua*', ['text *satu\ndua*']],
])('%s', (text, marks) => {
  expect(marksOf(text).map(mark => `${mark.kind} ${mark.text}`)).toEqual(marks)
})

test('without its marks a text is what one reads aloud', () => {
  expect(unmarked('✅ *TKT-2026-000001* · 5*3')).toBe('✅ TKT-2026-000001 · 5*3')
})
