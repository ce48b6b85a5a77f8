import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Lang } from '../../../shared/messages.ts'
import { type OwnText, textContracts } from '../../../shared/texts.contracts.ts'
import { faultOf, MOST_VARIANTS, previewText, TEXTS, type TextKey, tidyText } from '../../../shared/texts.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { toast } from '../../ui/toast.tsx'
import { Words } from '../conversations/Words.tsx'
import { type Draft, useDraft } from './draft.ts'
import { History } from './History.tsx'
import styles from './Texts.module.css'
import { textsMessages } from './texts.messages.ts'
import { Way } from './Way.tsx'

interface Props {
  readonly name: TextKey
  readonly lang: Lang
  /** Undefined: the shop never changed it. */
  readonly latest: OwnText | undefined
  /** Something is half written, or no longer. */
  readonly noticed: () => void
}

/** A text in one language: its ways, what the customer reads, and what it was before. */
export function LangText({ name, lang, latest, noticed }: Props) {
  const t = useText(textsMessages)
  const [draft, keepDraft] = useDraft(name, lang)
  const setDraft = (next: Draft | null): void => {
    keepDraft(next)
    noticed()
  }
  const [past, setPast] = useState(false)
  const version = latest?.version ?? 0
  const said = latest?.variants ?? [TEXTS[name][lang]]
  const ways = draft?.variants ?? said.map(text => text.trim())
  const save = useSend(textContracts.save, {
    onSuccess: () => {
      setDraft(null)
      toast(t('saved'))
    },
  })
  const restore = useSend(textContracts.restore, {
    onSuccess: () => {
      setDraft(null)
      toast(t('restored'))
    },
  })
  // Typed back to what it says now, nothing is half written.
  const write = (variants: readonly string[]): void => {
    const base = draft?.base ?? version
    const same = base === version && variants.join('\0') === said.map(text => text.trim()).join('\0')
    setDraft(same ? null : { base, variants })
  }
  const overtaken = draft !== null && draft.base !== version
  const wrong = ways.some(text => faultOf(name, lang, text) !== null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (draft && !wrong && !overtaken && !save.isPending)
      save.mutate({ input: { key: name, lang, base_version: draft.base, variants: [...draft.variants] } })
  }
  const takeUp = (of: number): void =>
    restore.mutate({ input: { key: name, lang, base_version: version, version: of } })
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {ways.map((text, index) => (
        <Way
          // The place is what a way is known by: there is nothing else to it.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={index}
          name={name}
          lang={lang}
          text={text}
          n={ways.length > 1 ? index + 1 : null}
          write={now => write(ways.map((way, at) => (at === index ? now : way)))}
          {...(ways.length > 1 ? { remove: () => write(ways.filter((_, at) => at !== index)) } : {})}
        />
      ))}
      <div className="stack-tight">
        <p className="quiet tiny">{t('preview')}</p>
        {ways.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <p key={index} lang={lang} className={styles.bubble}>
            <Words text={previewText(name, lang, tidyText(name, lang, text)).trim() || '…'} />
          </p>
        ))}
      </div>
      {overtaken && (
        <div className={styles.overtaken} role="alert">
          <p>{t('overtaken', { name: latest?.changed_by ?? t('somebody') })}</p>
          <p className="quiet tiny">{t('theirs')}</p>
          {said.map(text => (
            <p key={text} lang={lang} className={styles.said}>
              {text.trim()}
            </p>
          ))}
          <div className="row wrap">
            <Button size="xs" variant="default" onClick={() => setDraft({ base: version, variants: ways })}>
              {t('keep_mine')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setDraft(null)}>
              {t('take_theirs')}
            </Button>
          </div>
        </div>
      )}
      <Problem error={save.error ?? restore.error} />
      <div className="row wrap">
        <Button type="submit" size="xs" disabled={!draft || wrong || overtaken} loading={save.isPending}>
          {t('save')}
        </Button>
        {draft && (
          <Button size="xs" variant="default" onClick={() => setDraft(null)}>
            {t('drop')}
          </Button>
        )}
        {!draft && latest?.variants && (
          <Button size="xs" variant="default" loading={restore.isPending} onClick={() => takeUp(0)}>
            {t('to_default')}
          </Button>
        )}
        {ways.length < MOST_VARIANTS && (
          <Button size="xs" variant="subtle" title={t('add_way_more')} onClick={() => write([...ways, ''])}>
            {t('add_way')}
          </Button>
        )}
        {latest && (
          <Button size="xs" variant="subtle" aria-expanded={past} onClick={() => setPast(!past)}>
            {t('history')}
          </Button>
        )}
      </div>
      {past && <History name={name} lang={lang} now={version} again={takeUp} />}
    </form>
  )
}
