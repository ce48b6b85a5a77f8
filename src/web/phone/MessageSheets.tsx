/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { Icon } from '../preact/Icon.tsx'
import { useText } from '../preact/lang.tsx'
import styles from './MessageSheets.module.css'
import { phoneMessages } from './phone.messages.ts'
import { Sheet } from './Sheet.tsx'
import { summary } from './summary.ts'
import { bodyText, type CustomerSends, type Message } from './wire.ts'

interface Props {
  message: Message
  onSend: (message: CustomerSends) => void
  onClose: () => void
}

/** WhatsApp's list picker: choose, then send. */
export function ListSheet({ message, onSend, onClose }: Props) {
  const t = useText(phoneMessages)
  const [chosen, setChosen] = useState('')
  const { action } = message.node
  return (
    <Sheet title={action?.button ?? t('choose')} onClose={onClose}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (chosen) onSend({ type: 'list_reply', reply_to: message.wamid, id: chosen })
          onClose()
        }}
      >
        {action?.sections?.map((section, index) => (
          <fieldset key={section.title ?? index}>
            {section.title && <legend class={styles.section}>{section.title}</legend>}
            {section.rows.map(row => (
              <label key={row.id} class={styles.row}>
                <span>
                  <strong>{row.title}</strong>
                  {row.description && <small>{row.description}</small>}
                </span>
                <input
                  type="radio"
                  name="row"
                  value={row.id}
                  checked={chosen === row.id}
                  onChange={() => setChosen(row.id)}
                />
              </label>
            ))}
          </fieldset>
        ))}
        <button type="submit" class={styles.send} disabled={!chosen}>
          {t('send')}
        </button>
      </form>
    </Sheet>
  )
}

const EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🙏']

/** What WhatsApp offers when a message is held down. */
export function MenuSheet({ message, onSend, onReply, onClose }: Props & { onReply: (message: Message) => void }) {
  const t = useText(phoneMessages)
  const mine = message.reactions.find(r => r.by === 'person')?.emoji
  const text = message.template?.body ?? (bodyText(message.node) || message.node.caption || '')
  const react = (emoji: string): void => {
    onSend({ type: 'reaction', wamid: message.wamid, emoji: emoji === mine ? '' : emoji })
    onClose()
  }
  return (
    <Sheet title={summary(message).slice(0, 60)} onClose={onClose}>
      <div class={styles.emoji}>
        {EMOJI.map(emoji => (
          <button
            key={emoji}
            type="button"
            aria-label={t('react', { emoji })}
            aria-pressed={emoji === mine}
            onClick={() => react(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
      <button
        type="button"
        class={styles.action}
        onClick={() => {
          onReply(message)
          onClose()
        }}
      >
        <Icon name="reply" size={20} /> {t('reply')}
      </button>
      {text && (
        <button
          type="button"
          class={styles.action}
          onClick={() => {
            void navigator.clipboard?.writeText(text)
            onClose()
          }}
        >
          <Icon name="copy" size={20} /> {t('copy')}
        </button>
      )}
    </Sheet>
  )
}
