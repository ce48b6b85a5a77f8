import { isDeepStrictEqual } from 'node:util'
import { LANGS } from '../../shared/messages.ts'
import { GraphError } from '../../shared/whatsapp/graph-error.ts'
import { partsOf } from '../../shared/whatsapp/template-rules.ts'
import { TEMPLATE_NAMES, templateComponents } from '../../shared/whatsapp/templates.ts'
import type { JobHandler, JobTools } from '../tools.ts'
import {
  selectTakenBack,
  selectTemplate,
  settleLocal,
  type TemplateRecord,
  upsertTemplates,
} from './templates.queries.ts'

/** Our templates as Meta has them: missing ones are handed in for approval, then the whole list is taken over. */
export const syncTemplates: JobHandler<object> = async tools => {
  const { known, asked_at } = await tools.as({ as: 'scheduler' }, async ctx => ({
    known: await selectTakenBack(ctx.tx),
    asked_at: ctx.now,
  }))
  const before = await tools.whatsapp.listTemplates()
  for (const t of before) known.add(`${t.name}/${t.language}`)
  const missing = TEMPLATE_NAMES.flatMap(name =>
    LANGS.filter(language => !known.has(`${name}/${language}`)).map(language => ({ name, language })),
  )
  const refused: { name: string; language: string; code: number | null; details: string | null }[] = []
  for (const { name, language } of missing) {
    try {
      await tools.whatsapp.createTemplate({
        name,
        language,
        category: 'UTILITY',
        components: templateComponents(name, language),
      })
    } catch (error) {
      // One that Meta refuses must not keep the others from being known.
      if (!isRefusal(error)) throw error
      refused.push({ name, language, code: error.code, details: error.details })
    }
  }
  const all = missing.length > 0 ? await tools.whatsapp.listTemplates() : before
  // One that is there all the same was handed in by a look-up beside this one.
  for (const { name, ...no } of refused)
    if (!all.some(t => t.name === name && t.language === no.language))
      tools.log.warn({ template: name, ...no }, 'WhatsApp did not take a template')
  await tools.as({ as: 'scheduler' }, ctx => upsertTemplates(ctx.tx, all, asked_at))
}

/** Meta looked at it and said no; anything else may pass by itself. */
const isRefusal = (error: unknown): error is GraphError => error instanceof GraphError && error.code === 100

/** Hands one in, or its new words. Run twice, the second finds it there and takes over how it stands. */
export const submitTemplate: JobHandler<{ template_id: string }> = async (tools, { template_id }) => {
  const template = await tools.as({ as: 'scheduler' }, ctx => selectTemplate(ctx.tx, template_id))
  if (template?.status !== 'LOCAL') return
  const said = await handIn(tools, template)
  await tools.as({ as: 'scheduler' }, ctx => settleLocal(ctx.tx, template, said))
}

type Said = Parameters<typeof settleLocal>[2]

async function handIn(tools: JobTools, template: TemplateRecord): Promise<Said> {
  const { name, language, category, components } = template
  try {
    if (template.meta_id) {
      await tools.whatsapp.editTemplate(template.meta_id, { category, components })
      const [now] = await find(tools, template)
      return { status: now?.status ?? 'PENDING', ...(now ? { category: now.category } : {}) }
    }
    const made = await tools.whatsapp.createTemplate({ name, language, category, components })
    return { status: made.status, meta_id: made.id, ...(made.category ? { category: made.category } : {}) }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const [there] = template.meta_id ? [] : await find(tools, template)
    if (there && isDeepStrictEqual(readOf(there.components), readOf(components)))
      return { status: there.status, meta_id: there.id, category: there.category }
    // Changed since it was handed in: these words take their place.
    if (there) return { ...(await handIn(tools, { ...template, meta_id: there.id })), meta_id: there.id }
    return { status: 'REFUSED', reason: error.details ?? error.message }
  }
}

/** What customers read of it. */
const readOf = (components: TemplateRecord['components']): object => ({ ...partsOf(components), example: null })

const find = async (tools: JobTools, { name, language }: TemplateRecord) =>
  (await tools.whatsapp.listTemplates()).filter(t => t.name === name && t.language === language)

/** Takes one back at Meta. One that is not there any more is gone all the same. */
export const removeTemplate: JobHandler<{ template_id: string }> = async (tools, { template_id }) => {
  const template = await tools.as({ as: 'scheduler' }, ctx => selectTemplate(ctx.tx, template_id))
  if (template?.status !== 'DELETED') return
  const [there] = await find(tools, template)
  if (!there) return
  await tools.whatsapp.deleteTemplate({ id: there.id, name: template.name }).catch((error: unknown) => {
    if (!isRefusal(error)) throw error
  })
}
