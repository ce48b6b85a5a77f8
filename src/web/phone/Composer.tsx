/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../preact/Icon.tsx'
import { useText } from '../preact/lang.tsx'
import styles from './Composer.module.css'
import { phoneMessages } from './phone.messages.ts'
import { summary } from './summary.ts'
import type { CustomerSends, Message } from './wire.ts'

interface Props {
  suggestions: readonly string[]
  /** Nothing was written yet: the suggestions are what to do. */
  prominent: boolean
  replyTo: Message | null
  onDropReply: () => void
  onAttach: () => void
  onSend: (message: CustomerSends) => Promise<boolean>
}

export function Composer({ suggestions, prominent, replyTo, onDropReply, onAttach, onSend }: Props) {
  const t = useText(phoneMessages)
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)

  useLayoutEffect(() => {
    if (replyTo) field.current?.focus()
  }, [replyTo])
  useLayoutEffect(() => {
    if (!field.current) return
    field.current.style.height = 'auto'
    field.current.style.height = `${Math.min(field.current.scrollHeight, 120)}px`
  })

  const submit = async (said = text): Promise<void> => {
    const words = said.trim()
    if (!words) return
    setText('')
    if (!(await onSend({ type: 'text', text: words }))) setText(words)
    field.current?.focus()
  }

  return (
    <>
      {text === '' && !replyTo && (
        <ul class={styles.suggestions} data-prominent={prominent} aria-label={t('try_this')}>
          {suggestions.map(each => (
            <li key={each}>
              <button type="button" onClick={() => void submit(each)}>
                {each}
              </button>
            </li>
          ))}
        </ul>
      )}
      {replyTo && (
        <div class={styles.reply}>
          <span>
            <strong>{replyTo.direction === 'in' ? t('you') : t('shop')}</strong>
            {summary(replyTo)}
          </span>
          <button type="button" class={styles.dismiss} aria-label={t('cancel')} onClick={onDropReply}>
            <Icon name="close" size={18} />
          </button>
        </div>
      )}
      <form
        class={styles.composer}
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <div class={styles.field}>
          <textarea
            ref={field}
            rows={1}
            value={text}
            placeholder={t('write')}
            aria-label={t('write')}
            enterkeyhint="send"
            onInput={event => setText(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
              event.preventDefault()
              void submit()
            }}
          />
          <button type="button" class={styles.clip} aria-label={t('attach')} onClick={onAttach}>
            <Icon name="clip" size={22} />
          </button>
        </div>
        <button type="submit" class={styles.send} aria-label={t('send')} disabled={text.trim() === ''}>
          <Icon name="send" size={21} />
        </button>
      </form>
    </>
  )
}
