import { ActionIcon, Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { type CannedReply, cannedContracts, cannedIn, fillCanned } from '../../../shared/canned.ts'
import type { Conversation } from '../../../shared/conversations.ts'
import { deviceName } from '../../../shared/devices.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { useGet } from '../../query.ts'
import { useCompany } from '../../shell/company.ts'
import { useText } from '../../shell/lang.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './Canned.module.css'
import { CannedForm } from './CannedForm.tsx'
import { conversationMessages } from './conversations.messages.ts'

/** Ready answers that fit what follows the stroke, as this customer will read them. */
export function useCanned(conversation: Conversation, typed: string) {
  const open = typed.startsWith('/')
  const { data } = useGet(cannedContracts.list, {}, { enabled: open })
  const shop = useCompany().data?.company_name
  const [ticket] = conversation.tickets
  const values = {
    customer: conversation.customer_name,
    ticket: ticket?.ticket_number,
    device: ticket && deviceName({ brand: ticket.device_brand, model: ticket.device_model }),
    balance: showMoney(parseMoney(conversation.balance)),
    shop,
  }
  const wanted = typed.slice(1).toLowerCase()
  const found = open ? (data?.items ?? []).filter(one => one.shortcut.startsWith(wanted)) : []
  return { open, found, textOf: (one: CannedReply) => fillCanned(cannedIn(one.texts, conversation.lang), values) }
}

interface Props {
  readonly found: readonly CannedReply[]
  readonly at: number
  readonly textOf: (one: CannedReply) => string
  readonly choose: (one: CannedReply) => void
}

export function CannedPicker({ found, at, textOf, choose }: Props) {
  const t = useText(conversationMessages)
  const [writing, setWriting] = useState<CannedReply | 'new' | null>(null)
  const reply = writing === 'new' ? null : writing
  return (
    <section className={styles.box} aria-label={t('canned')}>
      {found.length === 0 && <p className="quiet small">{t('canned_none')}</p>}
      <ul>
        {found.map((one, index) => (
          <li key={one.id} className={styles.line}>
            <button
              type="button"
              className={styles.reply}
              aria-current={index === at || undefined}
              onClick={() => choose(one)}
            >
              <span className="strong small">/{one.shortcut}</span>
              <span className="quiet small truncate">{textOf(one)}</span>
            </button>
            <ActionIcon
              size="sm"
              aria-label={t('canned_edit', { shortcut: one.shortcut })}
              onClick={() => setWriting(one)}
            >
              <IconPencil size={14} aria-hidden="true" />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button size="compact-xs" variant="subtle" onClick={() => setWriting('new')}>
        {t('canned_new')}
      </Button>
      <Dialog
        opened={writing !== null}
        onClose={() => setWriting(null)}
        title={reply ? t('canned_edit', { shortcut: reply.shortcut }) : t('canned_new')}
      >
        <CannedForm reply={reply} edit={setWriting} done={() => setWriting(null)} />
      </Dialog>
    </section>
  )
}
