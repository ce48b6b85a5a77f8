import { type Reminder, zReminder } from '../../shared/reminders.ts'
import type { JobHandler } from '../tools.ts'
import { queueDue, remind } from './followups.ts'

export const zReminderToSend = zReminder

const scheduler = { as: 'scheduler' } as const

export const queueDueReminders: JobHandler<object> = tools => tools.as(scheduler, queueDue).then(() => {})

export const remindNow: JobHandler<Reminder> = (tools, reminder) => tools.as(scheduler, ctx => remind(ctx, reminder))
