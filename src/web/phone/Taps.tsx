/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { Icon } from '../preact/Icon.tsx'
import styles from './Taps.module.css'
import type { CustomerSends, Message } from './wire.ts'

interface Props {
  message: Message
  onTap: (message: CustomerSends) => void
  /** A list opens before something is sent. */
  onChoose: () => void
}

/** What can be tapped under a message of the shop: quick replies, a list, links. */
export function Taps({ message, onTap, onChoose }: Props) {
  const { type, node, template, wamid } = message
  const link = node.action?.parameters
  if (type === 'template') {
    return (
      <Row>
        {template?.buttons.map(button =>
          button.url ? (
            <Link key={button.index} href={button.url} text={button.text} />
          ) : (
            <Tap
              key={button.index}
              text={button.text}
              onTap={() => onTap({ type: 'template_button', reply_to: wamid, index: button.index })}
            />
          ),
        )}
      </Row>
    )
  }
  if (type !== 'interactive') return null
  if (link)
    return (
      <Row>
        <Link href={link.url} text={link.display_text} />
      </Row>
    )
  if (node.action?.sections) {
    return (
      <Row>
        <button type="button" class={styles.tap} onClick={onChoose}>
          <Icon name="list" size={18} /> {node.action.button}
        </button>
      </Row>
    )
  }
  return (
    <Row>
      {node.action?.buttons?.map(({ reply }) => (
        <Tap
          key={reply.id}
          text={reply.title}
          onTap={() => onTap({ type: 'button_reply', reply_to: wamid, id: reply.id })}
        />
      ))}
    </Row>
  )
}

const Row = ({ children }: { children: ComponentChildren }) => <div class={styles.taps}>{children}</div>

const Tap = ({ text, onTap }: { text: string; onTap: () => void }) => (
  <button type="button" class={styles.tap} onClick={onTap}>
    <Icon name="reply" size={17} /> {text}
  </button>
)

const Link = ({ href, text }: { href: string; text: string }) => (
  <a class={styles.tap} href={href} target="_blank" rel="noopener">
    <Icon name="link" size={17} /> {text}
  </a>
)
