import { IconMapQuestion } from '@tabler/icons-react'
import { EmptyState } from '../ui/EmptyState.tsx'
import { LinkButton } from '../ui/LinkButton.tsx'
import { useText } from './lang.tsx'
import { shellMessages } from './shell.messages.ts'

export function NotFoundPage() {
  const t = useText(shellMessages)
  const home = (
    <LinkButton to="/" variant="default">
      {t('go_home')}
    </LinkButton>
  )
  return (
    <EmptyState page icon={<IconMapQuestion size={28} stroke={1.5} />} title={t('not_found')} action={home}>
      {t('not_found_more')}
    </EmptyState>
  )
}
