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
