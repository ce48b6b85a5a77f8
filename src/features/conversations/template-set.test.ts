import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { LANGS } from '../../shared/messages.ts'
import type { ShopTemplate } from '../../shared/templates.ts'
import { componentsOf, partsOf, type TemplateDraft } from '../../shared/whatsapp/template-rules.ts'
import { TEMPLATE_NAMES } from '../../shared/whatsapp/templates.ts'
import {
  createTemplate,
  deleteTemplate,
  editTemplate,
  listTemplateSet,
  submitDefaults,
  syncTemplatesSoon,
} from './template-set.ts'
import { submitTemplate, syncTemplates } from './templates.jobs.ts'
import { insertLocal } from './templates.queries.ts'

let channel: Channel
beforeAll(async () => {
  channel = await newChannel()
})
afterAll(() => channel.close())

const WHOLE = TEMPLATE_NAMES.length * LANGS.length
const admin = () => channel.shop.admin
const set = () => admin().run(listTemplateSet)
const find = async (name: string, language = 'ms'): Promise<ShopTemplate | undefined> =>
  (await set()).items.find(t => t.name === name && t.language === language)
const atMeta = async () =>
  (await channel.meta.whatsapp.listTemplates()).map(t => ({ name: t.name, language: t.language, status: t.status }))
const draft = (more: Partial<TemplateDraft> = {}): TemplateDraft => ({
  name: 'part_arrived',
  language: 'ms',
  category: 'UTILITY',
  header: '',
  body: 'Salam {{1}}, alat ganti untuk {{2}} anda sudah sampai di kedai.',
  footer: '',
  buttons: [],
  example: ['Siti', 'iPhone 13'],
  ...more,
})

test('one click hands in the whole set, and Meta approves it; another click hands in nothing', async () => {
  expect((await set()).missing).toHaveLength(WHOLE)
  const both = await Promise.all([admin().run(submitDefaults), admin().run(submitDefaults)])
  expect(both.reduce((sum, one) => sum + one.submitted, 0)).toBe(WHOLE)
  await channel.settled()
  const { items, missing } = await set()
  expect(missing).toEqual([])
  expect(items).toHaveLength(WHOLE)
  expect(new Set(items.map(t => t.status))).toEqual(new Set(['APPROVED']))
  expect(await atMeta()).toHaveLength(WHOLE)
  expect(await admin().run(submitDefaults)).toEqual({ submitted: 0 })
})

test('a new one is handed in, judged later, and says why it was refused', async () => {
  await channel.meta.control.settings({ template_approval: 'held' })
  const made = await admin().run(ctx => createTemplate(ctx, draft()))
  expect(made).toMatchObject({ status: 'LOCAL', needed: false, buttons: [] })
  await expect(admin().run(ctx => createTemplate(ctx, draft()))).rejects.toMatchObject({ code: 'template_exists' })
  await channel.settled()
  expect(await find('part_arrived')).toMatchObject({ status: 'PENDING' })
  const [id] = (await channel.meta.whatsapp.listTemplates()).filter(t => t.name === 'part_arrived').map(t => t.id)
  await channel.meta.control.judge(id as string, 'REJECTED', 'INVALID_FORMAT')
  await channel.settled()
  const refused = await find('part_arrived')
  expect(refused).toMatchObject({ status: 'REJECTED', reason: 'INVALID_FORMAT' })
  expect(refused?.changes[0]).toMatchObject({
    field: 'status',
    before: 'PENDING',
    after: 'REJECTED',
    reason: 'INVALID_FORMAT',
  })

  const words = draft({ body: 'Salam {{1}}, barang untuk {{2}} anda sudah ada di kedai kami.' })
  await admin().run(ctx => editTemplate(ctx, { ...words, name: 'other_name', template_id: made.id }))
  await channel.settled()
  expect(await find('part_arrived')).toMatchObject({ status: 'PENDING', body: words.body, reason: null })
  await channel.meta.control.judge(id as string, 'APPROVED')
  await channel.settled()
  expect(await find('part_arrived')).toMatchObject({ status: 'APPROVED', reason: null })
})

test('quality and category that Meta changes stand in its story', async () => {
  const [id] = (await channel.meta.whatsapp.listTemplates()).filter(t => t.name === 'part_arrived').map(t => t.id)
  await channel.meta.control.call('PATCH', `templates/${id}`, { quality: 'YELLOW' })
  await channel.meta.control.call('PATCH', `templates/${id}`, { category: 'MARKETING' })
  await channel.settled()
  expect(await find('part_arrived')).toMatchObject({ quality: 'YELLOW', category: 'MARKETING' })
  expect((await find('part_arrived'))?.changes.slice(0, 2)).toMatchObject([
    { field: 'category', before: 'UTILITY', after: 'MARKETING' },
    { field: 'quality', after: 'YELLOW' },
  ])
  await admin().run(syncTemplatesSoon)
  await channel.settled()
  expect(await find('part_arrived')).toMatchObject({ quality: 'YELLOW', category: 'MARKETING' })
})

test('what Meta would refuse is refused here first, with the field', async () => {
  const wrong = draft({ name: 'Salah', body: '{{1}} sudah sampai di kedai kami hari ini.', example: ['x'] })
  await expect(admin().run(ctx => createTemplate(ctx, wrong))).rejects.toMatchObject({
    code: 'template_wrong',
    fields: [
      { path: 'name', message: 'name_wrong' },
      { path: 'body', message: 'slot_at_edge' },
    ],
  })
  const ours = await find('feedback_request')
  const fewer = draft({ body: 'Salam {{1}}, bagaimana pembaikan anda di kedai kami?', example: ['Siti'] })
  await expect(
    admin().run(ctx => editTemplate(ctx, { ...fewer, template_id: ours?.id as string })),
  ).rejects.toMatchObject({ code: 'template_values' })
})

test('one that a notice needs goes only when it is meant, in its language alone, and stays away until it is asked for', async () => {
  await channel.meta.control.settings({ template_approval: 'at_once' })
  const template_id = (await find('pickup_reminder'))?.id as string
  await expect(admin().run(ctx => deleteTemplate(ctx, { template_id }))).rejects.toMatchObject({
    code: 'template_needed',
  })
  for (let twice = 0; twice < 2; twice++) await admin().run(ctx => deleteTemplate(ctx, { template_id, meant: 'yes' }))
  await channel.settled()
  await admin().run(syncTemplatesSoon)
  await channel.settled()
  const left = (await atMeta()).filter(t => t.name === 'pickup_reminder').map(t => t.language)
  expect(left.sort()).toEqual(['en', 'id'])
  expect((await set()).missing).toEqual([{ name: 'pickup_reminder', language: 'ms' }])
  expect(await admin().run(submitDefaults)).toEqual({ submitted: 1 })
  await channel.settled()
  expect(await find('pickup_reminder')).toMatchObject({ status: 'APPROVED' })
})

test('an answer that is lost hands nothing in twice, and one that Meta does not take says so', async () => {
  await channel.meta.control.fault({ endpoint: 'templates', effect: 'drop', after_commit: true, times: 1 })
  await admin().run(ctx => createTemplate(ctx, draft({ name: 'lost_answer' })))
  await channel.settled()
  expect(await find('lost_answer')).toMatchObject({ status: 'APPROVED' })
  expect((await atMeta()).filter(t => t.name === 'lost_answer')).toHaveLength(1)

  await channel.meta.control.fault({
    endpoint: 'templates',
    effect: { code: 100, details: 'No more names.' },
    times: 1,
  })
  await admin().run(ctx => createTemplate(ctx, draft({ name: 'not_taken' })))
  await channel.settled()
  expect(await find('not_taken')).toMatchObject({ status: 'REFUSED', reason: 'No more names.' })
})

test.each(['while', 'after'])(
  'words changed while the first ones are on their way arrive, handed in %s them',
  async when => {
    const name = `changed_${when}`
    const made = await admin().run(ctx =>
      insertLocal(ctx.tx, { name, language: 'ms', category: 'UTILITY', components: componentsOf(draft({ name })) }),
    )
    const template_id = made?.id as string
    const words = draft({ body: 'Salam {{1}}, barang untuk {{2}} anda sudah ada di kedai kami.' })
    const createTemplate: Channel['tools']['whatsapp']['createTemplate'] = async template => {
      const there = await channel.tools.whatsapp.createTemplate(template)
      await admin().run(ctx => editTemplate(ctx, { ...words, template_id }))
      if (when === 'while') await channel.settled()
      return there
    }
    await submitTemplate({ ...channel.tools, whatsapp: { ...channel.tools.whatsapp, createTemplate } }, { template_id })
    await channel.settled()
    expect(await find(name)).toMatchObject({ status: 'APPROVED', body: words.body })
    const there = (await channel.meta.whatsapp.listTemplates()).filter(t => t.name === name)
    expect(there.map(t => partsOf(t.components).body)).toEqual([words.body])
  },
)

test('a list that Meta gave before one was handed in does not take it away', async () => {
  const listTemplates = async () => {
    const before = await channel.tools.whatsapp.listTemplates()
    await admin().run(ctx => createTemplate(ctx, draft({ name: 'meanwhile' })))
    await channel.settled()
    return before
  }
  await syncTemplates({ ...channel.tools, whatsapp: { ...channel.tools.whatsapp, listTemplates } }, {})
  expect(await find('meanwhile')).toMatchObject({ status: 'APPROVED', changes: [{ before: 'LOCAL' }] })
})

test('staff see what is approved and change nothing', async () => {
  const { staff } = channel.shop
  const one = await find('part_arrived')
  const before = await set()
  for (const attempt of [
    () => staff.run(ctx => createTemplate(ctx, draft({ name: 'by_staff' }))),
    () => staff.run(ctx => editTemplate(ctx, { ...draft(), template_id: one?.id as string })),
    () => staff.run(ctx => deleteTemplate(ctx, { template_id: one?.id as string })),
  ])
    await expect(attempt()).rejects.toHaveProperty('code')
  expect(await set()).toEqual(before)
})
