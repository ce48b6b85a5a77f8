import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Conversation, conversationContracts } from '../../../shared/conversations.ts'
import { useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'

const filled = (body: string, values: readonly string[]): string =>
  body.replace(/\{\{(\d+)\}\}/g, (slot, n: string) => values[Number(n) - 1] || slot)

/** After 24 hours only approved words may be sent; one sees exactly what the customer will read. */
export function TemplatePicker({ conversation: { session_id, lang } }: { conversation: Conversation }) {
  const t = useText(conversationMessages)
  const { data } = useGet(conversationContracts.templates, {})
  // Those in his language first.
  const templates = (data?.items ?? []).toSorted((a, b) => Number(b.language === lang) - Number(a.language === lang))
  const [chosen, setChosen] = useState('')
  const [values, setValues] = useState<readonly string[]>([])
  const send = useSend(conversationContracts.sendTemplate, { onSuccess: () => setChosen('') })
  const template = templates.find(one => `${one.name} ${one.language}` === chosen)
  const slots = Array.from({ length: template?.variables ?? 0 }, (_, index) => values[index] ?? '')
  const complete = template !== undefined && slots.every(value => value.trim() !== '')
  const submit = (): void => {
    if (template && complete)
      send.mutate({ input: { session_id, name: template.name, language: template.language, variables: slots } })
  }
  if (data && templates.length === 0) return <p className="quiet small">{t('no_templates')}</p>
  return (
    <div className="stack">
      <p className="quiet small">{t('window_closed_more')}</p>
      <NativeSelect
        aria-label={t('choose_template')}
        aria-keyshortcuts="r"
        value={chosen}
        onChange={event => {
          setChosen(event.currentTarget.value)
          setValues([])
        }}
        data={[
          { value: '', label: t('choose_template') },
          ...templates.map(one => ({ value: `${one.name} ${one.language}`, label: `${one.name} (${one.language})` })),
        ]}
      />
      {slots.map((value, index) => (
        <TextInput
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
          key={index}
          label={t('template_value', { n: index + 1 })}
          value={value}
          onChange={event => setValues(slots.map((old, i) => (i === index ? event.currentTarget.value : old)))}
        />
      ))}
      {template && (
        <div className={styles.templatePreview}>
          {template.header && <p className="strong">{template.header}</p>}
          <p>{filled(template.body, slots)}</p>
          {template.footer && <p className="quiet small">{template.footer}</p>}
          {template.buttons.map(label => (
            <p key={label} className={styles.templateButton}>
              {label}
            </p>
          ))}
        </div>
      )}
      <Problem error={send.error} />
      <div className="row">
        <Button onClick={submit} disabled={!complete} loading={send.isPending}>
          {t('send')}
        </Button>
      </div>
    </div>
  )
}
