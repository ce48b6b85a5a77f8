import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { ticketContracts } from '../../../shared/tickets.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { ContextHead } from '../../ui/Context.tsx'
import { ReasonForm } from '../../ui/ReasonForm.tsx'
import styles from './Tickets.module.css'
import { ticketMessages } from './tickets.messages.ts'

const SHOWN_SECONDS = 30

/** Shown by right and for a reason, which is kept; hidden again by itself. */
export function Passcode({ ticket_id }: { ticket_id: string }) {
  const t = useText(ticketMessages)
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const [passcode, setPasscode] = useState<string | null>(null)
  const reveal = useSend(ticketContracts.revealPasscode, {
    onSuccess: answer => {
      setPasscode(answer.passcode)
      setAsking(false)
    },
  })
  const { reset } = reveal
  useEffect(() => {
    if (passcode === null) return
    const timer = setTimeout(() => {
      setPasscode(null)
      // Nor does it stay in memory with the answered call.
      reset()
    }, SHOWN_SECONDS * 1000)
    return () => clearTimeout(timer)
  }, [passcode, reset])

  if (!may('passcode.reveal')) return null
  return (
    <section className="stack-tight">
      <ContextHead>{t('passcode')}</ContextHead>
      {passcode !== null && (
        <>
          <p className={styles.passcode}>{passcode}</p>
          <p className="quiet tiny">{t('passcode_hides', { seconds: SHOWN_SECONDS })}</p>
        </>
      )}
      {passcode === null && !asking && (
        <div>
          <Button size="xs" variant="default" leftSection={<IconEye size={16} />} onClick={() => setAsking(true)}>
            {t('passcode_reveal')}
          </Button>
        </div>
      )}
      {asking && (
        <ReasonForm
          label={t('passcode_reason')}
          submit={t('passcode_reveal')}
          error={reveal.error}
          busy={reveal.isPending}
          onCancel={() => setAsking(false)}
          onSubmit={reason => reveal.mutate({ input: { ticket_id, reason } })}
        />
      )}
    </section>
  )
}
