import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import { AppError } from '../../shared/errors.ts'
import { LANGS } from '../../shared/messages.ts'
import type { ShopTemplate } from '../../shared/templates.ts'
import {
  componentsOf,
  isWarning,
  partsOf,
  type TemplateDraft,
  templateProblems,
} from '../../shared/whatsapp/template-rules.ts'
import { TEMPLATE_NAMES, TEMPLATES, templateComponents } from '../../shared/whatsapp/templates.ts'
import {
  insertLocal,
  lockTemplate,
  markDeleted,
  rewriteLocal,
  selectChanges,
  selectTemplates,
  type TemplateRecord,
} from './templates.queries.ts'

const isOurs = (name: string): boolean => Object.hasOwn(TEMPLATES, name)
/** Said by Meta or by us: it is not there to be sent, and can be handed in anew. */
const isGone = (status: string): boolean => status === 'DELETED' || status === 'REFUSED'

/** Every template that is not gone, and what is missing of our own set. */
export async function listTemplateSet(ctx: Ctx) {
  const all = await selectTemplates(ctx.tx)
  const shown = all.filter(t => t.status !== 'DELETED')
  const changes = await selectChanges(ctx.tx)
  return {
    items: shown.map(t => asShown(t, changes.get(t.id) ?? [])),
    missing: missingOf(all),
  }
}

const missingOf = (all: readonly Pick<TemplateRecord, 'name' | 'language' | 'status'>[]) => {
  const there = new Set(all.filter(t => !isGone(t.status)).map(t => `${t.name}/${t.language}`))
  return TEMPLATE_NAMES.flatMap(name => LANGS.map(language => ({ name, language }))).filter(
    t => !there.has(`${t.name}/${t.language}`),
  )
}

function asShown(t: TemplateRecord, changes: ShopTemplate['changes']): ShopTemplate {
  const { id, name, language, category, status, quality, rejected_reason } = t
  return {
    ...{ id, name, language, category, status, quality, reason: rejected_reason },
    ...partsOf(t.components),
    needed: isOurs(name),
    changes,
  }
}

function requireSound(draft: TemplateDraft): void {
  const flaws = templateProblems(draft).filter(flaw => !isWarning(flaw))
  if (flaws.length)
    throw new AppError(
      'template_wrong',
      {},
      flaws.map(({ path, problem }) => ({ path, message: problem })),
    )
}

/** Handed in by a job: what Meta says comes back as the row's status. */
const submitSoon = (ctx: Ctx, template_id: string): Promise<void> =>
  enqueue(ctx, 'whatsapp.submit_template', { template_id }, { key: `template:${template_id}` })

export async function createTemplate(ctx: Ctx, draft: TemplateDraft): Promise<ShopTemplate> {
  requireSound(draft)
  const { name, language, category } = draft
  const made = await insertLocal(ctx.tx, { name, language, category, components: componentsOf(draft) })
  if (!made) throw new AppError('template_exists', { name })
  await submitSoon(ctx, made.id)
  return asShown(made, [])
}

/** Name and language are what Meta knows it by: they stay. */
export async function editTemplate(ctx: Ctx, input: TemplateDraft & { template_id: string }): Promise<ShopTemplate> {
  const known = await lockTemplate(ctx.tx, input.template_id)
  if (!known) throw new AppError('not_found')
  const draft = { ...input, name: known.name }
  requireSound(draft)
  // Our own carry a file above the words and answers in their buttons; only the words are the shop's to change.
  const file = known.components.find(c => c.type === 'HEADER' && c.format !== 'TEXT')
  const components = [...(file ? [file] : []), ...componentsOf(file ? { ...draft, header: '' } : draft)]
  if (isOurs(known.name)) requireSameShape(known, components)
  const kept = await rewriteLocal(ctx.tx, known.id, { category: draft.category, components })
  await submitSoon(ctx, known.id)
  return asShown(kept, (await selectChanges(ctx.tx)).get(kept.id) ?? [])
}

/** What the product sends has as many values and buttons as the product gives. */
function requireSameShape({ name, components }: TemplateRecord, next: TemplateRecord['components']): void {
  const shape = (of: TemplateRecord['components']) => {
    const { body, buttons } = partsOf(of)
    return { slots: (body.match(/\{\{\s*\d+\s*\}\}/g) ?? []).length, buttons: buttons.length }
  }
  const [was, is] = [shape(components), shape(next)]
  if (was.slots !== is.slots || was.buttons !== is.buttons)
    throw new AppError('template_values', { name, wanted: was.slots, given: is.slots }, [
      { path: 'body', message: 'slots_order' },
    ])
}

/** One that the product needs goes only when that was said to be meant. Twice is once. */
export async function deleteTemplate(
  ctx: Ctx,
  { template_id, meant }: { template_id: string; meant?: 'yes' | undefined },
): Promise<Record<string, never>> {
  const known = await lockTemplate(ctx.tx, template_id)
  if (!known) throw new AppError('not_found')
  if (known.status === 'DELETED') return {}
  if (isOurs(known.name) && !meant) throw new AppError('template_needed', { name: known.name })
  await markDeleted(ctx.tx, template_id)
  await enqueue(ctx, 'whatsapp.delete_template', { template_id }, { key: `template:${template_id}` })
  return {}
}

/** What is missing of our own set is handed in; pressed twice, there is nothing missing any more. */
export async function submitDefaults(ctx: Ctx): Promise<{ submitted: number }> {
  const missing = missingOf(await selectTemplates(ctx.tx))
  let submitted = 0
  for (const { name, language } of missing) {
    const made = await insertLocal(ctx.tx, {
      ...{ name, language, category: 'UTILITY' },
      components: templateComponents(name, language),
    })
    if (!made) continue
    await submitSoon(ctx, made.id)
    submitted++
  }
  return { submitted }
}

export async function syncTemplatesSoon(ctx: Ctx): Promise<Record<string, never>> {
  await enqueue(ctx, 'whatsapp.sync_templates', {}, { key: 'whatsapp.sync_templates' })
  return {}
}
