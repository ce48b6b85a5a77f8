import type { Heard } from '../../../shared/assistant.ts'
import { readDuitnow } from '../../../shared/duitnow.ts'
import { isMoneyText, moneyText, parseMoney } from '../../../shared/money.ts'
import { selectPhotoFiles } from '../assistant.queries.ts'
import { stepNamed } from '../flows.ts'
import { ask, leaveFlow } from '../questions.ts'
import { say, together } from '../reply.ts'
import type { Action, Reply, Scene } from '../turn.ts'
import type { UnpaidInvoice } from '../verbs.ts'
import { money, namedAmount } from './amount.ts'
import { callPerson } from './person.ts'
import { jobsNamed } from './which.ts'

const sum = (invoices: readonly UnpaidInvoice[]): string =>
  moneyText(invoices.reduce((total, { balance }) => total + parseMoney(balance), 0))

const balances = (scene: Scene): Reply =>
  together(
    ...scene.facts.unpaid
      .slice(0, 5)
      .map(({ invoice_number, balance }) =>
        say('payment.balance', { number: invoice_number ?? '', balance: money(scene, balance) }),
      ),
    scene.facts.unpaid.length > 1 ? say('payment.total', { total: money(scene, sum(scene.facts.unpaid)) }) : null,
  )

const PAID =
  /\b(?:dah|udah|sudah|telah)\b.*\b(?:bayar|transfer|tf|trf|masuk\w*|byr)\b|\b(?:already|have|i(?:'ve)?) (?:just )?(?:paid|sent|transferred)\b|\bbukti\b|\bslip\b|\bproof\b/i
/** What only the shop's account can tell: it went wrong, or came twice. */
const TROUBLE =
  /\b(?:dua|2) ?(?:kali|x)\b|\bdouble\b|\btwice\b|\bterlebih|\blebih bayar|\bkelebihan|\boverpaid|\bgagal|\bfail(?:ed)?\b|\bdeclined?\b|\b(?:tak|x|ga|gak|nggak|tidak|belum|not) ?(?:masuk|lepas|berjaya|berhasil|success\w*|go(?:ne)? through)\b|\bpulang\w* (?:duit|wang)|\bbalikin (?:duit|uang)|\brefund/i
/** Another way of paying than at once is the shop's to grant. */
const TERMS =
  /ansur|angsur|install?ment|cicil|\bdeposit|\bdp\b|\bpay ?later|\batome\b|\bspaylater|\bhutang dulu|\bbayar separuh|\bhalf first/i

export const tellBalance: Action = async scene => {
  const { facts, text, state } = scene
  if (TROUBLE.test(text)) return callPerson(scene, 'payment.trouble', 'person_wanted')
  const kept = state.slots.pictures
  if (kept?.length && (PAID.test(text) || /resit|receipt|bukti|slip/i.test(text))) return proofKept(scene, kept)
  if (!facts.unpaid.length) return together(say('payment.nothing'), say('payment.how'))
  if (TERMS.test(text)) return callPerson(scene, 'payment.person', 'person_wanted')
  if (PAID.test(text)) return askForSlip(scene)
  const { bank_details: bank } = facts.company
  const qr = duitnow(scene)
  return together(
    balances(scene),
    say('payment.how'),
    bank ? say('payment.bank', { bank }) : null,
    qr,
    bank || qr ? say('payment.then_proof') : null,
  )
}

/** The shop's own code, with whose it is and the amount that is to be typed in. It shows where to pay, never that somebody did. */
function duitnow(scene: Scene): Reply | null {
  const { company, unpaid } = scene.facts
  const { duitnow_file_id: file_id, duitnow_payload } = company
  if (!file_id || !duitnow_payload) return null
  const { name } = readDuitnow(duitnow_payload)
  const amount = money(scene, sum(unpaid))
  return { ...say('payment.qr', { name, amount }), image: { file_id } }
}

const askForSlip = async (scene: Scene): Promise<Reply> => (await stillChecked(scene)) ?? say('payment.send_proof')

/** His slip lies before staff; null when there is none. */
export async function stillChecked({ facts, ctx, verbs, turn }: Scene): Promise<Reply | null> {
  const waiting = await verbs.waitingSlips(ctx, turn.customer_id)
  const checked = facts.unpaid.find(({ id }) => waiting.has(id))
  return checked ? say('payment.checking', { number: checked.invoice_number ?? '' }) : null
}

const isPaying = (scene: Scene): boolean => scene.read.intent === 'payment' || PAID.test(scene.text)
export const showsSlip = (scene: Scene): boolean => isPaying(scene) && !TROUBLE.test(scene.text)

/** A picture or PDF is the slip; staff confirm it, and the customer is told so. One transfer, one slip: a second page is kept in the chat. */
export async function takeProof(scene: Scene, slips: readonly Heard[]): Promise<Reply> {
  const { facts, state } = scene
  if (!facts.unpaid.length) return callPerson(scene, 'payment.not_owed', 'person_wanted')
  const slip = slips.find(({ media_file_id }) => media_file_id !== null)
  if (!slip?.media_file_id) return say('payment.proof_unreadable')
  const amount = namedAmount(scene)
  const open = await withoutSlip(scene)
  if (!open.length) return say('payment.proof_again', { number: numbersOf(facts.unpaid) })
  const meant = billsMeant(scene, open, amount)
  if (meant) return submit(scene, meant, slip.media_file_id, amount)
  Object.assign(state.slots, { proof: slip.id, ...(amount ? { proof_amount: amount } : {}) })
  return askWhich(scene, open)
}

/** What is unpaid and has no slip that staff still look at: one that waits is not paid a second time. */
async function withoutSlip({ ctx, verbs, turn, facts }: Scene): Promise<UnpaidInvoice[]> {
  const waiting = await verbs.waitingSlips(ctx, turn.customer_id)
  return facts.unpaid.filter(({ id }) => !waiting.has(id))
}

const numbersOf = (invoices: readonly UnpaidInvoice[]): string =>
  invoices.map(({ invoice_number }) => invoice_number).join(', ')

/** Only one is open, or the words fit exactly one, or all of them together; null: he has to say. */
function billsMeant(scene: Scene, open: readonly UnpaidInvoice[], amount: string | null): UnpaidInvoice[] | null {
  if (open.length === 1) return [...open]
  const fitting = open.filter(({ balance }) => balance === amount)
  if (fitting.length === 1) return fitting
  if (amount === sum(open)) return [...open]
  const named = billsNamed(scene, open)
  return named.length === 1 ? named : null
}

function billsNamed({ text, read, facts }: Scene, open: readonly UnpaidInvoice[]): UnpaidInvoice[] {
  const number = /\binv-?(?:\d{4}-)?(\d{1,6})\b/i.exec(text)?.[1]?.padStart(6, '0')
  if (number) return open.filter(({ invoice_number }) => invoice_number?.endsWith(number))
  const jobs = jobsNamed(text, read.entities, facts.jobs)
  return jobs.length < facts.jobs.length ? open.filter(({ ticket_id }) => jobs.some(({ id }) => id === ticket_id)) : []
}

async function submit(
  scene: Scene,
  invoices: readonly UnpaidInvoice[],
  file_id: string,
  amount: string | null,
): Promise<Reply> {
  const part = invoices.length === 1 && amount ? { amount } : {}
  for (const { id } of invoices) await scene.verbs.submitProof(scene.ctx, { invoice_id: id, file_id, ...part })
  leaveFlow(scene)
  return say('payment.proof_received', { number: numbersOf(invoices) })
}

async function askWhich(scene: Scene, open: readonly UnpaidInvoice[]): Promise<Reply> {
  const device = ({ ticket_id }: UnpaidInvoice) => scene.facts.jobs.find(({ id }) => id === ticket_id)?.device
  return {
    ...(await ask(scene, 'proof', stepNamed('proof', 'bill'))),
    list: {
      button: 'button.menu',
      rows: [
        ...open.slice(0, 9).map(invoice => ({
          id: `proof:${invoice.id}`,
          title: { text: device(invoice) ?? invoice.invoice_number ?? '' },
          note: { text: `${invoice.invoice_number} · ${money(scene, invoice.balance)}` },
        })),
        { id: 'proof:all', title: 'row.every_bill', note: { text: money(scene, sum(open)) } },
      ],
    },
  }
}

async function slipOf(scene: Scene): Promise<string | null> {
  const { proof } = scene.state.slots
  return proof ? ((await selectPhotoFiles(scene.ctx.tx, [proof]))[0] ?? null) : null
}

export async function proofTapped(scene: Scene, tap: string): Promise<Reply | null> {
  const file = await slipOf(scene)
  if (!file) return scene.facts.unpaid.length ? say('payment.send_proof') : say('payment.nothing')
  const id = tap.slice('proof:'.length)
  const isChosen = (invoice: UnpaidInvoice) => id === 'all' || invoice.id === id
  const chosen = (await withoutSlip(scene)).filter(isChosen)
  if (!chosen.length) return slipTwice(scene.facts.unpaid.filter(isChosen))
  return submit(scene, chosen, file, scene.state.slots.proof_amount ?? null)
}

const slipTwice = (checked: readonly UnpaidInvoice[]): Reply =>
  checked.length ? say('payment.proof_again', { number: numbersOf(checked) }) : say('payment.nothing')

/** "yang iphone", "INV-12", "200" to "which bill?"; null when the message is about something else. */
export async function continueProof(scene: Scene): Promise<Reply | null> {
  const { state, text } = scene
  const file = await slipOf(scene)
  if (!file) return null
  const every = /^(?:dua[- ]?dua|semua\w*|both|all(?: of them)?|keduanya|kedua-duanya|2-2)\b/i.test(text.trim())
  const bare = /^\D*(\d+(?:\.\d{1,2})?)\D*$/.exec(text.trim())?.[1]
  const amount = namedAmount(scene) ?? (bare && isMoneyText(bare) ? moneyText(parseMoney(bare)) : null)
  const open = await withoutSlip(scene)
  const meant = every ? open : billsMeant(scene, open, amount)
  return meant?.length ? submit(scene, meant, file, state.slots.proof_amount ?? null) : null
}

/** Pictures that were sent before their purpose was told. */
export async function proofKept(scene: Scene, message_ids: readonly string[]): Promise<Reply> {
  const files = await selectPhotoFiles(scene.ctx.tx, message_ids)
  delete scene.state.slots.pictures
  return takeProof(
    scene,
    message_ids.map((id, at) => {
      const media_file_id = files[at] ?? null
      return { id, type: 'image', text: '', tap: null, media_file_id, media_state: media_file_id ? 'stored' : 'gone' }
    }),
  )
}
