import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { TemplateRow } from '../../shared/conversations.ts'
import type { TemplateMessage } from '../../shared/whatsapp/outbound.ts'
import { partsOf } from '../../shared/whatsapp/template-rules.ts'
import { fillTemplate, takes, templateBody, templateVariables } from '../../shared/whatsapp/templates.ts'
import { hasSynced, selectApproved, selectTemplates, type TemplateRecord } from './templates.queries.ts'

/** An approved template that takes these values: in the wanted language if there is one, else in one that there is. */
export async function approvedTemplate(ctx: Ctx, wanted: TemplateMessage): Promise<TemplateRecord | null> {
  const all = await selectApproved(ctx.tx, wanted.name, wanted.language)
  return all.find(t => takes(t.components, wanted)) ?? null
}

/** What the customer will read. */
export function shownTemplate(template: TemplateRecord, message: TemplateMessage): { text: string; labels: string[] } {
  const buttons = template.components.find(c => c.type === 'BUTTONS')?.buttons
  const labels = Array.isArray(buttons)
    ? buttons.flatMap((b: { text?: unknown }) => (typeof b.text === 'string' ? b.text : []))
    : []
  return { text: fillTemplate(templateBody(template.components), message.body), labels }
}

/** A new shop has not asked Meta yet which templates it has: then it asks, and the answer is there in a moment. */
export async function askForTemplates(ctx: Ctx): Promise<boolean> {
  if (await hasSynced(ctx.tx)) return false
  await enqueue(ctx, 'whatsapp.sync_templates', {}, { key: 'whatsapp.sync_templates' })
  return true
}

/** Templates that staff may send by hand: approved, and words are all that they ask for. */
export async function listTemplates(ctx: Ctx): Promise<{ items: TemplateRow[] }> {
  await askForTemplates(ctx)
  const approved = (await selectTemplates(ctx.tx)).filter(t => t.status === 'APPROVED')
  const rows = approved.map(({ name, language, category, status, components }) => {
    const { header, body, footer, buttons } = partsOf(components)
    const variables = templateVariables(body)
    const words = Array.from({ length: variables }, () => '')
    const row = { name, language, category, status, header, body, footer, buttons: buttons.map(b => b.text), variables }
    return { row, sendable: takes(components, { body: words }) }
  })
  return { items: rows.filter(({ sendable }) => sendable).map(({ row }) => row) }
}
