import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'

export interface TemplateRecord {
  readonly name: string
  readonly language: string
  readonly category: string
  readonly status: string
  readonly components: readonly Readonly<Record<string, unknown>>[]
}

const COLUMNS = ['name', 'language', 'category', 'status', 'components'] as const

export const selectTemplates = (tx: Tx) =>
  tx
    .selectFrom('whatsapp_templates')
    .select(COLUMNS)
    .orderBy('name')
    .orderBy('language')
    .execute() as unknown as Promise<TemplateRecord[]>

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

export interface SyncedTemplate extends TemplateRecord {
  readonly id: string
  readonly quality: string | null
}

export async function upsertTemplates(tx: Tx, all: readonly SyncedTemplate[]): Promise<void> {
  for (const t of all) {
    await sql`
      insert into app.whatsapp_templates as w (meta_id, name, language, category, status, quality, components, synced_at)
      values (${t.id}, ${t.name}, ${t.language}, ${t.category}, ${t.status}, ${t.quality}, ${JSON.stringify(t.components)}::jsonb, now())
      on conflict (name, language) do update set meta_id = excluded.meta_id, category = excluded.category, status = excluded.status,
        quality = excluded.quality, components = excluded.components, synced_at = now()`.execute(tx)
  }
  // What Meta does not list any more cannot be sent.
  await sql`
    update app.whatsapp_templates set status = 'DELETED', synced_at = now()
    where status <> 'DELETED' and (name, language) not in
      (select * from unnest(${all.map(t => t.name)}::text[], ${all.map(t => t.language)}::text[]))`.execute(tx)
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
