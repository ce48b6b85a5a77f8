import type { Tx } from '../../db/ctx.ts'

/** Without RETURNING: whoever takes a passcode in need not be one who may read it. */
export const insertPasscode = (tx: Tx, ticket_id: string, sealed: string) =>
  tx.insertInto('device_passcodes').values({ ticket_id, sealed }).execute()

export const selectPasscode = (tx: Tx, ticket_id: string) =>
  tx.selectFrom('device_passcodes').select(['sealed', 'wiped_at']).where('ticket_id', '=', ticket_id).executeTakeFirst()

export const markRevealed = (tx: Tx, ticket_id: string, reveal: object) =>
  tx
    .updateTable('device_passcodes')
    .set({ last_reveal: JSON.stringify(reveal) })
    .where('ticket_id', '=', ticket_id)
    .execute()

export const wipePasscodeRow = (tx: Tx, ticket_id: string, now: string) =>
  tx
    .updateTable('device_passcodes')
    .set({ sealed: null, wiped_at: now })
    .where('ticket_id', '=', ticket_id)
    .where('wiped_at', 'is', null)
    .execute()
