import { dayAt, showDay } from '../../../shared/time.ts'
import { stepNamed } from '../flows.ts'
import { ask, leaveFlow } from '../questions.ts'
import { say, textOf, together } from '../reply.ts'
import type { Action, Reply, Scene } from '../turn.ts'
import type { Paper } from '../verbs.ts'
import { isCancel } from '../words.ts'
import { money } from './amount.ts'
import { stillChecked } from './payment.ts'
import { callPerson } from './person.ts'
import { jobsNamed } from './which.ts'

/** Another name, a tax number, an e-invoice: papers are changed by people. */
const CHANGE = /\btin\b|\bnpwp\b|company|syarikat|perusahaan|kantor|e-?inv|atas nama|tukar nama|ganti nama/i
const WRONG = /salah|betulkan|perbaiki|wrong|correct|silap|ejaan|typo/i
/** A tax or registration number: there is something to hand on. */
const DETAILS = /\b[A-Z]{1,2}\d{8,12}\b|\b\d{10,15}\b|\bsdn\b|\bbhd\b|\benterprise\b|\bpt\b \w|\bcv\b \w/i

const KINDS: readonly (readonly [Paper['kind'], RegExp])[] = [
  ['quotation', /sebut ?harga|\bquot|penawaran/i],
  ['receipt', /resit|receipt|ku?wi?tansi|struk|bukti bayar/i],
  ['invoice', /inv|\bbil+\b|faktur|tagihan/i],
]

export const sendPaperAgain: Action = async scene => {
  const { text, ctx, verbs, turn } = scene
  if (WRONG.test(text)) return callPerson(scene, 'invoice.person', 'person_wanted')
  if (CHANGE.test(text)) return takeDetails(scene)
  const papers = await verbs.papers(ctx, turn.customer_id)
  const kind = KINDS.find(([, words]) => words.test(text))?.[0] ?? null
  if (kind === 'receipt' && !papers.some(paper => paper.kind === 'receipt')) return noReceiptYet(scene, papers)
  const wanted = ofKind(papers, kind)
  scene.state.slots.paper_kind = kind
  if (!wanted.length) return say(kind === 'quotation' ? 'quotation.none_sent' : 'invoice.none')
  const found = await narrowed(scene, wanted)
  if (found.length === 0) return together(say('invoice.other_than_asked'), await askWhich(scene, wanted))
  return choose(scene, kind ? found : latestOfEachJob(found))
}

/** A quotation is no paper of money: it is sent when it is named. */
const ofKind = (papers: readonly Paper[], kind: Paper['kind'] | null): Paper[] =>
  papers.filter(paper => (kind ? paper.kind === kind : paper.kind !== 'quotation'))

/** Without a kind, "send it again" means the receipt of what is paid and the invoice of what is not. */
function latestOfEachJob(papers: readonly Paper[]): Paper[] {
  return papers.filter(
    (paper, at) =>
      (paper.kind === 'receipt' || paper.status !== 'paid') &&
      papers.findIndex(({ ticket_id }) => ticket_id !== null && ticket_id === paper.ticket_id) >= at,
  )
}

function choose(scene: Scene, papers: readonly Paper[]): Promise<Reply> {
  const every = /\b(?:semua\w*|all|both|dua-dua|keduanya)\b/i.test(scene.text)
  return papers.length === 1 || every ? send(scene, papers.slice(0, 5)) : askWhich(scene, papers)
}

/** The paper is the answer: nothing is said beside it. */
async function send(scene: Scene, papers: readonly Paper[]): Promise<Reply> {
  for (const paper of papers) await scene.verbs.sendPaper(scene.ctx, paper)
  if (scene.state.flow === 'papers') leaveFlow(scene)
  const number = papers.map(paper => paper.number).join(', ')
  return { say: [], by_job: textOf(scene, 'invoice.again', { number }) }
}

async function noReceiptYet(scene: Scene, papers: readonly Paper[]): Promise<Reply> {
  const [unpaid] = scene.facts.unpaid
  if (!unpaid) return say('invoice.none')
  const checked = await stillChecked(scene)
  if (checked) return checked
  const invoice = papers.find(({ kind, id }) => kind === 'invoice' && id === unpaid.id)
  const told = say('invoice.not_paid', { number: unpaid.invoice_number ?? '' })
  return invoice ? together(told, await send(scene, [invoice])) : told
}

async function askWhich(scene: Scene, papers: readonly Paper[]): Promise<Reply> {
  const { ctx, verbs, turn, state, facts } = scene
  const jobs = [...facts.jobs, ...(await verbs.pastJobs(ctx, turn.customer_id))]
  const about = (paper: Paper) =>
    [
      jobs.find(({ id }) => id === paper.ticket_id)?.device,
      showDay(dayAt(paper.at, facts.company.time_zone), state.lang, ctx.today),
      money(scene, paper.amount),
    ]
      .filter(Boolean)
      .join(' · ')
  const rows = papers.slice(0, 10).map(paper => ({
    id: `paper:${paper.kind}:${paper.id}`,
    title: { text: paper.number },
    note: { text: about(paper) },
  }))
  return { ...(await ask(scene, 'papers', stepNamed('papers', 'paper'))), list: { button: 'button.menu', rows } }
}

export async function paperTapped(scene: Scene, tap: string): Promise<Reply | null> {
  const [, kind, id] = tap.split(':')
  const papers = await scene.verbs.papers(scene.ctx, scene.turn.customer_id)
  const paper = papers.find(each => each.kind === kind && each.id === id)
  return paper ? send(scene, [paper]) : say('invoice.none')
}

/** "yang bulan lepas", "yang iphone", "yang pertama" to "which one?"; null when the message is about something else. */
export async function continuePapers(scene: Scene): Promise<Reply | null> {
  const { paper_kind } = scene.state.slots
  const papers = ofKind(await scene.verbs.papers(scene.ctx, scene.turn.customer_id), paper_kind ?? null)
  const found = await narrowed(scene, papers)
  if (!found.length || found.length === papers.length) return null
  return choose(scene, found)
}

const MONTHS =
  /\b(?:(?<m1>jan\w*)|(?<m2>feb\w*)|(?<m3>mac|mar(?:ch|et)?)|(?<m4>apr\w*)|(?<m5>mei|may)|(?<m6>jun[ei]?)|(?<m7>jul[yi]?)|(?<m8>ogos|agustus|aug\w*)|(?<m9>sep\w*)|(?<m10>okt\w*|oct\w*)|(?<m11>nov\w*)|(?<m12>dis\w*|des\w*|dec\w*))\b/i
const LAST_MONTH = /bulan (?:lepas|lalu|kemarin|sebelum\w*)|last month/i
const THIS_MONTH = /bulan (?:ini|ni)|this month/i
const NEWEST = /\b(?:terbaru|terbaharu|terkini|terakhir|latest|last one|newest|baru ni|tadi|just now)\b/i

/** By number, month, device or "the latest" as far as the words say any of these. */
async function narrowed(scene: Scene, papers: readonly Paper[]): Promise<Paper[]> {
  const { text, read, ctx, verbs, turn, facts } = scene
  const number = /\b(?:inv|rcp|qtn)-?(?:\d{4}-)?(\d{1,6})\b/i.exec(text)?.[1]?.padStart(6, '0')
  if (number) return papers.filter(paper => paper.number.endsWith(number))
  const month = monthOf(text, ctx.today)
  const dated = month ? papers.filter(({ at }) => dayAt(at, facts.company.time_zone).startsWith(month)) : [...papers]
  const jobs = [...facts.jobs, ...(await verbs.pastJobs(ctx, turn.customer_id))]
  const named = jobsNamed(text, read.entities, jobs)
  const ofDevice =
    named.length < jobs.length ? dated.filter(({ ticket_id }) => named.some(({ id }) => id === ticket_id)) : dated
  return NEWEST.test(text) ? ofDevice.slice(0, 1) : ofDevice
}

/** `2026-10` for "last month" in November; a month by name is the latest one of that name. */
function monthOf(text: string, today: string): string | null {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const shown = (y: number, m: number) => `${y}-${String(m).padStart(2, '0')}`
  if (LAST_MONTH.test(text)) return month === 1 ? shown(year - 1, 12) : shown(year, month - 1)
  if (THIS_MONTH.test(text)) return shown(year, month)
  const groups = MONTHS.exec(text)?.groups ?? {}
  const named = Object.keys(groups).find(name => groups[name])
  if (!named) return null
  const m = Number(named.slice(1))
  return shown(m > month ? year - 1 : year, m)
}

/** Name and number go to a person together; asked for once. */
async function takeDetails(scene: Scene): Promise<Reply> {
  if (DETAILS.test(scene.text)) return callPerson(scene, 'invoice.person', 'person_wanted')
  leaveFlow(scene, { words: scene.text.slice(0, 120) })
  return ask(scene, 'einvoice', stepNamed('einvoice', 'details'))
}

/** Whatever he writes to it is handed on with his wish; null when it is about something else. */
export async function continueDetails(scene: Scene): Promise<Reply | null> {
  const { read, state, text } = scene
  if (isCancel(text)) {
    leaveFlow(scene)
    return say('noted')
  }
  const other = !['invoice_request', 'out_of_scope', 'business_info', 'payment'].includes(read.intent)
  if (other && read.confidence >= 0.6 && !DETAILS.test(text)) return null
  const wish = state.slots.words ?? ''
  leaveFlow(scene)
  return callPerson({ ...scene, whole: `${wish} → ${text}` }, 'invoice.person', 'person_wanted')
}
