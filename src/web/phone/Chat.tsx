/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { dayAt, showDay, showTime } from '../../shared/time.ts'
import { Icon } from '../preact/Icon.tsx'
import { useLang, useText } from '../preact/lang.tsx'
import { Attach } from './Attach.tsx'
import { Bubble } from './Bubble.tsx'
import styles from './Chat.module.css'
import { Composer } from './Composer.tsx'
import type { Chat as ChatState, Chats } from './chats.ts'
import { firstLink } from './format.tsx'
import { Lightbox } from './Lightbox.tsx'
import { ListSheet, MenuSheet } from './MessageSheets.tsx'
import { phoneMessages } from './phone.messages.ts'
import { suggestions } from './presets.ts'
import { bodyText, type CustomerSends, type Message, type Person } from './wire.ts'

interface Props {
  person: Person
  chats: Chats
  now: () => Date
  onSend: (message: CustomerSends) => Promise<void>
  onBack: () => void
}

type Over = { kind: 'menu' | 'list'; message: Message } | { kind: 'attach' } | null

const EMPTY: ChatState = { messages: [], typing: false, window_closes_at: null }

/** The chat with the shop, on this customer's phone. */
export function Chat({ person, chats, now, onSend, onBack }: Props) {
  const t = useText(phoneMessages)
  const { lang } = useLang()
  const chat = chats.chats[person.id] ?? EMPTY
  const [over, setOver] = useState<Over>(null)
  const [replyTo, setReplyTo] = useState<Message | null>(null)
  const [picture, setPicture] = useState<{ src: string; link: string | undefined } | null>(null)
  const [problem, setProblem] = useState('')

  const send = async (message: CustomerSends): Promise<boolean> => {
    setProblem('')
    try {
      await onSend(
        message.reply_to || !replyTo || message.type === 'reaction' ? message : { ...message, reply_to: replyTo.wamid },
      )
      setReplyTo(null)
      return true
    } catch (error) {
      setProblem(t('not_sent', { reason: (error as Error).message }))
      return false
    }
  }
  const underWay = new Set(Object.values(chats.under_way))
  const started = chat.messages.length > 0

  return (
    <section class={styles.chat} aria-label={t('chat_with', { name: chats.world?.number.verified_name ?? '' })}>
      <div class={styles.main} inert={over !== null}>
        <header class={styles.head}>
          <button type="button" class={styles.back} aria-label={t('back')} onClick={onBack}>
            <Icon name="back" />
          </button>
          <span class={styles.avatar} aria-hidden="true">
            <Icon name="shop" size={20} />
          </span>
          <div class={styles.who}>
            <h1>{chats.world?.number.verified_name}</h1>
            <small aria-live="polite">{chat.typing ? t('typing') : t('business')}</small>
          </div>
        </header>
        {!chats.online && (
          <p class={styles.offline} role="status">
            {t('offline')}
          </p>
        )}
        <Messages chat={chat}>
          {chat.messages.map((message, index) => (
            <WithDay key={message.wamid} message={message} before={chat.messages[index - 1]} now={now}>
              <Bubble
                message={message}
                quoted={chat.messages.find(m => m.wamid === message.context?.wamid)}
                close={chat.messages[index - 1]?.direction === message.direction}
                underWay={underWay.has(message.wamid)}
                onTap={message => void send(message)}
                onChoose={message => setOver({ kind: 'list', message })}
                onMenu={message => setOver({ kind: 'menu', message })}
                onPicture={(message, src) => setPicture({ src, link: linkOf(message) })}
              />
            </WithDay>
          ))}
        </Messages>
        {started && <Window closes={chat.window_closes_at} now={now} />}
        {problem && (
          <p class={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <Composer
          key={person.id}
          suggestions={suggestions(person.phone, lang, started)}
          prominent={!started}
          replyTo={replyTo}
          onDropReply={() => setReplyTo(null)}
          onAttach={() => setOver({ kind: 'attach' })}
          onSend={send}
        />
      </div>
      {over?.kind === 'attach' && <Attach lastAmount={lastAmount(chat)} onSend={send} onClose={() => setOver(null)} />}
      {over?.kind === 'list' && (
        <ListSheet message={over.message} onSend={message => void send(message)} onClose={() => setOver(null)} />
      )}
      {over?.kind === 'menu' && (
        <MenuSheet
          message={over.message}
          onSend={message => void send(message)}
          onReply={setReplyTo}
          onClose={() => setOver(null)}
        />
      )}
      {picture && <Lightbox {...picture} onClose={() => setPicture(null)} />}
    </section>
  )
}

const linkOf = (message: Message): string | undefined =>
  message.node.action?.parameters?.url ??
  message.template?.buttons.find(b => b.url)?.url ??
  firstLink(message.node.caption ?? bodyText(message.node))

/** What the shop asked for last: a sample slip then says that much. */
function lastAmount(chat: ChatState): string {
  for (const { direction, node, template } of [...chat.messages].reverse()) {
    const found =
      direction === 'out' && /(?:RM|Rp)\s?\d[\d.,]*\d/.exec(template?.body ?? bodyText(node) + (node.caption ?? ''))
    if (found) return found[0]
  }
  return 'RM50.00'
}

function toEnd(box: HTMLElement | null): void {
  if (box) box.scrollTop = box.scrollHeight
}

/** Keeps the newest in sight, unless somebody reads further up. */
function Messages({ chat, children }: { chat: ChatState; children: ComponentChildren }) {
  const t = useText(phoneMessages)
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [away, setAway] = useState(false)
  useLayoutEffect(() => {
    if (atEnd.current) toEnd(box.current)
  })
  useEffect(() => {
    const element = box.current
    if (!element) return
    // A picture that arrives makes the chat longer.
    const loaded = (): void => {
      if (atEnd.current) toEnd(element)
    }
    element.addEventListener('load', loaded, true)
    return () => element.removeEventListener('load', loaded, true)
  }, [])
  return (
    <div class={styles.scroll}>
      <div
        ref={box}
        class={styles.messages}
        role="log"
        aria-live="polite"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: one scrolls it by keyboard
        tabIndex={0}
        aria-label={t('title')}
        onScroll={({ currentTarget: c }) => {
          atEnd.current = c.scrollHeight - c.scrollTop - c.clientHeight < 60
          setAway(!atEnd.current)
        }}
      >
        {chat.messages.length === 0 && <p class={styles.empty}>{t('empty')}</p>}
        <ul>{children}</ul>
        {chat.typing && (
          <div class={styles.typing}>
            <i />
            <i />
            <i />
            <span class="sr-only">{t('typing')}</span>
          </div>
        )}
      </div>
      {away && (
        <button type="button" class={styles.down} aria-label={t('scroll_down')} onClick={() => toEnd(box.current)}>
          <Icon name="down" size={20} />
        </button>
      )}
    </div>
  )
}

function WithDay({
  message,
  before,
  now,
  children,
}: {
  message: Message
  before: Message | undefined
  now: () => Date
  children: ComponentChildren
}) {
  const t = useText(phoneMessages)
  const { lang } = useLang()
  const [day, today] = [dayAt(message.at), dayAt(now())]
  return (
    <>
      {(!before || dayAt(before.at) !== day) && (
        <li class={styles.day}>
          <span>{day === today ? t('today') : showDay(day, lang, today)}</span>
        </li>
      )}
      {children}
    </>
  )
}

function Window({ closes, now }: { closes: string | null; now: () => Date }) {
  const t = useText(phoneMessages)
  const { lang } = useLang()
  if (closes && new Date(closes) > now()) {
    const day = dayAt(closes)
    const time =
      day === dayAt(now()) ? showTime(closes, lang) : `${showDay(day, lang, dayAt(now()))}, ${showTime(closes, lang)}`
    return <p class={styles.window}>{t('window_open', { time })}</p>
  }
  return (
    <p class={styles.window} data-shut="true">
      {t('window_shut')}
    </p>
  )
}
