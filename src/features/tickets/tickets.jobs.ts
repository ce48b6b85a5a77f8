import { z } from 'zod'
import { zId } from '../../shared/fields.ts'
import type { Terms } from '../../shared/tickets.ts'
import { preferredLang } from '../customers/customers.ts'
import { issueDiagnosticFee } from '../invoices/invoices.ts'
import type { JobHandler } from '../tools.ts'
import { wipePasscode } from './passcodes.ts'
import { applyDecision } from './steps.ts'
import { selectTicketDetail } from './tickets.queries.ts'

export const zDecided = z.object({ quotation_id: zId, version: z.int() })
export const zTicketOfJob = z.object({ ticket_id: zId })

/** A customer decided on a quotation: the ticket follows. */
export const applyDecisionNow: JobHandler<z.output<typeof zDecided>> = (tools, payload) =>
  tools.as({ as: 'scheduler' }, ctx => applyDecision(ctx, payload))

/** Declined: the fee for looking, as the terms on the ticket say. Nobody owes a fee that he never agreed to. */
export const chargeDiagnosticFee: JobHandler<z.output<typeof zTicketOfJob>> = (tools, { ticket_id }) =>
  tools.as({ as: 'scheduler' }, async ctx => {
    const ticket = await selectTicketDetail(ctx.tx, ticket_id)
    const terms = ticket.terms as Terms | null
    if (ticket.outcome !== 'declined' || !terms) return
    const lang = await preferredLang(ctx, ticket)
    await issueDiagnosticFee(ctx, { ticket_id, lang, fee: terms.diagnostic_fee })
  })

export const wipePasscodeNow: JobHandler<z.output<typeof zTicketOfJob>> = (tools, payload) =>
  tools.as({ as: 'scheduler' }, ctx => wipePasscode(ctx, payload))
