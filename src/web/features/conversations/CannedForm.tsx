import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { CANNED_SHORTCUT, CANNED_SLOTS, type CannedReply, cannedContracts } from '../../../shared/canned.ts'
import { useGet, useSend } from '../../query.ts'
import { pressKey } from '../../shell/keys.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { Removal } from '../../ui/Removal.tsx'
import { conversationMessages } from './conversations.messages.ts'

const LANGUAGES = { ms: 'Bahasa Melayu', id: 'Bahasa Indonesia', en: 'English' } as const
const NOTHING = { ms: '', id: '', en: '' }

interface Props {
  /** Null: a new one. */
  readonly reply: CannedReply | null
  /** That one is to be changed instead. */
  readonly edit: (reply: CannedReply) => void
  readonly done: () => void
}

export function CannedForm({ reply, edit, done }: Props) {
  const t = useText(conversationMessages)
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '')
  const [texts, setTexts] = useState(reply?.texts ?? NOTHING)
  const known = useGet(cannedContracts.list, {}).data?.items ?? []
  const clash = known.find(one => one.shortcut === shortcut && one.id !== reply?.id)
  const create = useSend(cannedContracts.create, { onSuccess: done })
  const change = useSend(cannedContracts.change, { onSuccess: done })
  const wellFormed = CANNED_SHORTCUT.test(shortcut)
  const save = (): void =>
    reply
      ? change.mutate({ input: { reply_id: reply.id, shortcut, texts } })
      : create.mutate({ input: { shortcut, texts } })
  // What is written already stays; the rest is what that one says.
  const takeOther = (other: CannedReply): void => {
    setTexts({
      ms: texts.ms || other.texts.ms,
      id: texts.id || other.texts.id,
      en: texts.en || other.texts.en,
    })
    edit(other)
  }
  const wrong = clash ? t('canned_clash', { shortcut }) : shortcut !== '' && !wellFormed ? t('canned_shape') : null
  return (
    <div className="stack">
      <TextInput
        label={t('canned_shortcut')}
        leftSection="/"
        maxLength={30}
        error={wrong}
        value={shortcut}
        onChange={event => setShortcut(event.currentTarget.value.toLowerCase())}
      />
      {clash && (
        <div>
          <Button size="compact-xs" variant="default" onClick={() => takeOther(clash)}>
            {t('canned_edit', { shortcut })}
          </Button>
        </div>
      )}
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
        {t('canned_slots')} {CANNED_SLOTS.map(slot => `{${slot}}`).join(' ')}
      </p>
      <Problem error={create.error ?? change.error} />
      <Button
        disabled={!wellFormed || clash !== undefined || texts.ms.trim() === ''}
        loading={create.isPending || change.isPending}
        onClick={save}
      >
        {t('canned_save')}
      </Button>
      {reply && <CannedRemoval reply={reply} done={done} />}
    </div>
  )
}

function CannedRemoval({ reply, done }: { reply: CannedReply; done: () => void }) {
  const t = useText(conversationMessages)
  const remove = useSend(cannedContracts.remove, {
    onSuccess: () => {
      // What the focus would go back to is gone with it.
      flushSync(done)
      pressKey('r')
    },
  })
  return (
    <Removal
      label={t('canned_remove')}
      warning={t('canned_remove_sure', { shortcut: reply.shortcut })}
      error={remove.error}
      busy={remove.isPending}
      onRemove={() => remove.mutate({ input: { reply_id: reply.id } })}
    />
  )
}
