/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Lang } from '../../shared/messages.ts'
import { LangProvider } from '../preact/lang.tsx'
import { CheckinPage } from './checkin/CheckinPage.tsx'
import { DeadLink } from './Frame.tsx'
import { TicketPage } from './ticket/TicketPage.tsx'

const PAGES = { c: CheckinPage, t: TicketPage }

/** `/c/:token` is the check-in form, `/t/:token` the ticket. */
export function App() {
  const [preferred, setPreferred] = useState<Lang>()
  const [, kind, token] = location.pathname.split('/')
  const Page = kind === 'c' || kind === 't' ? PAGES[kind] : null
  return (
    <LangProvider preferred={preferred}>
      {Page && token ? <Page token={decodeURIComponent(token)} onLang={setPreferred} /> : <DeadLink code="not_found" />}
    </LangProvider>
  )
}
