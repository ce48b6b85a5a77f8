import { expect, test } from 'vitest'
import { eachWithShop, refusal, SITI } from '../../../../test/helpers/receiver.ts'

const here = eachWithShop()

test('templates: wrong name, language, count, paused and rejected are refused with the code; the list pages', async () => {
  await here.siti()
  const send = (name: string, language: string, body: string[]) =>
    here.meta.whatsapp.send(SITI, { type: 'template', name, language, body })
  const made = await here.meta.whatsapp.createTemplate({
    name: 'ready',
    language: 'en',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Your {{1}} is ready.' }],
  })
  expect(made.status).toBe('APPROVED')
  expect(await refusal(send('ready', 'en_US', ['x']))).toMatchObject({ code: 132001, http_status: 404 })
  expect(await refusal(send('ready', 'en', []))).toMatchObject({
    code: 132000,
    details: 'body: number of localizable_params (0) does not match the expected number of params (1)',
  })
  await here.meta.control.judge(made.id, 'PAUSED')
  expect(await refusal(send('ready', 'en', ['x']))).toMatchObject({ code: 132015 })
  await here.meta.control.settings({ template_approval: 'held' })
  await here.meta.control.flush()
  expect(here.shop.state.items).toMatchObject([{ kind: 'template', name: 'ready', change: { status: 'PAUSED' } }])
  for (let n = 0; n < 130; n++)
    await here.meta.whatsapp.createTemplate({
      name: `t${n}`,
      language: 'ms',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: 'Hai' }],
    })
  const all = await here.meta.whatsapp.listTemplates()
  expect(all).toHaveLength(131)
  expect(all.filter(t => t.status === 'PENDING')).toHaveLength(130)
})

const utility = () =>
  here.meta.control.template({
    name: 'ready',
    language: 'ms',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Peranti anda siap.' }],
  })
const told = () => here.shop.state.items.flatMap(item => (item.kind === 'template' ? [item.change] : []))

test('a reviewer takes his time: pending, then approved or rejected with the reason', async () => {
  await here.meta.control.settings({ template_approval: 'held' })
  const { id } = await utility()
  const send = () => here.meta.whatsapp.send(SITI, { type: 'template', name: 'ready', language: 'ms', body: [] })
  expect(await refusal(send())).toMatchObject({ code: 132001 })
  await here.meta.control.judge(id, 'REJECTED', 'INVALID_FORMAT')
  expect(await refusal(send())).toMatchObject({ code: 132001 })
  await here.meta.control.judge(id, 'APPROVED')
  await send()
  await here.meta.control.flush()
  expect(told()).toEqual([{ status: 'REJECTED', reason: 'INVALID_FORMAT' }, { status: 'APPROVED' }])
})

test('bad quality pauses a template for three hours, then for six, and then it is disabled', async () => {
  const { id } = await utility()
  const send = () => here.meta.whatsapp.send(SITI, { type: 'template', name: 'ready', language: 'ms', body: [] })
  const rate = (quality: string) => here.meta.control.call('PATCH', `templates/${id}`, { quality })
  await rate('GREEN')
  for (const hours of [3, 6]) {
    await rate('RED')
    expect(await refusal(send())).toMatchObject({ code: 132015 })
    await here.meta.control.clock(hours * 3600 - 60)
    expect(await refusal(send())).toMatchObject({ code: 132015 })
    await here.meta.control.clock(120)
    await send()
  }
  await rate('RED')
  expect(await refusal(send())).toMatchObject({ code: 132016 })
  await here.meta.control.flush()
  const changes = told().map(change => change.quality ?? change.status)
  expect(changes).toHaveLength(9)
  expect(changes).toEqual(expect.arrayContaining(['GREEN', 'RED', 'PAUSED', 'APPROVED', 'DISABLED']))
  expect((await here.meta.whatsapp.listTemplates())[0]).toMatchObject({ status: 'DISABLED', quality: 'RED' })
})

test('Meta moves a template to another category, which is what is paid from then on', async () => {
  const { id } = await utility()
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.call('PATCH', `templates/${id}`, { category: 'MARKETING' })
  await here.meta.whatsapp.send(SITI, { type: 'template', name: 'ready', language: 'ms', body: [] })
  await here.meta.control.flush()
  expect(told()).toEqual([{ category: 'MARKETING' }])
  expect(here.statuses()[0]?.pricing).toMatchObject({ category: 'marketing', billable: true })
})

test('named values are filled by their names', async () => {
  await here.meta.control.template({
    name: 'named',
    language: 'ms',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Hai {{nama}}, {{peranti}} siap.' }],
  })
  const post = async (parameters: object[]) => {
    const response = await fetch(`${here.meta.url}/v25.0/${here.meta.phone_number_id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${here.meta.access_token}` },
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        to: SITI.phone,
        type: 'template',
        template: { name: 'named', language: { code: 'ms' }, components: [{ type: 'body', parameters }] },
      }),
    })
    return { status: response.status, body: await response.json() }
  }
  const [siti, device] = [
    { type: 'text', parameter_name: 'nama', text: 'Siti' },
    { type: 'text', parameter_name: 'peranti', text: 'iPhone' },
  ]
  expect((await post([device, siti])).status).toBe(200)
  expect(await post([siti, { ...device, parameter_name: 'telefon' }])).toMatchObject({
    body: { error: { code: 132000 } },
  })
  const person = await here.siti()
  expect((await here.meta.control.chat(person.id)).messages[0]?.template?.body).toBe('Hai Siti, iPhone siap.')
})
