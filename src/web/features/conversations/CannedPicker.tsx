import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type CannedReply, cannedContracts, cannedIn, fillCanned } from '../../../shared/canned.ts'
import type { Conversation } from '../../../shared/conversations.ts'
import { deviceName } from '../../../shared/devices.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { useGet, useSend } from '../../query.ts'
import { useCompany } from '../../shell/company.ts'
import { useText } from '../../shell/lang.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import styles from './Canned.module.css'
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
  const [writing, setWriting] = useState(false)
  return (
    <section className={styles.box} aria-label={t('canned')}>
      {found.length === 0 && <p className="quiet small">{t('canned_none')}</p>}
      <ul>
        {found.map((one, index) => (
          <li key={one.id}>
            <button
              type="button"
              className={styles.reply}
              aria-current={index === at || undefined}
              onClick={() => choose(one)}
            >
              <span className="strong small">/{one.shortcut}</span>
              <span className="quiet small truncate">{textOf(one)}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button size="compact-xs" variant="subtle" onClick={() => setWriting(true)}>
        {t('canned_new')}
      </Button>
      <Dialog opened={writing} onClose={() => setWriting(false)} title={t('canned_new')}>
        <CannedForm done={() => setWriting(false)} />
      </Dialog>
    </section>
  )
}

const LANGUAGES = { ms: 'Bahasa Melayu', id: 'Bahasa Indonesia', en: 'English' } as const

function CannedForm({ done }: { done: () => void }) {
  const t = useText(conversationMessages)
  const [shortcut, setShortcut] = useState('')
  const [texts, setTexts] = useState({ ms: '', id: '', en: '' })
  const create = useSend(cannedContracts.create, { onSuccess: done })
  return (
    <div className="stack">
      <TextInput
        label={t('canned_shortcut')}
        leftSection="/"
        value={shortcut}
        onChange={event => setShortcut(event.currentTarget.value.toLowerCase())}
      />
      {(['ms', 'id', 'en'] as const).map(lang => (
        <Textarea
          key={lang}
          label={LANGUAGES[lang]}
          autosize
          minRows={2}
          value={texts[lang]}
          onChange={event => setTexts({ ...texts, [lang]: event.currentTarget.value })}
        />
      ))}
      <p className="quiet small">
        {t('canned_slots')} {'{customer} {ticket} {device} {balance} {shop}'}
      </p>
      <Problem error={create.error} />
      <Button
        disabled={!/^[a-z0-9][a-z0-9-]*$/.test(shortcut) || texts.ms.trim() === ''}
        loading={create.isPending}
        onClick={() => create.mutate({ input: { shortcut, texts } })}
      >
        {t('canned_save')}
      </Button>
    </div>
  )
}
