/** @jsxImportSource preact */
import { useCallback, useEffect, useMemo } from 'preact/hooks'
import type { Lang } from '../../../shared/messages.ts'
import { useLang, useText } from '../../preact/lang.tsx'
import { getTicket, type Link } from '../api.ts'
import { DeadLink, Frame, isDead, Loading, Trouble } from '../Frame.tsx'
import ui from '../ui.module.css'
import { useLoaded } from '../useLoaded.ts'
import { Details } from './Details.tsx'
import { Feedback } from './Feedback.tsx'
import { Invoices } from './Invoices.tsx'
import { Quotation } from './Quotation.tsx'
import { Steps } from './Steps.tsx'
import { Summary } from './Summary.tsx'
import { ticketMessages } from './ticket.messages.ts'
import { Updates } from './Updates.tsx'

const QUIET_MS = 20_000

/** The ticket, with what the customer should do now on top: decide, pay, or rate. */
export function TicketPage({ token, onLang }: { token: string; onLang: (lang: Lang) => void }) {
  const t = useText(ticketMessages)
  const { lang } = useLang()
  const link: Link = useMemo(() => ({ token, lang }), [token, lang])
  const load = useCallback(() => getTicket(link), [link])
  const { page: ticket, problem, refresh } = useLoaded(load, QUIET_MS)

  useEffect(() => {
    if (!ticket) return
    document.title = `${ticket.ticket_number} · ${ticket.shop.company_name}`
    onLang(ticket.lang)
  })

  if (!ticket) {
    if (!problem) return <Loading />
    return isDead(problem) ? (
      <DeadLink code={problem.code} />
    ) : (
      <Trouble problem={problem} onAgain={() => void refresh()} />
    )
  }
  const open = ticket.quotation?.status === 'sent'
  const acting = { link, ticket, onDone: refresh }
  return (
    <Frame shop={ticket.shop}>
      {problem && (
        <p class={ui.note} role="status">
          {t('stale')}
        </p>
      )}
      <Summary ticket={ticket} />
      {open && <Quotation {...acting} />}
      {ticket.status === 'picked_up' && <Feedback {...acting} />}
      <Invoices {...acting} />
      <Updates link={link} ticket={ticket} />
      <Steps ticket={ticket} />
      {!open && <Quotation {...acting} />}
      <Details link={link} ticket={ticket} />
    </Frame>
  )
}
