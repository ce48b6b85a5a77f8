import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { Lang } from '../../shared/messages.ts'

export interface PreferencesRow {
  readonly language: string
  readonly contact_method: string
  readonly notices: unknown
  readonly marketing: boolean
  readonly quiet_from: string | null
  readonly quiet_to: string | null
  readonly paused_at: string | null
  readonly changed_at: string
  readonly updated_by: string | null
}

export async function selectPreferences(tx: Tx, customer_id: string): Promise<PreferencesRow | undefined> {
  const { rows } = await sql<PreferencesRow>`
    select language_preference as language, preferred_contact_method as contact_method, notification_preferences as notices,
      marketing_consent as marketing, to_char(quiet_from, 'HH24:MI') as quiet_from, to_char(quiet_to, 'HH24:MI') as quiet_to, paused_at,
      updated_at as changed_at, updated_by
    from app.customer_preferences where customer_id = ${customer_id}`.execute(tx)
  return rows[0]
}

export interface Changes {
  readonly language_preference?: Lang | undefined
  readonly preferred_contact_method?: string | undefined
  /** Laid over what is there. */
  readonly notification_preferences?: object | undefined
  readonly marketing_consent?: boolean | undefined
  readonly quiet_from?: string | null | undefined
  readonly quiet_to?: string | null | undefined
  readonly paused_at?: string | null | undefined
}

/** Only what is named changes; who did it stays with the row. */
export async function upsertPreferences(tx: Tx, customer_id: string, changes: Changes): Promise<void> {
  const { notification_preferences: notices, ...plain } = changes
  const set = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  const row = { ...set, updated_by: sql<string>`auth.uid()` }
  await tx
    .insertInto('customer_preferences')
    .values({ customer_id, ...row, ...(notices ? { notification_preferences: JSON.stringify(notices) } : {}) })
    .onConflict(conflict =>
      conflict.column('customer_id').doUpdateSet({
        ...row,
        ...(notices
          ? {
              notification_preferences: sql`customer_preferences.notification_preferences || ${JSON.stringify(notices)}::jsonb`,
            }
          : {}),
      }),
    )
    .execute()
}
