import { describe, expect, test } from 'vitest'
import { LANGS } from '../messages.ts'
import { errorReasonText, errorRule, KNOWN_CODES, retryDelay } from './errors.ts'
import { clip } from './limits.ts'
import { fileOf, type OutboundMessage, outboundMessage, toGraphBody, withMediaId } from './outbound.ts'

const to = { phone: '+60123456789' }
const long = (n: number) => 'x'.repeat(n)
const button = (n: number) => ({ id: `b${n}`, title: `Butang ${n}` })
const row = (n: number) => ({ id: `r${n}`, title: `Baris ${n}` })

const ACCEPTED: [string, OutboundMessage][] = [
  ['text', { type: 'text', body: long(4096) }],
  [
    'buttons',
    { type: 'buttons', body: long(1024), buttons: [button(1), button(2), { id: long(256), title: long(20) }] },
  ],
  [
    'list',
    {
      type: 'list',
      body: long(4096),
      button: long(20),
      sections: [{ rows: Array.from({ length: 10 }, (_, n) => row(n)) }],
    },
  ],
  ['cta_url', { type: 'cta_url', body: 'Buka', display_text: long(20), url: 'https://kedai.example/t/abc' }],
]
test.each(ACCEPTED)('a %s at its limits passes', (_, message) =>
  expect(outboundMessage.parse(message)).toEqual(message),
)

const REFUSED: [string, unknown][] = [
  ['text too long', { type: 'text', body: long(4097) }],
  ['empty text', { type: 'text', body: '  ' }],
  ['caption too long', { type: 'image', media: { media_id: '1' }, caption: long(1025) }],
  ['four buttons', { type: 'buttons', body: 'b', buttons: [1, 2, 3, 4].map(button) }],
  ['same button title twice', { type: 'buttons', body: 'b', buttons: [button(1), { id: 'other', title: 'Butang 1' }] }],
  ['title of 21', { type: 'buttons', body: 'b', buttons: [{ id: 'a', title: long(21) }] }],
  ['edge space in an id', { type: 'buttons', body: 'b', buttons: [{ id: 'a ', title: 'A' }] }],
  [
    'eleven rows in two sections',
    {
      type: 'list',
      body: 'b',
      button: 'Pilih',
      sections: [
        { title: 'a', rows: [1, 2, 3, 4, 5, 6].map(row) },
        { title: 'b', rows: [7, 8, 9, 10, 11].map(row) },
      ],
    },
  ],
  [
    'two sections without titles',
    { type: 'list', body: 'b', button: 'Pilih', sections: [{ rows: [row(1)] }, { rows: [row(2)] }] },
  ],
  ['a link that is none', { type: 'cta_url', body: 'b', display_text: 'Buka', url: 'javascript:alert(1)' }],
  ['two places for one file', { type: 'image', media: { media_id: '1', link: 'https://x.example/a.png' } }],
  ['a type that we do not send', { type: 'video', media: { media_id: '1' } }],
]
test.each(REFUSED)('refused before the outbox: %s', (_, message) =>
  expect(outboundMessage.safeParse(message).success).toBe(false),
)

describe('the body for Meta', () => {
  test('carries our outbox id and the message that it answers', () => {
    expect(toGraphBody(to, { type: 'text', body: 'Hai' }, { callback: 'o-1', reply_to: 'wamid.x' })).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+60123456789',
      context: { message_id: 'wamid.x' },
      biz_opaque_callback_data: 'o-1',
      type: 'text',
      text: { body: 'Hai' },
    })
  })
  test('goes to the business-scoped id of someone without a number', () => {
    expect(toGraphBody({ user_id: 'MY.1' }, { type: 'text', body: 'Hai' })).toMatchObject({ recipient: 'MY.1' })
  })
  test('of a template puts header, values and buttons into components', () => {
    const body = toGraphBody(to, {
      type: 'template',
      name: 'invoice_ready',
      language: 'ms',
      header: { type: 'document', media: { media_id: '9', filename: 'INV-7.pdf' } },
      body: ['Siti'],
      buttons: [
        { type: 'url', index: 0, text: 't/abc' },
        { type: 'quick_reply', index: 1, payload: 'APPROVE:77' },
      ],
    })
    expect(body.template).toEqual({
      name: 'invoice_ready',
      language: { code: 'ms' },
      components: [
        { type: 'header', parameters: [{ type: 'document', document: { id: '9', filename: 'INV-7.pdf' } }] },
        { type: 'body', parameters: [{ type: 'text', text: 'Siti' }] },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 't/abc' }] },
        {
          type: 'button',
          sub_type: 'quick_reply',
          index: '1',
          parameters: [{ type: 'payload', payload: 'APPROVE:77' }],
        },
      ],
    })
  })
  test('of a reaction names its message and quotes nothing; of a place has its point and name', () => {
    const wamid = 'wamid.x'
    expect(toGraphBody(to, { type: 'reaction', message_id: wamid, emoji: '👍' }, { reply_to: wamid })).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+60123456789',
      type: 'reaction',
      reaction: { message_id: wamid, emoji: '👍' },
    })
    const place = { latitude: 3.139, longitude: 101.6869, name: 'Kedai', address: '12 Jalan Damai' }
    expect(toGraphBody(to, { type: 'location', ...place })).toMatchObject({ type: 'location', location: place })
  })
  test('takes a file of ours only once it is uploaded', () => {
    const file_id = '01890000-0000-7000-8000-000000000001'
    const message: OutboundMessage = {
      type: 'buttons',
      body: 'Setuju?',
      header: { type: 'document', media: { file_id, filename: 'QTN.pdf' } },
      buttons: [button(1)],
    }
    expect(fileOf(message)).toEqual({ file_id, filename: 'QTN.pdf' })
    expect(() => toGraphBody(to, message)).toThrow(/uploaded/)
    expect(toGraphBody(to, withMediaId(message, '9'))).toMatchObject({
      interactive: { header: { type: 'document', document: { id: '9', filename: 'QTN.pdf' } } },
    })
  })
})

test('every known error says in three languages what happened', () => {
  for (const code of [...KNOWN_CODES, 250, 999999])
    for (const lang of LANGS) expect(errorReasonText(code, lang).length).toBeGreaterThan(20)
})

test('the retry table: what is retried, how long after, and when it ends', () => {
  expect(errorRule(131047).action).toBe('template')
  expect(errorRule(190).action).toBe('stop_channel')
  expect(errorRule(203).action).toBe('stop_channel')
  expect(errorRule(424242).action).toBe('no_retry')
  expect([1, 2, 3].map(n => retryDelay('retry_pair', n, null))).toEqual([1000, 4000, 16_000])
  expect(retryDelay('retry', 1, 15_000)).toBe(15_000)
  expect(retryDelay('retry', 7, null)).toBeNull()
  expect(retryDelay('no_retry', 1, null)).toBeNull()
})

test('clip shortens at a word, never inside an emoji', () => {
  expect(clip('Tukar skrin iPhone 13 Pro Max', 24)).toBe('Tukar skrin iPhone 13…')
  expect(clip(`${'x'.repeat(18)}🔧🔧`, 20)).toBe(`${'x'.repeat(18)}…`)
})
