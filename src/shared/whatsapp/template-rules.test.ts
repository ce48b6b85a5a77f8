import { expect, test } from 'vitest'
import { LANGS } from '../messages.ts'
import { componentsOf, partsOf, type TemplateDraft, templateProblems } from './template-rules.ts'
import { TEMPLATE_NAMES, templateComponents } from './templates.ts'

const draft = (more: Partial<TemplateDraft> = {}): TemplateDraft => ({
  name: 'stock_arrived',
  language: 'ms',
  category: 'UTILITY',
  header: '',
  body: 'Salam {{1}}, alat ganti untuk {{2}} anda sudah sampai di kedai.',
  footer: '',
  buttons: [],
  example: ['Siti', 'iPhone 13'],
  ...more,
})
const found = (more: Partial<TemplateDraft>): string[] =>
  templateProblems(draft(more)).map(({ path, problem }) => `${path} ${problem}`)
const buttons = (...texts: string[]) => texts.map(text => ({ type: 'QUICK_REPLY' as const, text, url: '' }))

test('what Meta would refuse is found before it is asked', () => {
  expect(found({})).toEqual([])
  const cases: [Partial<TemplateDraft>, string[]][] = [
    [{ name: 'Stock Arrived' }, ['name name_wrong']],
    [{ name: 'a'.repeat(513) }, ['name too_long']],
    [{ body: '' }, ['body empty']],
    [{ body: `Salam {{1}} dan {{2}} yang ${'lama '.repeat(210)}.` }, ['body too_long']],
    [{ body: 'Salam {{2}}, alat ganti untuk {{1}} anda sudah sampai.' }, ['body slots_order']],
    [{ body: 'Salam {{1}}, alat ganti untuk {{nama}} anda sudah sampai.' }, ['body slots_order']],
    [{ body: '{{1}}, alat ganti untuk {{2}} anda sudah sampai.' }, ['body slot_at_edge']],
    [{ body: 'Salam {{1}}, sudah sampai alat ganti untuk {{2}}.' }, ['body slot_at_edge']],
    [{ body: 'Salam {{1}} {{2}}, alat ganti anda sudah sampai.' }, ['body slots_together']],
    [{ body: 'Untuk {{1}}, {{2}} siap.' }, ['body too_many_slots']],
    [{ example: ['Siti'] }, ['example.1 example_missing']],
    [{ header: 'x'.repeat(61) }, ['header too_long']],
    [{ header: 'Salam {{1}}' }, ['header no_slots_here']],
    [{ footer: 'x'.repeat(61) }, ['footer too_long']],
    [{ buttons: buttons('Ya', 'ya') }, ['buttons.1 same_label']],
    [{ buttons: buttons('') }, ['buttons.0 empty']],
    [{ buttons: buttons('x'.repeat(26)) }, ['buttons.0 too_long']],
    [{ buttons: buttons(...Array.from('abcdefghijk')) }, ['buttons too_many_buttons']],
    [{ buttons: [{ type: 'URL', text: 'Lihat', url: 'kedai' }] }, ['buttons.0 url_wrong']],
    [
      { buttons: [{ type: 'URL', text: 'Lihat', url: 'https://kedai.example' }, ...buttons('Ya')] },
      ['buttons buttons_mixed'],
    ],
    [{ body: 'Salam {{1}}, promo untuk {{2}} anda minggu ini sahaja.' }, ['category marketing_words']],
  ]
  for (const [more, flaws] of cases) expect(found(more), JSON.stringify(more).slice(0, 120)).toEqual(flaws)
})

test('a draft comes back from its components as it was', () => {
  const full = draft({ header: 'Kedai', footer: 'Balas BERHENTI', buttons: buttons('Ya', 'Tidak') })
  const { header, body, footer, buttons: kept, example } = partsOf(componentsOf(full))
  expect({ header, body, footer, buttons: kept, example }).toEqual({
    header: full.header,
    body: full.body,
    footer: full.footer,
    buttons: full.buttons,
    example: full.example,
  })
})

test('our own set passes our own checks, in three languages', () => {
  for (const name of TEMPLATE_NAMES)
    for (const language of LANGS) {
      const parts = partsOf(templateComponents(name, language))
      const own = draft({ ...parts, name, language, buttons: parts.buttons as TemplateDraft['buttons'] })
      expect(templateProblems(own), `${name} ${language}`).toEqual([])
    }
})
