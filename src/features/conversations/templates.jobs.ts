import { LANGS } from '../../shared/messages.ts'
import { GraphError } from '../../shared/whatsapp/graph-error.ts'
import { TEMPLATES, type TemplateName, templateComponents } from '../../shared/whatsapp/templates.ts'
import type { JobHandler } from '../tools.ts'
import { upsertTemplates } from './templates.queries.ts'

/** Our templates as Meta has them: missing ones are handed in for approval, then the whole list is taken over. */
export const syncTemplates: JobHandler<object> = async tools => {
  const before = await tools.whatsapp.listTemplates()
  const known = new Set(before.map(t => `${t.name}/${t.language}`))
  const missing = (Object.keys(TEMPLATES) as TemplateName[]).flatMap(name =>
    LANGS.filter(language => !known.has(`${name}/${language}`)).map(language => ({ name, language })),
  )
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
      if (!(error instanceof GraphError) || error.code === null) throw error
      tools.log.warn(
        { template: name, language, code: error.code, details: error.details },
        'WhatsApp did not take a template',
      )
    }
  }
  const all = missing.length > 0 ? await tools.whatsapp.listTemplates() : before
  await tools.as({ as: 'scheduler' }, ctx => upsertTemplates(ctx.tx, all))
}
