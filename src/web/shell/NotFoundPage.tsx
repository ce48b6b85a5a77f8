import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useText } from './lang.tsx'
import { shellMessages } from './shell.messages.ts'

export function NotFoundPage() {
  const t = useText(shellMessages)
  const home = (
    <Button component={Link} to="/" variant="default">
      {t('go_home')}
    </Button>
  )
  return (
    <EmptyState icon={<IconMapQuestion size={28} stroke={1.5} />} title={t('not_found')} action={home}>
      {t('not_found_more')}
    </EmptyState>
  )
}
