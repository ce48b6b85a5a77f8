import type { JobHandler } from '../tools.ts'
import { preferredLang } from '../customers/customers.ts'
import { issueDiagnosticFee } from '../invoices/invoices.ts'
import { wipePasscode } from './passcodes.ts'
import { applyDecision } from './steps.ts'
import { selectTicketDetail } from './tickets.queries.ts'

/** A customer decided on a quotation: the ticket follows. */
export const applyDecisionJob: JobHandler<{ quotation_id: string; version: number }> = (tools, payload) =>
  tools.as({ as: 'scheduler' }, ctx => applyDecision(ctx, payload))

/** Declined: the fee for looking, as the terms on the ticket say. */
export const chargeDiagnosticFeeJob: JobHandler<{ ticket_id: string }> = (tools, { ticket_id }) =>
  tools.as({ as: 'scheduler' }, async ctx => {
    const ticket = await selectTicketDetail(ctx.tx, ticket_id)
    if (ticket.outcome !== 'declined') return
    await issueDiagnosticFee(ctx, { ticket_id, lang: await preferredLang(ctx, ticket) })
  })

export const wipePasscodeJob: JobHandler<{ ticket_id: string }> = (tools, payload) =>
  tools.as({ as: 'scheduler' }, ctx => wipePasscode(ctx, payload))
