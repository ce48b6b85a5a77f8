import { Button, NativeSelect } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { INTENTS, type Intent } from '../../../shared/assistant.ts'
import type { ChatMessage, Turn } from '../../../shared/conversations.ts'
import { inboxContracts } from '../../../shared/inbox.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { When } from '../../ui/When.tsx'
import styles from './Bubble.module.css'
import { intentMessages } from './intents.messages.ts'

const isIntent = (name: string): name is Intent => (INTENTS as readonly string[]).includes(name)

/** An intent in words. What a shop has named itself stands as it is. */
function useIntentWord(): (intent: string | null) => string {
  const t = useText(intentMessages)
  return intent => (intent === null ? t('nothing_understood') : isIntent(intent) ? t(intent) : intent)
}

/** What the bot took these words for, quietly beside the time; whoever may write puts it right. */
export function IntentMark({ message, turn }: { message: ChatMessage; turn: Turn }) {
  const t = useText(intentMessages)
  const may = useMay()
  const word = useIntentWord()
  const [opened, setOpened] = useState(false)
  const intent = word(turn.correct ?? turn.intent)
  const shown = (
    <>
      {turn.correct && <IconCheck size={12} stroke={2} aria-hidden="true" />}
      {intent}
    </>
  )
  if (!may('chat.write')) return <span className={styles.intent}>{shown}</span>
  return (
    <>
      <button
        type="button"
        className={styles.intent}
        aria-haspopup="dialog"
        aria-label={t(turn.correct ? 'mark_corrected' : 'mark', { intent })}
        onClick={() => setOpened(true)}
      >
        {shown}
      </button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('understood')}>
        <Correction message={message} turn={turn} done={() => setOpened(false)} />
      </Dialog>
    </>
  )
}

function Correction({ message, turn, done }: { message: ChatMessage; turn: Turn; done: () => void }) {
  const t = useText(intentMessages)
  const word = useIntentWord()
  const [chosen, setChosen] = useState(turn.correct ?? '')
  const after = { touches: ['conversations'], onSuccess: done }
  const correct = useSend(inboxContracts.correctIntent, after)
  const withdraw = useSend(inboxContracts.withdrawCorrection, after)
  const busy = correct.isPending || withdraw.isPending
  return (
    <div className="stack">
      <p className={styles.quote}>{message.message_content}</p>
      <p>
        {t('bot_took')}: <span className="strong">{word(turn.intent)}</span>
        {turn.confidence !== null && (
          <span className="quiet small"> · {t('certain', { percent: Math.round(turn.confidence * 100) })}</span>
        )}
      </p>
      {turn.correct && (
        <p className="small">
          {t('corrected_by', { name: turn.corrected_by ?? '?' })}: <span className="strong">{word(turn.correct)}</span>
          {turn.corrected_at && (
            <span className="quiet">
              {' · '}
              <When at={turn.corrected_at} />
            </span>
          )}
        </p>
      )}
      <NativeSelect
        label={t('really')}
        value={chosen}
        onChange={event => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: t('choose'), disabled: true },
          ...INTENTS.filter(one => one !== turn.intent).map(one => ({ value: one, label: t(one) })),
        ]}
      />
      <p className="quiet small">{t('kept')}</p>
      <Problem error={correct.error ?? withdraw.error} />
      <div className={styles.choices}>
        {turn.correct && (
          <Button
            variant="default"
            loading={withdraw.isPending}
            disabled={busy}
            onClick={() => withdraw.mutate({ input: { message_id: message.id } })}
          >
            {t('withdraw')}
          </Button>
        )}
        <Button
          loading={correct.isPending}
          disabled={busy || !isIntent(chosen) || chosen === turn.correct}
          onClick={() => isIntent(chosen) && correct.mutate({ input: { message_id: message.id, intent: chosen } })}
        >
          {t('correct')}
        </Button>
      </div>
    </div>
  )
}
