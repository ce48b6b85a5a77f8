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

test('an answer that breaks off in the middle is "maybe", and the message is there', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.fault({ endpoint: 'messages', effect: 'abort', after_commit: true, times: 1 })
  expect(await refusal(here.meta.whatsapp.send(SITI, { type: 'text', body: 'x' }))).toMatchObject({ sent: 'maybe' })
  expect((await here.meta.control.chat(person.id)).messages).toHaveLength(2)
})

test('a slow answer comes', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.fault({ endpoint: 'messages', effect: 'slow', delay_ms: 200, times: 1 })
  const begun = performance.now()
  await here.meta.whatsapp.send(SITI, { type: 'text', body: 'x' })
  expect(performance.now() - begun).toBeGreaterThan(190)
})

test('the status of a message can be here before the answer to its request', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.flush()
  await here.meta.control.fault({ endpoint: 'messages', effect: 'status_first', times: 1 })
  const known: string[] = []
  await here.meta.whatsapp.send(SITI, { type: 'text', body: 'x' }).then(({ wamid }) => {
    known.push(...here.statuses().map(s => `${s.status} ${s.wamid === wamid}`))
  })
  expect(known).toEqual(['sent true'])
})

test.each([
  ['delivered and read before sent', ['delivered', 'read', 'sent']],
  ['read only', ['read']],
  ['failed after sent', ['sent', 'failed']],
])('%s', async (_name, ladder) => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.fault({ endpoint: 'messages', effect: { statuses: ladder }, times: 1 })
  await here.meta.whatsapp.send(SITI, { type: 'text', body: 'x' })
  await here.meta.control.flush()
  expect(here.statuses().map(s => s.status)).toEqual(ladder)
})

test('limits say when to come back: in seconds, or in minutes by the usage header', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  const send = () => here.meta.whatsapp.send(SITI, { type: 'text', body: 'x' })
  await here.meta.control.fault({ endpoint: 'messages', effect: { code: 80007 }, times: 1, regain_minutes: 15 })
  expect(await refusal(send())).toMatchObject({ code: 80007, http_status: 429, retry_after_ms: 900_000 })
  await here.meta.control.fault({ endpoint: 'messages', effect: { code: 4 }, times: 1, retry_after_seconds: 7 })
  expect(await refusal(send())).toMatchObject({ code: 4, http_status: 400, retry_after_ms: 7000 })
})

test('a rule strikes every third time, or by chance, and the same seed repeats it', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  const pattern = async (rule: object) => {
    const { id } = await here.meta.control.fault({ endpoint: 'messages', effect: { code: 131000 }, ...rule })
    const outcomes: string[] = []
    for (let n = 0; n < 12; n++)
      outcomes.push(
        await here.meta.whatsapp.send(SITI, { type: 'text', body: 'x' }).then(
          () => '.',
          () => 'x',
        ),
      )
    await here.meta.control.call('DELETE', `faults/${id}`)
    return outcomes.join('')
  }
  expect(await pattern({ every: 3 })).toBe('..x..x..x..x')
  const first = await pattern({ chance: 0.4, seed: 7 })
  expect(first).toMatch(/x/)
  expect(first).toMatch(/\./)
  expect(await pattern({ chance: 0.4, seed: 7 })).toBe(first)
})

test('an expired token is told apart from a wrong one', async () => {
  await here.meta.control.settings({ token: 'expired' })
  const answer = await fetch(`${here.meta.url}/v25.0/${here.meta.phone_number_id}`, {
    headers: { authorization: `Bearer ${here.meta.access_token}` },
  })
  expect([answer.status, await answer.json()]).toMatchObject([401, { error: { code: 190, error_subcode: 463 } }])
})

test('5,000 requests an hour about the account are enough', async () => {
  const ask = () =>
    fetch(`${here.meta.url}/v25.0/${here.meta.business_account_id}`, {
      headers: { authorization: `Bearer ${here.meta.access_token}` },
    })
  const answers: Response[] = []
  while (answers.length < 8000 && answers.every(answer => answer.ok))
    answers.push(...(await Promise.all(Array.from({ length: 200 }, ask))))
  const refused = answers.find(answer => !answer.ok)
  expect(answers.length).toBeGreaterThanOrEqual(5000)
  expect(await refused?.json()).toMatchObject({ error: { code: 80007 } })
  expect(refused?.headers.get('x-business-use-case-usage')).toContain('"estimated_time_to_regain_access":1')
  await here.meta.control.clock(3600)
  expect((await ask()).status).toBe(200)
})
