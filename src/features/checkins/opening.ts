import type { Ctx } from '../../db/ctx.ts'
import type { CheckinForm, CheckinPrefill } from '../../shared/checkins.ts'
import type { Terms } from '../../shared/tickets.ts'
import { nameOneself } from '../customers/customers.ts'
import { notify } from '../notifications/notifications.ts'
import { openTicket } from '../tickets/tickets.ts'
import { lockCheckin, updateCheckin } from './checkins.queries.ts'
import { passcodeContext } from './form.ts'

/** A form that was handed in becomes a ticket, once; as the scheduler, since a link's holder may not open tickets. */
export async function openTicketOfCheckin(ctx: Ctx, input: { readonly checkin_id: string }): Promise<void> {
  const checkin = await lockCheckin(ctx.tx, input.checkin_id)
  if (checkin.status !== 'submitted') return
  const form = checkin.form as unknown as Omit<CheckinForm, 'passcode'>
  const { file_ids = [], warranty_of } = checkin.prefill as CheckinPrefill
  await nameOneself(ctx, { customer_id: checkin.customer_id, name: form.name })
  const ticket = await openTicket(ctx, {
    customer_id: checkin.customer_id,
    device: form.device,
    device_received: false,
    problem_description: form.problem_description,
    accessories: form.accessories,
    condition_notes: form.condition_notes,
    passcode: checkin.passcode_sealed && ctx.shop.unseal(checkin.passcode_sealed, passcodeContext(checkin.id)),
    terms: checkin.terms as Terms | null,
    file_ids: [...file_ids, ...form.photo_file_ids],
    link_id: checkin.id,
    warranty_of_ticket_id: warranty_of?.ticket_id,
  })
  await updateCheckin(ctx.tx, checkin.id, {
    status: 'ticketed',
    ticket_id: ticket.id,
    ticket_number: ticket.ticket_number,
    passcode_sealed: null,
  })
  await notify(ctx, {
    audience: 'tickets.write',
    kind: 'checkin_submitted',
    subject_type: 'ticket',
    subject_id: ticket.id,
    data: { ticket: ticket.ticket_number },
    dedupe_key: `checkin:${checkin.id}`,
  })
}
