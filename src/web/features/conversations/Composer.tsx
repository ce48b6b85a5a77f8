import { ActionIcon, Button, CloseButton, Textarea } from '@mantine/core'
import { IconClock, IconPaperclip, IconSend } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type CannedReply, openSlots } from '../../../shared/canned.ts'
import { type Conversation, conversationContracts } from '../../../shared/conversations.ts'
import { useSend } from '../../query.ts'
import { useKeys } from '../../shell/keys.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay, useSession } from '../../shell/session.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import cannedStyles from './Canned.module.css'
import { CannedPicker, useCanned } from './CannedPicker.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'
import { addToLog, sendingLine } from './messages.ts'
import { TemplatePicker } from './TemplatePicker.tsx'

/** Minutes until the window closes, told anew each half minute; 0 when it is closed. */
function useMinutesLeft(closes: string | null): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return closes ? Math.max(0, Math.floor((Date.parse(closes) - now) / 60_000)) : 0
}

interface Props {
  readonly conversation: Conversation
  /** What stands in the box, whenever it changes: colleagues see that one writes. */
  readonly wrote: (text: string) => void
}

export function Composer({ conversation, wrote }: Props) {
  const t = useText(conversationMessages)
  const user = useSession()
  const may = useMay()
  const left = useMinutesLeft(conversation.window_closes_at)
  const { owner, owner_user_id, owner_name, session_id } = conversation
  if (!may('chat.write')) return null
  if (owner === 'person' && owner_user_id !== null && owner_user_id !== user.id) {
    return <p className={styles.notice}>{t('other_owns', { name: owner_name ?? '' })}</p>
  }
  const time = left >= 60 ? t('hours_minutes', { h: Math.floor(left / 60), m: left % 60 }) : t('minutes', { m: left })
  return (
    <div className={styles.composer}>
      <p className={styles.window} data-closed={left === 0 || undefined}>
        <IconClock size={14} aria-hidden="true" />
        {left > 0 ? t('window_open', { left: time }) : t('window_closed')}
      </p>
      {owner === 'bot' && left > 0 && (
        <p className="quiet tiny">{t(conversation.bot_writes ? 'bot_writes_more' : 'bot_owns')}</p>
      )}
      {left > 0 ? (
        <Writing key={session_id} conversation={conversation} wrote={wrote} />
      ) : (
        <TemplatePicker conversation={conversation} />
      )}
    </div>
  )
}

const draftKey = (session_id: string): string => `baiki.draft.${session_id}`

/** What is half written survives going elsewhere and coming back. */
function Writing({ conversation, wrote }: Props) {
  const { session_id } = conversation
  const t = useText(conversationMessages)
  const [text, setText] = useState(() => sessionStorage.getItem(draftKey(session_id)) ?? '')
  const [file, setFile] = useState<File | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const write = (value: string): void => {
    sessionStorage.setItem(draftKey(session_id), value)
    setText(value)
    wrote(value)
  }
  const client = useQueryClient()
  const [error, setError] = useState<Error | null>(null)
  const send = useSend(conversationContracts.send, {
    line: sendingLine(session_id),
    onSuccess: message => addToLog(client, message),
    // What did not go comes back, before what has been written since.
    onError: (problem, { input, files }) => {
      setError(problem)
      const since = sessionStorage.getItem(draftKey(session_id)) ?? ''
      write([input.text, since].filter(Boolean).join('\n'))
      setFile(now => now ?? files?.[0] ?? null)
    },
  })
  const canned = useCanned(conversation, text)
  const [at, setAt] = useState(0)
  const chosen = Math.min(at, canned.found.length - 1)
  const choose = (one: CannedReply): void => {
    write(canned.textOf(one))
    box.current?.focus()
  }
  const box = useRef<HTMLTextAreaElement>(null)
  useKeys({
    c: () => {
      if (text.trim() === '') write('/')
      box.current?.focus()
    },
  })
  // What a ready answer left open is never sent to a customer.
  const missing = openSlots(text)
  const empty = (text.trim() === '' && file === null) || missing.length > 0
  const submit = (): void => {
    if (empty) return
    setError(null)
    send.mutate({ input: { session_id, text: text.trim() }, files: file ? [file] : [] })
    write('')
    setFile(null)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (canned.found.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      setAt((chosen + (event.key === 'ArrowDown' ? 1 : canned.found.length - 1)) % canned.found.length)
      return
    }
    const picked = canned.found[chosen]
    if (picked && event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      choose(picked)
      setAt(0)
      return
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }
  return (
    <>
      <Problem error={error} />
      {canned.open && <CannedPicker found={canned.found} at={chosen} textOf={canned.textOf} choose={choose} />}
      {missing.length > 0 && (
        <p className={cannedStyles.missing} role="status">
          {t('canned_missing')} {missing.map(slot => `{${slot}}`).join(' ')}
        </p>
      )}
      {file && (
        <p className={styles.attached}>
          <span className="truncate small">{file.name}</span>
          <CloseButton size="sm" aria-label={t('detach')} onClick={() => setFile(null)} />
        </p>
      )}
      <div className={styles.writing}>
        <ActionIcon size={36} aria-label={t('attach')} onClick={() => picker.current?.click()}>
          <IconPaperclip size={20} />
        </ActionIcon>
        <input
          ref={picker}
          type="file"
          hidden
          aria-label={t('attach')}
          accept="image/jpeg,image/png,image/webp,application/pdf"
          onChange={event => setFile(event.currentTarget.files?.[0] ?? null)}
        />
        <Textarea
          ref={box}
          className="grow"
          aria-label={t('write')}
          aria-keyshortcuts="r"
          placeholder={t('write')}
          autosize
          minRows={1}
          maxRows={8}
          value={text}
          onChange={event => write(event.currentTarget.value)}
          onKeyDown={onKey}
          onPaste={event => {
            const pasted = event.clipboardData.files[0]
            if (pasted) setFile(pasted)
          }}
        />
        <Button onClick={submit} disabled={empty} rightSection={<IconSend size={16} />}>
          {t('send')}
        </Button>
      </div>
    </>
  )
}
