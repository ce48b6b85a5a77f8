import { expect, test } from 'vitest'
import { eachWithShop, refusal, SITI } from '../../../../test/helpers/receiver.ts'
import { newStandin } from '../../../../test/helpers/standin.ts'
import { cloudWhatsApp } from '../cloud.ts'

const here = eachWithShop()

test('a timeout after the message was taken is "maybe"; a refused connection is "no"', async () => {
  const slow = await newStandin({ timeout_ms: 150 })
  const person = await slow.control.person({ name: 'Siti', phone: SITI.phone })
  await slow.control.say(person.id, 'hai')
  await slow.control.fault({ endpoint: 'messages', effect: 'timeout', after_commit: true, times: 1 })
  const lost = await refusal(slow.whatsapp.send(SITI, { type: 'text', body: 'sekali' }, { callback: 'o-1' }))
  expect(lost).toMatchObject({ code: null, sent: 'maybe' })
  expect(JSON.stringify({ ...lost, message: lost.message })).not.toContain(slow.access_token)
  await slow.control.fault({ endpoint: 'messages', effect: 'drop', times: 1 })
  expect(await refusal(slow.whatsapp.send(SITI, { type: 'text', body: 'dua' }))).toMatchObject({ sent: 'maybe' })
  expect((await slow.control.chat(person.id)).messages.filter(m => m.direction === 'out')).toHaveLength(1)
  expect((await slow.control.sends()).map(s => s.dropped)).toEqual([true, true])
  await slow.close()
  const nobody = cloudWhatsApp({ ...slow, graph_url: slow.url.replace('127.0.0.1', 'localhost'), version: 'v25.0' })
  expect(await refusal(nobody.send(SITI, { type: 'text', body: 'tiga' }))).toMatchObject({ sent: 'no' })
})

test('an injected 130429 says when to come back, and only as often as asked', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.fault({ endpoint: 'messages', effect: { code: 130429 }, times: 1, retry_after_seconds: 15 })
  expect(await refusal(here.meta.whatsapp.send(SITI, { type: 'text', body: 'x' }))).toMatchObject({
    code: 130429,
    http_status: 429,
    retry_after_ms: 15_000,
    sent: 'no',
  })
  await here.meta.whatsapp.send(SITI, { type: 'text', body: 'x' })
})
