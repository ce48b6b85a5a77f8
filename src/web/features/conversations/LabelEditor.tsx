import { ActionIcon, Checkbox } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Conversation } from '../../../shared/conversations.ts'
import { labelContracts } from '../../../shared/labels.ts'
import { useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { conversationMessages } from './conversations.messages.ts'
import { LabelForm, NewLabel } from './LabelForm.tsx'
import styles from './Labels.module.css'
import { Labels } from './Labels.tsx'

/** Which labels this conversation carries; here one is made, renamed and thrown away too. */
export function LabelEditor({ conversation }: { conversation: Conversation }) {
  const t = useText(conversationMessages)
  const may = useMay()
  const { data, refetch } = useGet(labelContracts.list, {})
  const labels = data?.items ?? []
  const set = useSend(labelContracts.set, { touches: ['conversation-labels'] })
  const [editing, setEditing] = useState<string | null>(null)
  const top = useRef<HTMLElement>(null)
  if (!may('chat.write')) return <Labels labels={conversation.labels} />
  const { session_id } = conversation
  const known = conversation.labels.map(label => label.id)
  // What was pressed is shown at once.
  const carried = set.isPending ? set.variables.input.label_ids : known
  const toggle = (id: string): void => {
    const label_ids = carried.includes(id) ? carried.filter(one => one !== id) : [...carried, id]
    set.mutate({ input: { session_id, label_ids } })
  }
  const edited = labels.find(label => label.id === editing)
  // What the focus would go back to is gone with it.
  const gone = (): void => {
    flushSync(() => setEditing(null))
    top.current?.focus()
  }
  return (
    <details>
      <summary ref={top} aria-keyshortcuts="l">
        {conversation.labels.length > 0 ? <Labels labels={conversation.labels} /> : t('labels')}
      </summary>
      <fieldset className={`${styles.editor} stack-tight`} aria-label={t('labels')}>
        {labels.map(label => (
          <div key={label.id} className="row-between">
            <Checkbox
              size="xs"
              label={label.name}
              checked={carried.includes(label.id)}
              onChange={() => toggle(label.id)}
            />
            <ActionIcon
              size="sm"
              aria-label={t('label_edit', { name: label.name })}
              onClick={() => {
                setEditing(label.id)
                // How many bear it is asked anew before anybody throws it away.
                void refetch()
              }}
            >
              <IconPencil size={14} aria-hidden="true" />
            </ActionIcon>
          </div>
        ))}
        <Problem error={set.error} />
        <NewLabel />
      </fieldset>
      <Dialog opened={edited !== undefined} onClose={() => setEditing(null)} title={t('label_change')}>
        {edited && <LabelForm label={edited} done={() => setEditing(null)} gone={gone} />}
      </Dialog>
    </details>
  )
}
