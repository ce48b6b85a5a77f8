import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import { AppError } from '../../shared/errors.ts'
import {
  dueSteps,
  type NextReminder,
  outOf,
  REMINDERS,
  type Reminder,
  reminderKey,
  type Step,
  stepsOf,
} from '../../shared/reminders.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { notify } from '../notifications/notifications.ts'
import { getCompany, getReminderSettings } from '../settings/settings.ts'
import { flagTicket, noteInStory } from '../tickets/tickets.ts'
import {
  insertOutcome,
  type SubjectRow,
  selectDone,
  selectSubject,
  selectSubjects,
  updateOutcome,
} from './followups.queries.ts'
import { WORDS } from './words.ts'

const AHEAD_MS = 14 * 24 * 60 * 60 * 1000
const SHOWN = 100

const planOf = async (ctx: Ctx) => ({
  settings: await getReminderSettings(ctx),
  zone: (await getCompany(ctx)).time_zone,
})

const reminderOf = ({ subject_id, mark }: SubjectRow, { kind, days }: Step): Reminder => ({
  kind,
  subject_id,
  mark,
  days,
})

/** The clock has come round: a job for each reminder that is due. Its key makes two rounds one job. */
export async function queueDue(ctx: Ctx): Promise<number> {
  const plan = await planOf(ctx)
  const subjects = await selectSubjects(ctx.tx, ctx)
  const due = subjects.flatMap(subject =>
    dueSteps(stepsOf(subject, plan), ctx.now).map(step => reminderOf(subject, step)),
  )
  const done = await selectDone(
    ctx.tx,
    due.map(one => one.subject_id),
  )
  const open = due.filter(one => !done.has(reminderKey(one)))
  for (const one of open) await enqueue(ctx, 'followups.remind', one, { key: reminderKey(one) })
  return open.length
}

/**
 * One reminder, if it is still true: the subject is asked again, the settings too. Whatever happened between the hour at which
 * it fell due and this one (decided, collected, moved, switched off, skipped), it is not said.
 */
export async function remind(ctx: Ctx, reminder: Reminder): Promise<void> {
  const subject = await selectSubject(ctx.tx, REMINDERS[reminder.kind].about, reminder, ctx)
  if (!subject) return
  const due = dueSteps(stepsOf(subject, await planOf(ctx)), ctx.now)
  if (!due.some(step => step.kind === reminder.kind && step.days === reminder.days)) return
  const { kind } = reminder
  const { customer_id, ticket_id } = subject
  const first = kind === 'unclaimed_task' ? 'task' : 'unreachable'
  const id = await insertOutcome(ctx.tx, reminder, { customer_id, ticket_id }, first, ctx.actor.user_id)
  if (!id) return
  if (kind === 'unclaimed_task') return putBeforeStaff(ctx, subject, reminder)

  const told = await tellCustomer(ctx, {
    customer_id,
    ticket_id,
    key: reminderKey(reminder),
    topic: kind === 'appointment' ? 'appointment_reminder' : 'reminder',
    ...(await WORDS[kind](ctx, subject, reminder)),
  })
  if (!told) return
  const sent = told.send !== 'never'
  await updateOutcome(ctx.tx, id, sent ? 'told' : 'unwanted', told.message_id)
  if (sent && ticket_id) await noteInStory(ctx, { ticket_id, update_type: 'reminder', description: kind })
}

/** Nobody came for it. */
async function putBeforeStaff(ctx: Ctx, subject: SubjectRow, reminder: Reminder): Promise<void> {
  const { subject_id: ticket_id, number, customer_name } = subject
  const { days } = reminder
  await flagTicket(ctx, { ticket_id, update_type: 'unclaimed', description: String(days) })
  await notify(ctx, {
    audience: 'tickets.write',
    kind: 'device_unclaimed',
    subject_type: 'ticket',
    subject_id: ticket_id,
    data: { ticket: number ?? '', customer: customer_name, days },
    dedupe_key: reminderKey(reminder),
  })
}

/** What will go out, and when: those that are due and on their way, and the next two weeks. */
export async function nextDue(ctx: Ctx): Promise<{ items: NextReminder[] }> {
  const plan = await planOf(ctx)
  const subjects = await selectSubjects(ctx.tx, ctx)
  const until = new Date(Date.parse(ctx.now) + AHEAD_MS).toISOString()
  const ahead = subjects.flatMap(subject => {
    const steps = stepsOf(subject, plan)
    const to_come = steps.filter(step => step.due_at > ctx.now && step.due_at <= until)
    const due = dueSteps(steps, ctx.now).map(step => ({
      ...step,
      due_at: outOf(plan.settings.night, ctx.now, plan.zone),
    }))
    return [...due, ...to_come].map(step => ({ subject, step }))
  })
  const done = await selectDone(
    ctx.tx,
    ahead.map(({ subject }) => subject.subject_id),
  )
  const items = ahead
    .map(({ subject, step }) => {
      const { customer_id, customer_name, ticket_id, number, device } = subject
      return {
        ...reminderOf(subject, step),
        due_at: step.due_at,
        customer_id,
        customer_name,
        ticket_id,
        number,
        device,
      }
    })
    .filter(item => !done.has(reminderKey(item)))
    .sort((a, b) => (a.due_at < b.due_at ? -1 : 1))
  return { items: items.slice(0, SHOWN) }
}

/** A person says that this one does not go out. False: it has gone, or has been skipped before. */
export async function skipReminder(ctx: Ctx, reminder: Reminder): Promise<{ skipped: boolean }> {
  const about = REMINDERS[reminder.kind].about
  const subject = await selectSubject(ctx.tx, about, reminder, ctx)
  if (!subject) throw new AppError('not_found')
  const { customer_id, ticket_id } = subject
  const id = await insertOutcome(ctx.tx, reminder, { customer_id, ticket_id }, 'skipped', ctx.actor.user_id)
  return { skipped: id !== undefined }
}
