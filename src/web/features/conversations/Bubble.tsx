import { Button } from '@mantine/core'
import { useRef } from 'react'
import { type ChatMessage, conversationContracts } from '../../../shared/conversations.ts'
import { unmarked } from '../../../shared/whatsapp/marks.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { ClockTime } from '../../ui/When.tsx'
import styles from './Bubble.module.css'
import { conversationMessages } from './conversations.messages.ts'
import { IntentMark } from './IntentMark.tsx'
import { MessageMedia } from './media.tsx'
import { Ticks } from './Ticks.tsx'
import { Words } from './Words.tsx'

export function Bubble({ message }: { message: ChatMessage }) {
  const t = useText(conversationMessages)
  const out = message.direction === 'outbound'
  const by = message.author === 'bot' ? t('bot') : message.author === 'system' ? t('system') : message.author_name
  return (
    <li className={styles.line} data-out={out || undefined} data-message={message.id} tabIndex={-1}>
      <div className={styles.bubble} data-out={out || undefined} data-status={message.status}>
        {out && by && <p className={styles.author}>{by}</p>}
        {message.reply_to && <p className={styles.quote}>{unmarked(message.reply_to.message_content)}</p>}
        {message.revoked ? <p className={styles.revoked}>{t('revoked')}</p> : <Content message={message} />}
        <div className={styles.meta}>
          {message.turn && <IntentMark message={message} turn={message.turn} />}
          <ClockTime at={message.timestamp} />
          {out && <Ticks status={message.status} />}
        </div>
      </div>
      {message.reactions.length > 0 && (
        <ul className={styles.reactions}>
          {message.reactions.map(reaction => (
            <li key={reaction.author}>{reaction.emoji}</li>
          ))}
        </ul>
      )}
      {((message.problem && message.media_state !== 'gone') || message.can_send_again) && <Failure message={message} />}
    </li>
  )
}

function Content({ message }: { message: ChatMessage }) {
  return (
    <>
      <MessageMedia message={message} />
      {message.message_content && (
        <p className={styles.text}>
          <Words text={message.message_content} />
        </p>
      )}
      {message.buttons.length > 0 && (
        <ul className={styles.buttons}>
          {message.buttons.map(button => (
            <li key={button}>{button}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** What went wrong in words that staff understand, and the way out. */
function Failure({ message }: { message: ChatMessage }) {
  const t = useText(conversationMessages)
  const again = useSend(conversationContracts.sendAgain, { touches: ['conversations'] })
  const pressed = useRef(false)
  // The second press of two comes before the first has changed anything on the screen.
  const press = (): void => {
    if (pressed.current) return
    pressed.current = true
    again.mutate({ input: { message_id: message.id } }, { onError: () => (pressed.current = false) })
  }
  return (
    <div className={styles.failure} data-passing={message.status === 'queued' || undefined}>
      <p className="small">
        <span className="strong">{message.status !== 'received' && t(`message_${message.status}`)}.</span>{' '}
        {message.problem ?? (message.status === 'unknown' ? t('unknown_more') : null)}
      </p>
      <Problem error={again.error} />
      {message.can_send_again && (
        <Button size="compact-xs" variant="default" loading={again.isPending} onClick={press}>
          {t('send_again')}
        </Button>
      )}
    </div>
  )
}
