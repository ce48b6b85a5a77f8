import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { Alert } from '../../shared/channel.ts'
import type { AlertKind } from '../../shared/messages/channel.ts'

export interface NewAlert {
  readonly kind: AlertKind
  /** Of several of a kind. */
  readonly subject?: string
  readonly severity: Alert['severity']
  readonly data?: Readonly<Record<string, string | number>>
  readonly detail?: string | null
  readonly work?: AlertWork | null
}

/** What a retry does again. */
export type AlertWork =
  | { readonly does: 'delivery'; readonly event_id: string }
  | { readonly does: 'job'; readonly name: string; readonly payload: object }

/** Opens one, or keeps the open one up to date. A look that finds nothing new writes at most once an hour. */
export async function upsertAlert(tx: Tx, alert: NewAlert): Promise<string | null> {
  const { kind, subject = '', severity, data = {}, detail = null, work = null } = alert
  const { rows } = await sql<{ id: string }>`
    insert into app.whatsapp_alerts as a (kind, subject, severity, data, detail, work)
    values (${kind}, ${subject}, ${severity}, ${JSON.stringify(data)}::jsonb, left(${detail}, 500), ${work ? JSON.stringify(work) : null}::jsonb)
    on conflict (kind, subject) where ended_at is null do update set severity = excluded.severity, data = excluded.data,
      detail = excluded.detail, work = excluded.work, seen_at = now()
    where (a.severity, a.data) is distinct from (excluded.severity, excluded.data) or a.seen_at < now() - interval '1 hour'
    returning id`.execute(tx)
  return rows[0]?.id ?? (await openAlert(tx, kind, subject))
}

const openAlert = async (tx: Tx, kind: string, subject: string): Promise<string | null> =>
  (
    await tx
      .selectFrom('whatsapp_alerts')
      .select('id')
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
  )?.id ?? null

/** It is over, by itself or because somebody saw to it. */
export const closeAlerts = (tx: Tx, kinds: readonly AlertKind[], subject?: string) =>
  tx
    .updateTable('whatsapp_alerts')
    .set({ ended_at: sql`now()` })
    .where('kind', 'in', [...kinds])
    .where('ended_at', 'is', null)
    .$if(subject !== undefined, query => query.where('subject', '=', subject ?? ''))
    .execute()

/** Templates that are approved again, or gone, are no trouble any more; the webhook that says so may be lost. */
export const closeTemplateAlerts = (tx: Tx) =>
  sql`
    update app.whatsapp_alerts a set ended_at = now() from app.whatsapp_templates t
    where a.kind = 'channel_template' and a.ended_at is null and a.subject = t.name || '/' || t.language and t.status in ('APPROVED', 'DELETED')`.execute(
    tx,
  )

/** Worst first. */
export async function selectOpenAlerts(tx: Tx): Promise<Alert[]> {
  const { rows } = await sql<Alert>`
    select id, kind, severity, data, detail, work is not null as can_retry, created_at as began_at, seen_at
    from app.whatsapp_alerts where ended_at is null order by severity, id desc limit 200`.execute(tx)
  return rows
}

/** Undefined: there is none, or it is over. */
export async function endAlert(tx: Tx, id: string, by: string | null): Promise<{ work: AlertWork | null } | undefined> {
  const { rows } = await sql<{ work: AlertWork | null }>`
    update app.whatsapp_alerts set ended_at = now(), ended_by = ${by}::uuid where id = ${id} and ended_at is null returning work`.execute(
    tx,
  )
  return rows[0]
}
