import { describe, expect, test } from 'vitest'
import { parseDelivery } from './inbound.ts'
import type { Content, InboundMessage } from './inbound.types.ts'

const METADATA = { display_phone_number: '60312345678', phone_number_id: '1065' }
const SITI = { profile: { name: 'Siti', username: '@siti' }, wa_id: '60123456789', user_id: 'MY.1349120865' }
const envelope = (...values: unknown[]) =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: 'W1', changes: values.map(value => ({ field: 'messages', value })) }],
  })
const value = (parts: object) => ({ messaging_product: 'whatsapp', metadata: METADATA, ...parts })
const message = (type: string, node: unknown, more: object = {}) => ({
  from: '60123456789',
  from_user_id: 'MY.1349120865',
  id: `wamid.${type}`,
  timestamp: '1790000000',
  type,
  [type]: node,
  ...more,
})
const one = (m: unknown, contacts: unknown[] = [SITI]) =>
  parseDelivery(envelope(value({ contacts, messages: [m] })))[0] as InboundMessage

const media = { id: '42', mime_type: 'image/jpeg', sha256: 'q83=' }
const kept = { id: '42', mime_type: 'image/jpeg', sha256: 'q83=', filename: null, voice: false }

const CASES: [name: string, message: object, content: Content, text: string | null][] = [
  ['text', message('text', { body: 'Hi' }), { type: 'text', body: 'Hi' }, 'Hi'],
  [
    'image',
    message('image', { ...media, caption: 'skrin' }),
    { type: 'image', media: kept, caption: 'skrin' },
    'skrin',
  ],
  [
    'document',
    message('document', { ...media, filename: 'slip.pdf' }),
    { type: 'document', media: { ...kept, filename: 'slip.pdf' }, caption: null },
    null,
  ],
  [
    'voice note',
    message('audio', { ...media, voice: true }),
    { type: 'audio', media: { ...kept, voice: true }, caption: null },
    null,
  ],
  ['video', message('video', media), { type: 'video', media: kept, caption: null }, null],
  ['sticker', message('sticker', { ...media, animated: false }), { type: 'sticker', media: kept, caption: null }, null],
  [
    'location',
    message('location', { latitude: 3.1, longitude: 101.7, name: 'Kedai' }),
    { type: 'location', latitude: 3.1, longitude: 101.7, name: 'Kedai', address: null },
    null,
  ],
  [
    'contacts without a name',
    message('contacts', [{ phones: [{ phone: '+60 12', wa_id: '6012' }] }]),
    { type: 'contacts', contacts: [{ name: null, phones: ['+60 12'] }] },
    null,
  ],
  [
    'button',
    message('interactive', { type: 'button_reply', button_reply: { id: 'yes', title: 'Ya' } }),
    { type: 'button_reply', id: 'yes', title: 'Ya' },
    'Ya',
  ],
  [
    'list',
    message('interactive', { type: 'list_reply', list_reply: { id: 'r1', title: 'Baiki' } }),
    { type: 'list_reply', id: 'r1', title: 'Baiki' },
    'Baiki',
  ],
  [
    'flow',
    message('interactive', { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"a":1}' } }),
    { type: 'flow_reply', name: 'flow', response: { a: 1 } },
    null,
  ],
  [
    'template quick reply',
    message('button', { payload: 'APPROVE:77', text: 'Setuju' }),
    { type: 'quick_reply', id: 'APPROVE:77', title: 'Setuju' },
    'Setuju',
  ],
  [
    'reaction',
    message('reaction', { message_id: 'wamid.x', emoji: '👍' }),
    { type: 'reaction', message_id: 'wamid.x', emoji: '👍' },
    null,
  ],
  [
    'reaction taken back',
    message('reaction', { message_id: 'wamid.x', emoji: '' }),
    { type: 'reaction', message_id: 'wamid.x', emoji: null },
    null,
  ],
  [
    'order',
    message('order', {
      catalog_id: 'c',
      text: 'satu',
      product_items: [{ product_retailer_id: 'p', quantity: 2, item_price: 5, currency: 'MYR' }],
    }),
    { type: 'order', text: 'satu', items: [{ product_id: 'p', quantity: 2 }] },
    'satu',
  ],
  [
    'edit',
    message('edit', { original_message_id: 'wamid.o', message: { type: 'text', text: { body: 'Betul' } } }),
    { type: 'edit', message_id: 'wamid.o', content: { type: 'text', body: 'Betul' } },
    'Betul',
  ],
  ['revoke', message('revoke', { original_message_id: 'wamid.o' }), { type: 'revoke', message_id: 'wamid.o' }, null],
  [
    'unsupported',
    message('unsupported', undefined, {
      errors: [{ code: 131051, title: 'Unknown', error_data: { details: 'not supported' } }],
      unsupported: { type: 'poll' },
    }),
    { type: 'unsupported', original_type: 'poll', problem: 'not supported' },
    null,
  ],
  [
    'a type of the future',
    message('hologram', { x: 1 }),
    { type: 'unsupported', original_type: 'hologram', problem: null },
    null,
  ],
]

describe('each type of message is read', () => {
  test.each(CASES)('%s', (_, raw, content, text) => {
    const item = one(raw)
    expect(item).toMatchObject({
      kind: 'message',
      waba_id: 'W1',
      phone_number_id: '1065',
      shown_as: content.type,
      at: '2026-09-21T14:13:20.000Z',
      text,
    })
    expect(item.content).toEqual(content)
    expect(item.sender).toEqual({
      wa_id: '60123456789',
      user_id: 'MY.1349120865',
      parent_user_id: null,
      username: '@siti',
      profile_name: 'Siti',
    })
    expect(item.raw).toEqual(raw)
  })
})

test('a number change carries the old number and the new ids, without contacts', () => {
  const item = one(
    message('system', { body: 'changed', wa_id: '60111', user_id: 'MY.2', type: 'user_changed_number' }),
    [],
  )
  expect(item.content).toEqual({
    type: 'number_changed',
    old_wa_id: '60123456789',
    new_wa_id: '60111',
    new_user_id: 'MY.2',
    body: 'changed',
  })
})

test('someone who hides the number is known by the business-scoped id', () => {
  const { from: _, ...hidden } = message('text', { body: 'Hi' })
  const item = one(hidden, [{ profile: { name: 'Ali' }, user_id: 'MY.1349120865' }])
  expect(item.sender).toMatchObject({ wa_id: null, user_id: 'MY.1349120865', profile_name: 'Ali' })
})

test('a reply, a forwarded message and an ad keep where they come from', () => {
  const item = one(
    message(
      'text',
      { body: 'ini' },
      { context: { from: '1', id: 'wamid.ours', forwarded: true }, referral: { source_type: 'ad', ctwa_clid: 'x' } },
    ),
  )
  expect(item).toMatchObject({ context: { wamid: 'wamid.ours', forwarded: true }, referral: { ctwa_clid: 'x' } })
})

test('an interactive message that Meta could not hand over says why', () => {
  const [item] = parseDelivery(
    envelope(
      value({
        contacts: [SITI],
        messages: [message('interactive', undefined)],
        errors: [{ code: 131000, title: 'Something went wrong' }],
      }),
    ),
  )
  expect(item).toMatchObject({
    kind: 'message',
    content: { type: 'unsupported', original_type: 'interactive', problem: 'Something went wrong' },
  })
})

test('two people in one batch keep their own names', () => {
  const ali = { profile: { name: 'Ali' }, wa_id: '60199', user_id: 'MY.9' }
  const items = parseDelivery(
    envelope(
      value({
        contacts: [SITI, ali],
        messages: [
          { ...message('text', { body: 'a' }), from: '60199', from_user_id: 'MY.9' },
          message('text', { body: 'b' }),
        ],
      }),
    ),
  ) as InboundMessage[]
  expect(items.map(i => i.sender.profile_name)).toEqual(['Ali', 'Siti'])
})

test('statuses carry our callback data, the error and the price', () => {
  const raw = {
    id: 'wamid.o',
    status: 'failed',
    timestamp: '1790000000',
    recipient_id: '6012',
    biz_opaque_callback_data: 'outbox-1',
    errors: [{ code: 131047, title: 'Re-engagement message', error_data: { details: 'more than 24 hours' } }],
  }
  const [item] = parseDelivery(envelope(value({ statuses: [raw] })))
  expect(item).toMatchObject({
    kind: 'status',
    wamid: 'wamid.o',
    status: 'failed',
    callback_data: 'outbox-1',
    recipient_wa_id: '6012',
    recipient_user_id: null,
    errors: [{ code: 131047, title: 'Re-engagement message', details: 'more than 24 hours' }],
  })
})

test('one bad item never loses its neighbours', () => {
  const raw = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      null,
      { id: 'W1', changes: 'nonsense' },
      {
        id: 'W1',
        changes: [
          17,
          { field: 'messages', value: { metadata: {} } },
          {
            field: 'messages',
            value: value({
              contacts: [null, SITI, { wa_id: '60199' }],
              messages: [
                null,
                { type: 'text' },
                { ...message('text', { body: 'nobody' }), from: '', from_user_id: '' },
                message('text', { body: 'kept' }),
              ],
              statuses: [
                { id: 'x', status: 'evaporated' },
                { id: 'y', status: 'read' },
              ],
            }),
          },
          {
            field: 'message_template_status_update',
            value: {
              event: 'PAUSED',
              message_template_id: 7,
              message_template_name: 'n',
              message_template_language: 'ms',
              reason: 'NONE',
            },
          },
          { field: 'account_update', value: { event: 'VERIFIED_ACCOUNT' } },
          { field: 'messages', value: value({ errors: [{ code: 130429, title: 'Rate limit hit' }] }) },
        ],
      },
    ],
  })
  const items = parseDelivery(new TextEncoder().encode(raw))
  expect(items.map(i => i.kind)).toEqual([
    'unreadable',
    'unreadable',
    'unreadable',
    'unreadable',
    'unreadable',
    'unreadable',
    'unreadable',
    'message',
    'unreadable',
    'status',
    'template',
    'notice',
    'problem',
  ])
  expect(items.find(i => i.kind === 'message')).toMatchObject({ text: 'kept' })
  expect(items.find(i => i.kind === 'template')).toMatchObject({ template_id: '7', change: { status: 'PAUSED' } })
})

test.each(['', '{', '[]', 'null', '{"object":"page","entry":[]}'])(
  'what is not a delivery is one unreadable item: %s',
  raw => {
    expect(parseDelivery(raw)).toMatchObject([{ kind: 'unreadable' }])
  },
)
