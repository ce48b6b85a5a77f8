import { expect, test } from 'vitest'
import { eachWithShop, refusal, SITI } from '../../../../test/helpers/receiver.ts'

const here = eachWithShop()
const notices = () => here.shop.state.items.flatMap(item => (item.kind === 'notice' ? [item] : []))

test('a healthy number says so: quality, throughput, limit, and that it may send', async () => {
  expect(await here.meta.whatsapp.numberInfo()).toEqual({
    display_phone_number: '+60312345678',
    verified_name: 'Baiki',
    quality: 'GREEN',
    throughput: 'STANDARD',
    status: 'CONNECTED',
    name_status: 'APPROVED',
    messaging_limit: 'TIER_2K',
    can_send: 'AVAILABLE',
    problems: [],
  })
})

test('a falling quality and limit are read from the number, and told by webhook', async () => {
  await here.meta.control.number({ quality_rating: 'RED', messaging_limit: 'TIER_250' })
  await here.meta.control.number({ quality_rating: 'YELLOW', throughput: 'HIGH' })
  await here.meta.control.flush()
  expect(await here.meta.whatsapp.numberInfo()).toMatchObject({
    quality: 'YELLOW',
    throughput: 'HIGH',
    messaging_limit: 'TIER_250',
  })
  const told = notices().map(n => [n.field, (n.raw as { event?: string }).event ?? null])
  expect(told).toHaveLength(5)
  expect(told).toEqual(
    expect.arrayContaining([
      ['phone_number_quality_update', 'FLAGGED'],
      ['phone_number_quality_update', 'DOWNGRADE'],
      ['business_capability_update', null],
      ['phone_number_quality_update', 'UNFLAGGED'],
      ['phone_number_quality_update', 'THROUGHPUT_UPGRADE'],
    ]),
  )
  const downgrade = notices().find(n => (n.raw as { event?: string }).event === 'DOWNGRADE')
  expect(downgrade?.raw).toMatchObject({ old_limit: 'TIER_2K', max_daily_conversations_per_business: 'TIER_250' })
  expect(notices().find(n => n.field === 'business_capability_update')?.raw).toMatchObject({
    max_daily_conversations_per_business: 250,
  })
})

test('a locked account sends nothing until it is reinstated; a restricted one only answers, until the clock frees it', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  const answer = () => here.meta.whatsapp.send(SITI, { type: 'text', body: 'Hai' })
  await here.meta.control.template({
    name: 'ready',
    language: 'ms',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Peranti anda siap.' }],
  })
  const begin = () => here.meta.whatsapp.send(SITI, { type: 'template', name: 'ready', language: 'ms', body: [] })

  await here.meta.control.account({ event: 'DISABLED_UPDATE', ban_state: 'DISABLE' })
  expect(await refusal(answer())).toMatchObject({ code: 131031, http_status: 403 })
  expect(await here.meta.whatsapp.numberInfo()).toMatchObject({
    status: 'BANNED',
    can_send: 'BLOCKED',
    problems: [{ code: 131031 }],
  })
  await here.meta.control.account({ event: 'DISABLED_UPDATE', ban_state: 'REINSTATE' })
  await answer()

  await here.meta.control.account({
    event: 'ACCOUNT_RESTRICTION',
    restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
    seconds: 3600,
  })
  await answer()
  expect(await refusal(begin())).toMatchObject({ code: 368, http_status: 403 })
  expect(await here.meta.whatsapp.numberInfo()).toMatchObject({ can_send: 'LIMITED' })
  await here.meta.control.clock(3601)
  await begin()
  await here.meta.control.flush()
  expect(notices().filter(n => n.field === 'account_update')).toHaveLength(3)
})

test('who stops marketing is told by webhook, and a marketing template to him fails', async () => {
  const person = await here.siti()
  await here.meta.control.call('PATCH', `people/${person.id}`, { stopped_marketing: true })
  await here.meta.control.template({
    name: 'promo',
    language: 'ms',
    category: 'MARKETING',
    components: [{ type: 'BODY', text: 'Promosi minggu ini.' }],
  })
  await here.meta.whatsapp.send(SITI, { type: 'template', name: 'promo', language: 'ms', body: [] })
  await here.meta.control.flush()
  expect(notices().map(n => n.field)).toEqual(['user_preferences'])
  expect(notices()[0]?.raw).toMatchObject({
    user_preferences: [{ wa_id: '60123456789', category: 'marketing_messages', value: 'stop' }],
  })
  expect(here.statuses()).toMatchObject([{ status: 'failed', errors: [{ code: 131050 }] }])
})

test('a webhook that the shop does not know is taken all the same', async () => {
  await here.meta.control.call('POST', 'notices', { field: 'flows', value: { event: 'FLOW_STATUS_CHANGE' } })
  await here.meta.control.flush()
  expect(notices()).toMatchObject([{ field: 'flows', raw: { event: 'FLOW_STATUS_CHANGE' } }])
})
