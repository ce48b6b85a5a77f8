import { z } from 'zod'
import { announceAppointment, zAppointmentNews } from '../features/appointments/appointments.jobs.ts'
import { announceBargainJob, announceClaimJob, announcePersonJob } from '../features/assistant/assistant.jobs.ts'
import { answerTurn } from '../features/assistant/assistant.ts'
import { sealAudit } from '../features/audit/audit.jobs.ts'
import { checkNumber } from '../features/channel/channel.jobs.ts'
import { inviteToCheckIn, openTicketNow, zCheckinOfJob } from '../features/checkins/checkins.jobs.ts'
import { answerWith } from '../features/conversations/answering.jobs.ts'
import { ingestDeliveries, retryDelivery } from '../features/conversations/ingest.jobs.ts'
import { fetchMedia, loseMedia } from '../features/conversations/media.jobs.ts'
import { markMessagesRead, sendMessages } from '../features/conversations/sending.jobs.ts'
import { removeTemplate, submitTemplate, syncTemplates } from '../features/conversations/templates.jobs.ts'
import { keepChannel } from '../features/conversations/upkeep.jobs.ts'
import { announceLowRatingJob } from '../features/feedback/feedback.jobs.ts'
import { collectOrphans } from '../features/files/files.jobs.ts'
import { queueDueReminders, remindNow, zReminderToSend } from '../features/followups/followups.jobs.ts'
import {
  announceCancellation,
  deliverInvoicePaper,
  expireDueDatesNow,
  issueForTicketNow,
  zCancelledInvoice,
  zInvoiceToDeliver,
  zTicketToBill,
} from '../features/invoices/invoices.jobs.ts'
import {
  announceProof,
  announceRefusal,
  deliverReceipt,
  takeProof,
  zPaymentToAnnounce,
  zProofToTake,
  zReceiptToDeliver,
} from '../features/payments/payments.jobs.ts'
import { forgetRequests } from '../features/privacy/privacy.jobs.ts'
import {
  announceDecision,
  announceExpiry,
  deliverQuotation,
  expireQuotationsNow,
  zVersion,
  zVersionToDeliver,
} from '../features/quotations/quotations.jobs.ts'
import {
  applyDecisionNow,
  chargeDiagnosticFee,
  wipePasscodeNow,
  zDecided,
  zTicketOfJob,
} from '../features/tickets/tickets.jobs.ts'
import { forgetSignIns } from '../features/users/users.jobs.ts'
import { type JobEntry, job, type Timer } from './job.ts'

const nothing = z.looseObject({})
const zSession = z.object({ session_id: z.uuid() })
const zConversation = zSession.extend({ customer_id: z.uuid() })
const zTemplate = z.object({ template_id: z.uuid() })
const zMessage = z.object({ message_id: z.uuid() })
const zBargain = zSession.extend({ offer: z.string().nullable(), words: z.string() })
const zClaim = zSession.extend({ ticket_id: z.uuid(), ticket_number: z.string() })
const zPersonWanted = zSession.extend({
  kind: z.enum(['person_wanted', 'complaint']),
  message_id: z.uuid(),
  ticket_id: z.uuid().nullish(),
  words: z.string().optional(),
})

/** Every job, one line each. */
export const jobs: readonly JobEntry[] = [
  job('whatsapp.ingest', nothing, ingestDeliveries),
  job('whatsapp.retry_delivery', z.object({ event_id: z.string() }), retryDelivery),
  job('whatsapp.check_number', nothing, checkNumber),
  job('whatsapp.fetch_media', zMessage.extend({ again: z.boolean().optional() }), fetchMedia, loseMedia),
  job('whatsapp.send', zSession, sendMessages),
  job('whatsapp.mark_read', z.object({ wamid: z.string() }), markMessagesRead),
  job('whatsapp.settle_unknown', nothing, keepChannel),
  job('whatsapp.sync_templates', nothing, syncTemplates),
  job('whatsapp.submit_template', zTemplate, submitTemplate),
  job('whatsapp.delete_template', zTemplate, removeTemplate),
  job('conversations.answer', zConversation, answerWith(answerTurn)),
  job('appointments.announce', zAppointmentNews, announceAppointment),
  job('assistant.announce_person', zPersonWanted, announcePersonJob),
  job('assistant.announce_bargain', zBargain, announceBargainJob),
  job('assistant.announce_claim', zClaim, announceClaimJob),
  job('checkins.invite', zCheckinOfJob, inviteToCheckIn),
  job('checkins.open_ticket', zCheckinOfJob, openTicketNow),
  job('tickets.apply_decision', zDecided, applyDecisionNow),
  job('tickets.charge_diagnostic_fee', zTicketOfJob, chargeDiagnosticFee),
  job('tickets.wipe_passcode', zTicketOfJob, wipePasscodeNow),
  job('feedback.announce_low_rating', z.object({ feedback_id: z.uuid() }), announceLowRatingJob),
  job('quotations.deliver', zVersionToDeliver, deliverQuotation),
  job('quotations.announce_decision', zVersion, announceDecision),
  job('quotations.announce_expiry', zVersion, announceExpiry),
  job('quotations.expire', nothing, expireQuotationsNow),
  job('invoices.issue_for_ticket', zTicketToBill, issueForTicketNow),
  job('invoices.deliver', zInvoiceToDeliver, deliverInvoicePaper),
  job('invoices.announce_cancellation', zCancelledInvoice, announceCancellation),
  job('invoices.expire', nothing, expireDueDatesNow),
  job('receipts.deliver', zReceiptToDeliver, deliverReceipt),
  job('payments.take_proof', zProofToTake, takeProof),
  job('payments.announce_proof', zPaymentToAnnounce, announceProof),
  job('payments.announce_refusal', zPaymentToAnnounce, announceRefusal),
  job('followups.scan', nothing, queueDueReminders),
  job('followups.remind', zReminderToSend, remindNow),
  job('audit.seal', nothing, sealAudit),
  job('privacy.forget_requests', nothing, forgetRequests),
  job('files.collect_orphans', nothing, collectOrphans),
  job('users.forget_sign_ins', nothing, forgetSignIns),
]

/** Every timer, one line each. */
export const timers: readonly Timer[] = [
  { name: 'whatsapp.settle_unknown', at: '* * * * *' },
  { name: 'whatsapp.check_number', at: '*/5 * * * *' },
  { name: 'whatsapp.sync_templates', at: '17 * * * *' },
  { name: 'quotations.expire', at: '*/10 * * * *' },
  { name: 'invoices.expire', at: '*/10 * * * *' },
  { name: 'followups.scan', at: '*/10 * * * *' },
  { name: 'audit.seal', at: '* * * * *' },
  { name: 'privacy.forget_requests', at: '41 * * * *' },
  { name: 'files.collect_orphans', at: '11 */6 * * *' },
  { name: 'users.forget_sign_ins', at: '23 * * * *' },
]
