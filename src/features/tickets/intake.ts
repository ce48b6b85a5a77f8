import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { TERMS_VERSION } from '../../shared/messages/terms.ts'
import { termsOf } from '../../shared/terms.ts'
import type { Terms, Ticket, ticketContracts } from '../../shared/tickets.ts'
import { findOrCreateByPhone, getCustomer, recordConsent } from '../customers/customers.ts'
import { getCompany } from '../settings/settings.ts'
import { selectPersonName } from './tickets.queries.ts'
import { getTicket, openTicket } from './tickets.ts'
import { announceAssignment } from './work.ts'

type Intake = InputOf<typeof ticketContracts.intake>

/** Somebody stands at the counter: customer, device and ticket in one go. Without WhatsApp he is simply not told. */
export async function takeIn(ctx: Ctx, input: Intake): Promise<Ticket> {
  const { customer_id, customer, terms_accepted, ...job } = input
  const company = await getCompany(ctx)
  if (input.passcode && !company.asks_passcode) {
    throw new AppError('validation_failed', {}, [{ path: 'passcode', message: 'not_asked' }])
  }
  if (input.assigned_to && !(await selectPersonName(ctx.tx, input.assigned_to))) throw new AppError('not_found')
  const owner =
    customer_id || !customer
      ? await getCustomer(ctx, { customer_id: customer_id ?? '' })
      : await findOrCreateByPhone(ctx, customer)
  const terms = terms_accepted ? termsOf(company, owner.lang) : null
  const ticket = await openTicket(ctx, { ...job, customer_id: owner.id, device_received: true, terms })
  if (terms) await consentTo(ctx, owner.id, terms)
  if (input.assigned_to) await announceAssignment(ctx, ticket, input.assigned_to)
  return getTicket(ctx, { ticket_id: ticket.id })
}

const consentTo = (ctx: Ctx, customer_id: string, terms: Terms): Promise<void> =>
  recordConsent(ctx, {
    customer_id,
    purpose: 'repair_terms',
    granted: true,
    wording: [...terms.wording, terms.privacy].join('\n'),
    wording_version: TERMS_VERSION,
    source: 'counter',
  })
