import { SegmentedControl } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useId, useReducer, useState } from 'react'
import { LANGS, type Lang } from '../../../shared/messages.ts'
import type { OwnText } from '../../../shared/texts.contracts.ts'
import { type OwnTexts, ownKey, type TextKey } from '../../../shared/texts.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { LANG_NAMES } from '../../shell/Preferences.tsx'
import { hasDraft } from './draft.ts'
import { LangText } from './LangText.tsx'
import { saidNow } from './places.ts'
import styles from './Texts.module.css'
import { textsMessages } from './texts.messages.ts'

interface Props {
  readonly name: TextKey
  readonly latest: ReadonlyMap<string, OwnText>
  readonly own: OwnTexts
}

/** One text: a line of it, and under it, once it is opened, its three languages. */
export function TextRow({ name, latest, own }: Props) {
  const t = useText(textsMessages)
  const { lang } = useLang()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [, notice] = useReducer((n: number) => n + 1, 0)
  const changed = LANGS.some(one => own.has(ownKey(name, one)))
  return (
    <li>
      <button
        type="button"
        className={styles.line}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={16} className={styles.chevron} aria-hidden="true" />
        <span className="truncate grow">{saidNow(name, lang, own)[0]?.trim()}</span>
        {changed && <span className={styles.mark}>{t('changed')}</span>}
        {LANGS.some(one => hasDraft(name, one)) && <span className={styles.mark}>{t('unsaved')}</span>}
      </button>
      {open && (
        <div id={id} className={styles.open}>
          <p className="quiet tiny">
            <code>{name}</code>
          </p>
          <Languages name={name} latest={latest} first={lang} noticed={notice} />
        </div>
      )}
    </li>
  )
}

/** Side by side where there is room, one at a time on a phone. */
function Languages({
  name,
  latest,
  first,
  noticed,
}: Pick<Props, 'name' | 'latest'> & { readonly first: Lang; readonly noticed: () => void }) {
  const t = useText(textsMessages)
  const [shown, setShown] = useState(first)
  return (
    <>
      <div className={styles.tabs}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('language')}
          data={LANGS.map(value => ({ value, label: LANG_NAMES[value] }))}
          value={shown}
          onChange={value => setShown(value as Lang)}
        />
      </div>
      <div className={styles.languages}>
        {LANGS.map(lang => (
          <section key={lang} className={styles.language} data-shown={lang === shown} aria-label={LANG_NAMES[lang]}>
            <h4 className={styles.langName}>{LANG_NAMES[lang]}</h4>
            <LangText name={name} lang={lang} latest={latest.get(ownKey(name, lang))} noticed={noticed} />
          </section>
        ))}
      </div>
    </>
  )
}
