import { z } from 'zod'
import { contract } from './contract.ts'
import { zId, zMoment } from './fields.ts'
import { zTemplateDraft } from './whatsapp/template-rules.ts'

export const zTemplateChange = z.object({
  field: z.enum(['status', 'quality', 'category']),
  before: z.string().nullable(),
  after: z.string(),
  reason: z.string().nullable(),
  at: zMoment,
})

export const zShopTemplate = z.object({
  id: zId,
  name: z.string(),
  language: z.string(),
  category: z.string(),
  /** Meta's word; `LOCAL`: on its way there; `REFUSED`: Meta did not take it; `ABSENT`: one of ours that was never handed in. */
  status: z.string(),
  quality: z.string().nullable(),
  reason: z.string().nullable(),
  header: z.string(),
  file: z.string().nullable(),
  body: z.string(),
  footer: z.string(),
  buttons: z.array(z.object({ type: z.string(), text: z.string(), url: z.string() })),
  example: z.array(z.string()),
  /** The product sends it by itself. */
  needed: z.boolean(),
  /** Latest first. */
  changes: z.array(zTemplateChange),
})
export type ShopTemplate = z.output<typeof zShopTemplate>

const MAY = { may: 'settings.write' } as const
const params = z.object({ template_id: zId })

export const templateContracts = {
  list: contract({
    method: 'GET',
    path: '/templates/all',
    allow: MAY,
    summary: 'Every template with its state, and how many of our own set are missing',
    response: z.object({
      items: z.array(zShopTemplate),
      missing: z.array(z.object({ name: z.string(), language: z.string() })),
    }),
  }),
  create: contract({
    method: 'POST',
    path: '/templates/all',
    allow: MAY,
    summary: 'A new template: checked, kept, handed in to Meta',
    makes: true,
    body: zTemplateDraft,
    response: zShopTemplate,
  }),
  edit: contract({
    method: 'PUT',
    path: '/templates/all/:template_id',
    allow: MAY,
    summary: 'Other words for a template; Meta approves them anew',
    params,
    body: zTemplateDraft,
    response: zShopTemplate,
  }),
  remove: contract({
    method: 'DELETE',
    path: '/templates/all/:template_id',
    allow: MAY,
    summary: 'Takes a template back, here and at Meta; one that the product sends only when that was said to be meant',
    params,
    query: z.object({ meant: z.enum(['yes']).optional() }),
    response: z.object({}),
  }),
  submitDefaults: contract({
    method: 'POST',
    path: '/templates/defaults',
    allow: MAY,
    summary: 'Hands in whatever is missing of our own set; what is there already is left alone',
    response: z.object({ submitted: z.int() }),
  }),
  sync: contract({
    method: 'POST',
    path: '/templates/sync',
    allow: MAY,
    summary: 'Asks Meta how the templates stand',
    response: z.object({}),
  }),
}
