/** @jsxImportSource preact */
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { CheckinPage as Page } from '../../../shared/checkins.ts'
import type { Lang } from '../../../shared/messages.ts'
import { useLang, useText } from '../../preact/lang.tsx'
import { getCheckin, type Link } from '../api.ts'
import { DeadLink, Frame, isDead, Loading, Trouble } from '../Frame.tsx'
import ui from '../ui.module.css'
import { useLoaded } from '../useLoaded.ts'
import { CheckinForm } from './CheckinForm.tsx'
import { checkinMessages } from './checkin.messages.ts'
import { Done } from './Done.tsx'

const UNTIL_TICKET_MS = 1500
const QUIET_MS = 60_000

/** The form, until it was handed in; then the number. */
export function CheckinPage({ token, onLang }: { token: string; onLang: (lang: Lang) => void }) {
  const t = useText(checkinMessages)
  const { lang } = useLang()
  const link: Link = useMemo(() => ({ token, lang }), [token, lang])
  const [handedIn, setHandedIn] = useState<Page | null>(null)
  const load = useCallback(() => getCheckin(link), [link])
  const waiting = handedIn !== null
  const { page: loaded, problem, refresh } = useLoaded(load, waiting ? UNTIL_TICKET_MS : QUIET_MS)
  const page = loaded?.status === 'open' && handedIn ? handedIn : loaded

  useEffect(() => {
    document.title = `${t('title')} · ${page?.shop.company_name ?? ''}`
    if (page) onLang(page.lang)
  })

  if (!page) {
    if (!problem) return <Loading />
    return isDead(problem) ? (
      <DeadLink code={problem.code} />
    ) : (
      <Trouble problem={problem} onAgain={() => void refresh()} />
    )
  }
  return (
    <Frame shop={page.shop}>
      {page.status === 'open' && (
        <CheckinForm key={token} link={link} page={page} onDone={setHandedIn} onRefused={refresh} />
      )}
      {page.status === 'cancelled' && <p class={ui.note}>{t('cancelled')}</p>}
      {(page.status === 'submitted' || page.status === 'ticketed') && <Done page={page} />}
    </Frame>
  )
}
