import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { ShopTemplate } from '../../shared/templates.ts'

export interface TemplateRecord {
  readonly id: string
  /** Meta's id, once it has one. */
  readonly meta_id: string | null
  readonly name: string
  readonly language: string
  readonly category: string
  readonly status: string
  readonly quality: string | null
  readonly rejected_reason: string | null
  readonly components: readonly Readonly<Record<string, unknown>>[]
}

const COLUMNS = [
  'id',
  'meta_id',
  'name',
  'language',
  'category',
  'status',
  'quality',
  'rejected_reason',
  'components',
] as const

export const selectTemplates = (tx: Tx) =>
  tx
    .selectFrom('whatsapp_templates')
    .select(COLUMNS)
    .orderBy('name')
    .orderBy('language')
    .execute() as unknown as Promise<TemplateRecord[]>

export const selectTemplate = (tx: Tx, id: string) =>
  tx.selectFrom('whatsapp_templates').select(COLUMNS).where('id', '=', id).executeTakeFirst() as unknown as Promise<
    TemplateRecord | undefined
  >

export const lockTemplate = (tx: Tx, id: string) =>
  tx
    .selectFrom('whatsapp_templates')
    .select(COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst() as unknown as Promise<TemplateRecord | undefined>

/** Approved ones of this name, the wanted language first. */
export const selectApproved = (tx: Tx, name: string, language: string) =>
  tx
    .selectFrom('whatsapp_templates')
    .select(COLUMNS)
    .where('name', '=', name)
    .where('status', '=', 'APPROVED')
    .orderBy(sql`language = ${language}`, 'desc')
    .orderBy(sql`language = 'ms'`, 'desc')
    .execute() as unknown as Promise<TemplateRecord[]>

/** What became of each, latest first, ten of one at most. */
export async function selectChanges(tx: Tx): Promise<Map<string, ShopTemplate['changes']>> {
  const { rows } = await sql<ShopTemplate['changes'][number] & { template_id: string }>`
    select template_id, field, before, after, reason, created_at as at from (
      select c.*, row_number() over (partition by template_id order by id desc) as place from app.whatsapp_template_changes c
    ) c where place <= 10 order by id desc`.execute(tx)
  const changes = new Map<string, ShopTemplate['changes']>()
  for (const { template_id, ...change } of rows) {
    const known = changes.get(template_id)
    if (known) known.push(change)
    else changes.set(template_id, [change])
  }
  return changes
}

type Words = Pick<TemplateRecord, 'name' | 'language' | 'category' | 'components'>

/** A new one, or one that was gone. Undefined: there is one of this name and language already. */
export async function insertLocal(tx: Tx, t: Words): Promise<TemplateRecord | undefined> {
  const { rows } = await sql<TemplateRecord>`
    insert into app.whatsapp_templates as w (name, language, category, status, components)
    values (${t.name}, ${t.language}, ${t.category}, 'LOCAL', ${JSON.stringify(t.components)}::jsonb)
    on conflict (name, language) do update set category = excluded.category, status = 'LOCAL', components = excluded.components,
      meta_id = null, quality = null, rejected_reason = null, deleted_at = null
    where w.status in ('DELETED', 'REFUSED')
    returning ${sql.raw(COLUMNS.join(', '))}`.execute(tx)
  return rows[0]
}

/** Other words, on their way to Meta. */
export const rewriteLocal = (tx: Tx, id: string, t: Pick<Words, 'category' | 'components'>) =>
  tx
    .updateTable('whatsapp_templates')
    .set({ category: t.category, components: JSON.stringify(t.components), status: 'LOCAL', rejected_reason: null })
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow() as unknown as Promise<TemplateRecord>

export const markDeleted = (tx: Tx, id: string) =>
  tx.updateTable('whatsapp_templates').set({ status: 'DELETED', deleted_at: sql`now()` }).where('id', '=', id).execute()

/** What Meta said of one that was handed in. Words that were changed meanwhile are left to their own job, with what it needs to find it there. */
export async function settleLocal(
  tx: Tx,
  { id, category, components }: TemplateRecord,
  said: { status: string; meta_id?: string; category?: string; reason?: string | null },
): Promise<void> {
  const local = tx.updateTable('whatsapp_templates').where('id', '=', id).where('status', '=', 'LOCAL')
  if (said.meta_id) await local.set({ meta_id: said.meta_id }).execute()
  await local
    .set({
      status: said.status,
      rejected_reason: said.reason ?? null,
      synced_at: sql`now()`,
      ...(said.category ? { category: said.category } : {}),
    })
    .where('category', '=', category)
    .where('components', '=', sql<string>`${JSON.stringify(components)}::jsonb`)
    .execute()
}

export interface SyncedTemplate extends Words {
  readonly id: string
  readonly status: string
  readonly quality: string | null
}

/**
 * The list as Meta has it, asked for at that moment. What is on its way there, was taken back here, or was handed in since, is not
 * overwritten by what was.
 */
export async function upsertTemplates(tx: Tx, all: readonly SyncedTemplate[], asked_at: string): Promise<void> {
  for (const t of all) {
    await sql`
      insert into app.whatsapp_templates as w (meta_id, name, language, category, status, quality, components, synced_at)
      values (${t.id}, ${t.name}, ${t.language}, ${t.category}, ${t.status}, ${t.quality}, ${JSON.stringify(t.components)}::jsonb, now())
      on conflict (name, language) do update set meta_id = excluded.meta_id, category = excluded.category, status = excluded.status,
        quality = excluded.quality, components = excluded.components, synced_at = now()
      where w.status <> 'LOCAL' and w.deleted_at is null`.execute(tx)
  }
  // What Meta does not list any more cannot be sent.
  await sql`
    update app.whatsapp_templates set status = 'DELETED', synced_at = now()
    where status not in ('DELETED', 'LOCAL', 'REFUSED') and coalesce(synced_at < ${asked_at}::timestamptz, true) and (name, language) not in
      (select * from unnest(${all.map(t => t.name)}::text[], ${all.map(t => t.language)}::text[]))`.execute(tx)
}

/** Ours that somebody took back, `name/language`: they are not handed in again by themselves. */
export async function selectTakenBack(tx: Tx): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('whatsapp_templates')
    .select(['name', 'language'])
    .where(eb => eb.or([eb('deleted_at', 'is not', null), eb('status', 'in', ['LOCAL', 'REFUSED'])]))
    .execute()
  return new Set(rows.map(t => `${t.name}/${t.language}`))
}

export async function hasSynced(tx: Tx): Promise<boolean> {
  const row = await tx
    .selectFrom('whatsapp_templates')
    .select('id')
    .where('synced_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
