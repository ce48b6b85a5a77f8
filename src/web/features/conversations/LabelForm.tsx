import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { LABEL_COLOURS, type Label, type LabelInUse, labelContracts } from '../../../shared/labels.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { Removal } from '../../ui/Removal.tsx'
import { conversationMessages } from './conversations.messages.ts'
import { Labels } from './Labels.tsx'

type Looks = Pick<Label, 'name' | 'colour'>

function LabelFields({ label, looks, change }: { label: string; looks: Looks; change: (looks: Looks) => void }) {
  const t = useText(conversationMessages)
  return (
    <>
      <TextInput
        size="xs"
        label={label}
        maxLength={30}
        value={looks.name}
        onChange={event => change({ ...looks, name: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={t('label_colour')}
        value={looks.colour}
        onChange={event => {
          const colour = LABEL_COLOURS.find(one => one === event.currentTarget.value)
          if (colour) change({ ...looks, colour })
        }}
        data={LABEL_COLOURS.map(one => ({ value: one, label: t(`colour_${one}`) }))}
      />
      {looks.name.trim() !== '' && <Labels labels={[{ id: '', ...looks }]} />}
    </>
  )
}

export function NewLabel() {
  const t = useText(conversationMessages)
  const [looks, setLooks] = useState<Looks>({ name: '', colour: 'teal' })
  const create = useSend(labelContracts.create, { onSuccess: () => setLooks({ ...looks, name: '' }) })
  const input = { ...looks, name: looks.name.trim() }
  return (
    <>
      <LabelFields label={t('label_new')} looks={looks} change={setLooks} />
      <Problem error={create.error} />
      <Button
        size="compact-xs"
        variant="default"
        disabled={input.name === ''}
        loading={create.isPending}
        onClick={() => create.mutate({ input })}
      >
        {t('label_make')}
      </Button>
    </>
  )
}

/** Another name or colour wherever it hangs; thrown away, it hangs nowhere. */
export function LabelForm({ label, done, gone }: { label: LabelInUse; done: () => void; gone: () => void }) {
  const t = useText(conversationMessages)
  const [looks, setLooks] = useState<Looks>({ name: label.name, colour: label.colour })
  const touches = { touches: ['conversations'] }
  const change = useSend(labelContracts.change, { ...touches, onSuccess: done })
  const remove = useSend(labelContracts.remove, { ...touches, onSuccess: gone })
  const input = { label_id: label.id, name: looks.name.trim(), colour: looks.colour }
  const n = label.conversations
  return (
    <div className="stack">
      <LabelFields label={t('label_name')} looks={looks} change={setLooks} />
      <Problem error={change.error} />
      <Button
        disabled={input.name === '' || remove.isPending}
        loading={change.isPending}
        onClick={() => change.mutate({ input })}
      >
        {t('label_save')}
      </Button>
      <Removal
        label={t('label_remove')}
        warning={n === 0 ? t('label_remove_unused') : t('label_remove_used', { n })}
        error={remove.error}
        busy={remove.isPending}
        onRemove={() => remove.mutate({ input: { label_id: label.id } })}
      />
    </div>
  )
}
