import { expect, test } from 'vitest'
import { eachWithShop, SITI } from '../../../../test/helpers/receiver.ts'

const here = eachWithShop()
const raw = (status: string) =>
  here
    .statuses()
    .filter(s => s.status === status)
    .map(s => s.raw)
const answer = (body = 'Hai') => here.meta.whatsapp.send(SITI, { type: 'text', body })
const ready = () =>
  here.meta.control.template({
    name: 'ready',
    language: 'ms',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Peranti anda siap.' }],
  })
const sendReady = () => here.meta.whatsapp.send(SITI, { type: 'template', name: 'ready', language: 'ms', body: [] })
/** The stand-in's clock at this moment. */
const at = async (iso: string) => {
  await here.meta.control.call('POST', 'clock', { reset: true })
  await here.meta.control.clock((Date.parse(iso) - Date.now()) / 1000)
}

test('v24 leaves the conversation out, v23 has it; the price comes with sent and one of delivered and read', async () => {
  const person = await here.siti()
  await here.meta.control.settings({ statuses: 'read' })
  for (const payload of ['v24', 'v23']) {
    await here.meta.control.settings({ payload })
    await here.meta.control.say(person.id, 'hai')
    await answer(payload)
    await here.meta.control.flush()
  }
  const shapes = here.statuses().map(s => {
    const entry = s.raw as object
    return [s.status, 'pricing' in entry, 'conversation' in entry]
  })
  expect(shapes).toEqual([
    ['sent', true, false],
    ['delivered', true, false],
    ['read', false, false],
    ['sent', true, true],
    ['delivered', true, true],
    ['read', false, false],
  ])
})

test('read without delivered carries the price; failed carries none', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.fault({ endpoint: 'messages', effect: { statuses: ['read'] }, times: 1 })
  await answer()
  await here.meta.control.fault({ endpoint: 'messages', effect: { async: 131026 }, times: 1 })
  await answer()
  await here.meta.control.flush()
  expect(raw('read')).toMatchObject([{ pricing: { category: 'service' } }])
  expect(raw('failed')[0]).not.toHaveProperty('pricing')
})

test('before October 2026 an answer and a utility template inside the window are free', async () => {
  await at('2026-09-20T10:00:00Z')
  const person = await here.siti()
  await ready()
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.call('POST', 'usage', { service_messages: 1500 })
  await answer()
  await sendReady()
  await here.meta.control.flush()
  await here.meta.control.clock(2 * 86_400)
  await sendReady()
  await here.meta.control.flush()
  expect(here.statuses().flatMap(s => (s.status === 'sent' ? [s.pricing] : []))).toEqual([
    { billable: false, type: 'free_customer_service', category: 'service' },
    { billable: false, type: 'free_customer_service', category: 'utility' },
    { billable: true, type: 'regular', category: 'utility' },
  ])
})

test('since then utility is charged inside the window, and the 1,001st answer of a month; the next month begins anew', async () => {
  await at('2026-10-30T10:00:00Z')
  const person = await here.siti()
  await ready()
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.call('POST', 'usage', { service_messages: 999 })
  await sendReady()
  await answer('the 1,000th')
  await answer('the 1,001st')
  await here.meta.control.flush()
  await here.meta.control.clock(3 * 86_400)
  await here.meta.control.say(person.id, 'hai lagi')
  await answer('the first of November')
  await here.meta.control.flush()
  expect(here.statuses().flatMap(s => (s.status === 'sent' ? [s.pricing] : []))).toEqual([
    { billable: true, type: 'regular', category: 'utility' },
    { billable: false, type: 'free_customer_service', category: 'service' },
    { billable: true, type: 'regular', category: 'service' },
    { billable: false, type: 'free_customer_service', category: 'service' },
  ])
})

test('without a payment method Meta stops delivering once the free messages are used', async () => {
  const person = await here.siti()
  await ready()
  await here.meta.control.settings({ payment_method: false })
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.call('POST', 'usage', { service_messages: 999 })
  await answer()
  await here.meta.control.flush()
  await answer()
  await sendReady()
  await here.meta.control.flush()
  expect(here.statuses().map(s => [s.status, s.errors[0]?.code])).toEqual([
    ['sent', undefined],
    ['delivered', undefined],
    ['failed', 131042],
    ['failed', 131042],
  ])
})

test('who came from an advertisement is free for 72 hours once he was answered, and his conversation says until when', async () => {
  const person = await here.siti()
  await here.meta.control.write(person.id, {
    type: 'text',
    text: 'hai',
    referral: { source_type: 'ad', source_id: '1', source_url: 'https://fb.me/x' },
  })
  await ready()
  await answer()
  await here.meta.control.flush()
  await here.meta.control.clock(71 * 3600)
  await sendReady()
  await here.meta.control.flush()
  await here.meta.control.clock(2 * 3600)
  await sendReady()
  await here.meta.control.flush()
  const sent = here.statuses().filter(s => s.status === 'sent')
  expect(sent.map(s => s.pricing?.type)).toEqual(['free_entry_point', 'free_entry_point', 'regular'])
  expect(sent.map(s => s.free_entry_expires_at !== null)).toEqual([true, true, false])
})
