import type { Heard } from '../../../shared/assistant.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { say, together } from '../reply.ts'
import type { Action, Reply, Scene } from '../turn.ts'
import type { UnpaidInvoice } from '../verbs.ts'
import { callPerson } from './person.ts'

const balanceLine = (invoice: UnpaidInvoice): Reply =>
  say('payment.balance', { number: invoice.invoice_number ?? '', balance: showMoney(parseMoney(invoice.balance)) })

const PAID =
  /\b(?:dah|udah|sudah|already|have|telah)\b.*\b(?:bayar|transfer|tf|trf|paid|sent|pay|masuk\w*|byr)\b|\bi(?:'ve)? paid\b|\bbukti\b|\bslip\b/i

export const tellBalance: Action = async scene => {
  const { facts, text } = scene
  const { bank_details } = facts.company
  if (!facts.unpaid.length) return together(say('payment.nothing'), say('payment.how'))
  if (PAID.test(text)) return together(say('payment.send_proof'))
  return together(
    ...facts.unpaid.slice(0, 5).map(balanceLine),
    say('payment.how'),
    bank_details ? say('payment.bank', { bank: bank_details }) : null,
  )
}

/** Which invoice a slip is for: the one whose balance the customer names, else the oldest that is open. */
function invoiceFor(scene: Scene): UnpaidInvoice | undefined {
  const named = scene.read.entities.find(entity => entity.kind === 'amount')?.value.replace(/ [A-Z]+$/, '')
  return scene.facts.unpaid.find(invoice => invoice.balance === named) ?? scene.facts.unpaid[0]
}

/** A picture or PDF while something is owed is the slip; staff confirm it, and the customer is told so. */
export async function takeProof(scene: Scene, slips: readonly Heard[]): Promise<Reply> {
  const invoice = invoiceFor(scene)
  if (!invoice) return say('payment.nothing')
  // one transfer, one slip: a second page is kept in the chat
  const slip = slips.find(({ media_file_id }) => media_file_id !== null)
  if (!slip?.media_file_id) return say('payment.proof_unreadable')
  await scene.verbs.submitProof(scene.ctx, { invoice_id: invoice.id, file_id: slip.media_file_id })
  return say('payment.proof_received', { number: invoice.invoice_number ?? '' })
}

/** Another name, a tax number, an e-invoice: papers are changed by people. */
const CHANGE =
  /\btin\b|company|syarikat|perusahaan|kantor|e-?inv|salah|betulkan|perbaiki|wrong|correct|atas nama|tukar nama|ganti nama/i

export const sendPaperAgain: Action = async scene => {
  if (CHANGE.test(scene.text)) return callPerson(scene, 'invoice.person', 'person_wanted')
  const number = await scene.verbs.latestPaperAgain(scene.ctx, { customer_id: scene.turn.customer_id })
  return number ? say('invoice.again', { number }) : say('invoice.none')
}
