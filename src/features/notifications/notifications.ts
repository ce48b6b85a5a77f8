import type { Ctx } from '../../db/ctx.ts'
import type { NotificationKind } from '../../shared/messages/notifications.ts'
import type { Permission } from '../../shared/permissions.ts'

interface Notice {
  /** One person, or everybody who has the permission. */
  readonly user_id?: string
  readonly audience?: Permission
  readonly kind: NotificationKind
  readonly subject_type?: 'ticket' | 'session' | 'payment' | 'quotation' | 'customer' | 'channel'
  readonly subject_id?: string
  /** Values for the slots of the kind's text. */
  readonly data?: Readonly<Record<string, string | number>>
  /** Said twice is shown once. */
  readonly dedupe_key?: string
}

/** Puts something before the shop's people; they see it at once on their screens. */
export async function notify(ctx: Ctx, notice: Notice): Promise<void> {
  await ctx.tx
    .insertInto('notifications')
    .values({
      user_id: notice.user_id ?? null,
      audience: notice.audience ?? null,
      kind: notice.kind,
      subject_type: notice.subject_type ?? null,
      subject_id: notice.subject_id ?? null,
      data: { ...notice.data },
      dedupe_key: notice.dedupe_key ?? null,
    })
    // Naming the column would ask for the right to read what a colleague is told.
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** The latest fifty for whoever asks; row security picks them. */
export async function listNotifications(ctx: Ctx) {
  const items = await ctx.tx
    .selectFrom('notifications')
    .select(['id', 'kind', 'subject_type', 'subject_id', 'data', 'read_at', 'created_at'])
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return { items: items.map(item => ({ ...item, data: item.data as Record<string, string | number> })) }
}

export async function readNotification(ctx: Ctx, input: { notification_id: string }) {
  await ctx.tx
    .updateTable('notifications')
    .set({ read_at: ctx.now })
    .where('id', '=', input.notification_id)
    .where('read_at', 'is', null)
    .execute()
  return {}
}
