import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import { isOpenTicket } from '../../../shared/tickets.status.ts'
import { type Ticket, ticketContracts } from '../../../shared/tickets.ts'
import { useSend } from '../../query.ts'
import { useDraft } from '../../shell/draft.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Restored } from '../../ui/Restored.tsx'
import { toast } from '../../ui/toast.tsx'
import { ticketMessages } from './tickets.messages.ts'

interface Update {
  readonly to: 'customer' | 'team'
  readonly text: string
}

/** One box for both: words and photos for the customer, or a note that stays in the shop. */
export function UpdateForm({ ticket }: { ticket: Ticket }) {
  const t = useText(ticketMessages)
  const draft = useDraft<Update>(`update.${ticket.id}`, () => ({
    to: ticket.customer.session_id && isOpenTicket(ticket.status) ? 'customer' : 'team',
    text: '',
  }))
  const { to, text } = draft.value
  // Photos stay in the tab: they are too large for the device's memory of drafts.
  const [files, setFiles] = useState<readonly File[]>([])
  const done = (word: 'update_sent' | 'note_saved') => () => {
    toast(t(word))
    draft.discard()
    setFiles([])
  }
  const { sent } = draft
  const progress = useSend(ticketContracts.addProgress, {
    sent,
    touches: ['conversations'],
    onSuccess: done('update_sent'),
  })
  const note = useSend(ticketContracts.addNote, { sent, onSuccess: done('note_saved') })
  const busy = progress.isPending || note.isPending
  const empty = text.trim() === '' && (to === 'team' || files.length === 0)
  const submit = (): void => {
    if (empty || busy) return
    if (to === 'team') note.mutate({ input: { ticket_id: ticket.id, description: text.trim() } })
    else progress.mutate({ input: { ticket_id: ticket.id, description: text.trim() }, files })
  }
  return (
    <section className="card stack" aria-label={t('add_update')}>
      <Restored draft={draft} />
      <SegmentedControl
        size="xs"
        value={to}
        onChange={value => draft.change({ to: value as Update['to'] })}
        data={[
          { value: 'customer', label: t('to_customer') },
          { value: 'team', label: t('to_team') },
        ]}
      />
      <Textarea
        aria-label={t('add_update')}
        placeholder={t(to === 'customer' ? 'write_customer' : 'write_team')}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={event => draft.change({ text: event.currentTarget.value })}
      />
      {to === 'customer' && <FileDrop files={files} onChange={setFiles} maxFiles={6} />}
      {to === 'customer' && ticket.customer.session_id === null && <p className="quiet small">{t('no_whatsapp')}</p>}
      <Problem error={to === 'customer' ? progress.error : note.error} />
      <div className="row">
        <Button variant="light" onClick={submit} disabled={empty} loading={busy}>
          {t(to === 'customer' ? 'send_update' : 'save_note')}
        </Button>
      </div>
    </section>
  )
}
