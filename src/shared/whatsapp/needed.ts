import type { TOPICS } from '../preferences.ts'
import type { TemplateName } from './templates.ts'

/**
 * Which of our templates say what outside the 24 hours, by what a message is about. A topic without one does not compile; that
 * every place that tells a customer something hands one over is tried by `needed.test.ts`.
 */
export const NEEDED_FOR: Readonly<Record<Exclude<keyof typeof TOPICS, 'marketing'>, readonly TemplateName[]>> = {
  repair: ['ticket_update'],
  quotation: ['quotation_ready', 'ticket_update', 'paper_update'],
  quotation_over: ['ticket_update', 'paper_update'],
  pickup: ['ready_for_pickup'],
  invoice: ['invoice_ready', 'ticket_update', 'paper_update'],
  payment: ['receipt_ready', 'ticket_update', 'paper_update'],
  appointment: ['appointment_update'],
  appointment_reminder: ['appointment_reminder'],
  reminder: ['quotation_expiring', 'pickup_reminder', 'unclaimed_device', 'payment_reminder'],
  feedback: ['feedback_request'],
}
