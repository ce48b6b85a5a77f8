import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Conversation } from '../../../shared/conversations.ts'
import { LABEL_COLOURS, labelContracts } from '../../../shared/labels.ts'
import { useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { conversationMessages } from './conversations.messages.ts'
import { Labels } from './Labels.tsx'

/** Which labels this conversation carries; a new one is made here too. */
export function LabelEditor({ conversation }: { conversation: Conversation }) {
  const t = useText(conversationMessages)
  const may = useMay()
  const labels = useGet(labelContracts.list, {}).data?.items ?? []
  const set = useSend(labelContracts.set, { touches: ['conversations'] })
  if (!may('chat.write')) return <Labels labels={conversation.labels} />
  const { session_id } = conversation
  const known = conversation.labels.map(label => label.id)
  // What was pressed is shown at once.
  const carried = set.isPending ? set.variables.input.label_ids : known
  const toggle = (id: string): void => {
    const label_ids = carried.includes(id) ? carried.filter(one => one !== id) : [...carried, id]
    set.mutate({ input: { session_id, label_ids } })
  }
  return (
    <details>
      <summary aria-keyshortcuts="l">
        {conversation.labels.length > 0 ? <Labels labels={conversation.labels} /> : t('labels')}
      </summary>
      <fieldset className="stack-tight" aria-label={t('labels')}>
        {labels.map(label => (
          <Checkbox
            key={label.id}
            size="xs"
            label={label.name}
            checked={carried.includes(label.id)}
            onChange={() => toggle(label.id)}
          />
        ))}
        <Problem error={set.error} />
        <NewLabel />
      </fieldset>
    </details>
  )
}

function NewLabel() {
  const t = useText(conversationMessages)
  const [name, setName] = useState('')
  const [colour, setColour] = useState<(typeof LABEL_COLOURS)[number]>('teal')
  const create = useSend(labelContracts.create, { onSuccess: () => setName('') })
  return (
    <>
      <TextInput size="xs" label={t('label_new')} value={name} onChange={event => setName(event.currentTarget.value)} />
      <NativeSelect
        size="xs"
        label={t('label_colour')}
        value={colour}
        onChange={event => setColour(LABEL_COLOURS.find(one => one === event.currentTarget.value) ?? 'teal')}
        data={LABEL_COLOURS.map(one => ({ value: one, label: t(`colour_${one}`) }))}
      />
      <Problem error={create.error} />
      <Button
        size="compact-xs"
        variant="default"
        disabled={name.trim() === ''}
        loading={create.isPending}
        onClick={() => create.mutate({ input: { name: name.trim(), colour } })}
      >
        {t('label_make')}
      </Button>
    </>
  )
}
