import type { StoredFile } from '../../../shared/files.ts'
import { reminderKindMessages } from '../../../shared/messages/reminders.ts'
import { ticketStatusMessages } from '../../../shared/messages/statuses.ts'
import { isReminderKind } from '../../../shared/reminders.ts'
import type { Ticket, TicketUpdate } from '../../../shared/tickets.ts'
import { fileUrl, thumbUrl } from '../../files.ts'
import { useText } from '../../shell/lang.tsx'
import { type Photo, PhotoStrip } from '../../ui/PhotoStrip.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { TICKET_TONES } from './TicketStatus.tsx'
import { ticketMessages } from './tickets.messages.ts'

const KNOWN = [
  'note',
  'progress',
  'assignment',
  'passcode',
  'intake',
  'arrival',
  'departure',
  'quotation',
  'invoice',
  'payment',
  'complaint',
  'hold',
  'unpaid',
] as const

export const photosOf = (files: readonly StoredFile[]): readonly Photo[] =>
  files
    .filter(file => file.mime_type.startsWith('image/'))
    .map(file => ({ url: fileUrl(file.id), ...(file.has_thumbnail ? { thumb_url: thumbUrl(file.id) } : {}) }))

export function TicketHistory({ ticket }: { ticket: Ticket }) {
  const t = useText(ticketMessages)
  const word = useText(ticketStatusMessages)
  const reminder = useText(reminderKindMessages)
  /** Some lines are said by their title alone: what they carry is a figure or a kind. */
  const wordsOf = (update: TicketUpdate): string | null => {
    if (update.update_type === 'reminder' || update.update_type === 'unclaimed') return null
    if (update.to_status === 'picked_up' && ticket.picked_up_by) return t('by', { who: ticket.picked_up_by })
    return update.description
  }
  const titleOf = (update: TicketUpdate): string => {
    // The first line of the story: what the ticket began with.
    if (update.update_type === 'intake') return t('update_intake')
    if (update.to_status) return word(update.to_status)
    const { description } = update
    if (update.update_type === 'reminder' && isReminderKind(description))
      return t('update_reminder', { what: reminder(description) })
    if (update.update_type === 'unclaimed') return t('update_unclaimed', { days: description ?? '' })
    const known = KNOWN.find(one => one === update.update_type)
    return t(known ? `update_${known}` : 'update_other')
  }
  const entries = ticket.updates
    .toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1))
    .map(update => ({
      id: update.id,
      at: update.created_at,
      tone: update.to_status ? TICKET_TONES[update.to_status] : ('waiting' as const),
      title: titleOf(update),
      by: update.updated_by?.full_name ?? null,
      body: (wordsOf(update) || update.files.length > 0) && (
        <>
          {wordsOf(update)}
          {update.files.length > 0 && <PhotoStrip photos={photosOf(update.files)} />}
        </>
      ),
    }))
  return <Timeline entries={entries} />
}
