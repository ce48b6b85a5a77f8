import type { ChatKey } from '../../../shared/messages/chat.ts'
import { isExpected } from '../../../shared/tickets.status.ts'
import { showDateTime, showDay } from '../../../shared/time.ts'
import { selectExpiredPrefill } from '../assistant.queries.ts'
import { stepNamed } from '../flows.ts'
import { ask, leaveFlow } from '../questions.ts'
import { say, textOf, together } from '../reply.ts'
import type { Action, Reply, Scene } from '../turn.ts'
import type { Job } from '../verbs.ts'
import { invite } from './intake.ts'
import { askForDecision } from './quotation.ts'

const LINES: Readonly<Record<string, ChatKey>> = {
  pending: 'status.pending',
  diagnosing: 'status.diagnosing',
  approved: 'status.approved',
  in_progress: 'status.in_progress',
  completed: 'status.completed',
  ready_for_pickup: 'status.ready_for_pickup',
  picked_up: 'status.picked_up',
  cancelled: 'status.cancelled',
}
const HOLDS: Readonly<Record<string, ChatKey>> = {
  part: 'status.hold_part',
  customer: 'status.hold_customer',
  outside_repair: 'status.hold_outside_repair',
}

function statusKey(scene: Scene, job: Job): ChatKey {
  if (isExpected(job)) return 'status.not_here'
  if (scene.facts.quotation?.ticket_id === job.id && job.status === 'diagnosing') return 'status.waiting_approval'
  if (job.hold_reason && ['diagnosing', 'approved', 'in_progress'].includes(job.status)) {
    return HOLDS[job.hold_reason] ?? 'status.in_progress'
  }
  if (job.status === 'ready_for_pickup' && job.outcome && job.outcome !== 'repaired') return 'status.ready_unrepaired'
  return LINES[job.status] ?? 'status.pending'
}

export function statusLine(scene: Scene, job: Job): Reply {
  const { lang } = scene.state
  const told = say('status.line', {
    device: job.device,
    number: job.ticket_number,
    status: textOf(scene, statusKey(scene, job)),
  })
  const due = job.estimated_completion_date
  const running = ['diagnosing', 'approved', 'in_progress'].includes(job.status)
  return due && running && due >= scene.ctx.today
    ? together(told, say('status.expected', { date: showDay(due, lang, scene.ctx.today) }))
    : told
}

export async function tellOne(scene: Scene, job: Job): Promise<Reply> {
  const { facts } = scene
  if (facts.quotation?.ticket_id === job.id)
    return together(statusLine(scene, job), askForDecision(scene, facts.quotation))
  return withPage(scene, job)
}

async function withPage(scene: Scene, job: Job): Promise<Reply> {
  const url = await scene.verbs.ticketLink(scene.ctx, job.id)
  return { ...statusLine(scene, job), link: { label: 'button.details', url }, ticket_id: job.id }
}

function tellMany(scene: Scene, jobs: readonly Job[]): Reply {
  const told = together(...jobs.slice(0, 10).map(job => statusLine(scene, job)))
  return {
    ...told,
    list: {
      button: 'button.which',
      rows: jobs.map(job => ({
        id: `ticket:${job.id}`,
        title: { text: job.device },
        note: { text: job.ticket_number },
      })),
    },
  }
}

export const tellStatus: Action = async scene => {
  const { ctx, verbs, turn, facts, read, state } = scene
  const number = read.entities.find(entity => entity.kind === 'ticket_number')
  if (number) {
    const job = await verbs.findTicket(ctx, turn.customer_id, number.value)
    if (state.flow === 'status') leaveFlow(scene)
    if (job) return tellOne(scene, job)
    return {
      ...say('status.not_found', { number: number.value }),
      buttons: [{ id: 'menu:person', label: 'button.person' }],
    }
  }
  const [only] = facts.jobs
  if (facts.jobs.length === 1 && only) return tellOne(scene, only)
  if (facts.jobs.length > 1) return tellMany(scene, facts.jobs)
  const checkin = await verbs.waitingCheckin(ctx, turn.customer_id)
  if (checkin) return say('status.checkin_open', { link: checkin.url })
  return ask(scene, 'status', stepNamed('status', 'ticket'))
}

export function ticketTapped(scene: Scene, tap: string): Promise<Reply | null> {
  const job = scene.facts.jobs.find(({ id }) => id === tap.slice('ticket:'.length))
  return job ? tellOne(scene, job) : tellStatus(scene)
}

/** A new link for whoever's link died: to the check-in that waits for him, else to his device's page. */
export async function sendLinkAgain(scene: Scene): Promise<Reply | null> {
  const checkin = await sendCheckinAgain(scene)
  const [only, ...more] = scene.facts.jobs
  // a QR code may be the one to pay with
  if (checkin || !only || !/link|pautan|tautan/i.test(scene.text) || /bayar|\bpay/i.test(scene.text)) return checkin
  return more.length ? tellMany(scene, scene.facts.jobs) : withPage(scene, only)
}

/** The link again for whoever lost it; a new one, with what was told before, when it has expired. */
const sendCheckinAgain: Action = async scene => {
  const { ctx, verbs, turn, facts, state } = scene
  const checkin = await verbs.waitingCheckin(ctx, turn.customer_id)
  if (checkin) {
    const expires = showDateTime(checkin.expires_at, state.lang, facts.company.time_zone, ctx.now)
    return say('intake.link_again', { link: checkin.url, expires })
  }
  const expired = await selectExpiredPrefill(ctx.tx, turn.customer_id)
  return expired ? invite(scene, expired) : null
}
