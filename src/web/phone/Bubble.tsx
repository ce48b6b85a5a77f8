/** @jsxImportSource preact */
import { showTime } from '../../shared/time.ts'
import { Icon } from '../preact/Icon.tsx'
import { useLang, useText } from '../preact/lang.tsx'
import styles from './Bubble.module.css'
import { Content, hasOwnFrame } from './Content.tsx'
import { phoneMessages } from './phone.messages.ts'
import { summary } from './summary.ts'
import { Taps } from './Taps.tsx'
import { bodyText, type CustomerSends, type Message } from './wire.ts'

export interface BubbleActions {
  readonly onTap: (message: CustomerSends) => void
  readonly onChoose: (message: Message) => void
  readonly onMenu: (message: Message) => void
  readonly onPicture: (message: Message, src: string) => void
}

interface Props extends BubbleActions {
  message: Message
  quoted: Message | undefined
  /** Follows one from the same side. */
  close: boolean
  /** Not yet acknowledged by the shop. */
  underWay: boolean
}

/** One message, as the customer sees it: his own on the right. */
export function Bubble({ message, quoted, close, underWay, ...actions }: Props) {
  const t = useText(phoneMessages)
  const { lang } = useLang()
  const mine = message.direction === 'in'
  if (!mine && message.status === 'failed') return <Lost message={message} />
  return (
    <li class={styles.line} data-mine={mine} data-close={close}>
      <div class={styles.column}>
        <div class={styles.bubble} data-frame={hasOwnFrame(message)}>
          {message.context && <Quote of={quoted} />}
          <Content message={message} onPicture={src => actions.onPicture(message, src)} />
          <span class={styles.meta}>
            <time dateTime={message.at}>{showTime(message.at, lang)}</time>
            {mine && <Ticks state={underWay ? 'sending' : message.status === 'read' ? 'read' : 'received'} />}
          </span>
          <button
            type="button"
            class={styles.menu}
            aria-label={`${t('actions')}: ${summary(message).slice(0, 40)}`}
            onClick={() => actions.onMenu(message)}
          >
            <Icon name="down" size={16} />
          </button>
        </div>
        {!mine && <Taps message={message} onTap={actions.onTap} onChoose={() => actions.onChoose(message)} />}
        <Reactions message={message} />
      </div>
    </li>
  )
}

/** The customer never gets it; whoever shows the product should see that honestly. */
function Lost({ message }: { message: Message }) {
  const t = useText(phoneMessages)
  const [error] = message.errors ?? []
  return (
    <li class={styles.lost}>
      <Icon name="warning" size={16} />
      <span>
        {t('failed')}
        {error && ` (${error.code}: ${error.title})`}
        <q>{message.template?.body ?? bodyText(message.node)}</q>
      </span>
    </li>
  )
}

function Quote({ of }: { of: Message | undefined }) {
  const t = useText(phoneMessages)
  if (!of) return null
  return (
    <div class={styles.quote} data-mine={of.direction === 'in'}>
      <strong>{of.direction === 'in' ? t('you') : t('shop')}</strong>
      <span>{summary(of)}</span>
    </div>
  )
}

function Ticks({ state }: { state: 'sending' | 'received' | 'read' }) {
  const t = useText(phoneMessages)
  return (
    <svg
      class={styles.ticks}
      data-state={state}
      width="18"
      height="11"
      viewBox="0 0 18 11"
      role="img"
      aria-label={t(`tick_${state}`)}
    >
      <path d="M1.5 6l3.5 3.5L12 1.5" />
      {state !== 'sending' && <path d="M8 8.5l1 1L16.5 1.5" />}
    </svg>
  )
}

function Reactions({ message }: { message: Message }) {
  if (message.reactions.length === 0) return null
  return <span class={styles.reactions}>{message.reactions.map(r => r.emoji).join('')}</span>
}
