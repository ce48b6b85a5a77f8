import { IconLock, IconMapQuestion } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { EmptyState } from '../ui/EmptyState.tsx'
import { LinkButton } from '../ui/LinkButton.tsx'
import { useText } from './lang.tsx'
import { shellMessages } from './shell.messages.ts'

export function NotFoundPage() {
  const t = useText(shellMessages)
  return (
    <EmptyState page icon={<IconMapQuestion size={28} stroke={1.5} />} title={t('not_found')} action={<Home />}>
      {t('not_found_more')}
    </EmptyState>
  )
}

export function NotYoursPage() {
  const t = useText(shellMessages)
  return (
    <EmptyState page icon={<IconLock size={28} stroke={1.5} />} title={t('not_yours')} action={<Home />}>
      {t('not_yours_more')}
    </EmptyState>
  )
}

/** The keyboard is on it: there is nothing else to do here. */
function Home() {
  const t = useText(shellMessages)
  const box = useRef<HTMLSpanElement>(null)
  useEffect(() => box.current?.querySelector('a')?.focus(), [])
  return (
    <span ref={box}>
      <LinkButton to="/" variant="default">
        {t('go_home')}
      </LinkButton>
    </span>
  )
}
