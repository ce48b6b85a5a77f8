import { Button } from '@mantine/core'
import { useState } from 'react'
import { LANGS, type Lang, translate } from '../../../shared/messages.ts'
import { TOPICS } from '../../../shared/preferences.ts'
import { type ShopTemplate, templateContracts } from '../../../shared/templates.ts'
import { NEEDED_FOR } from '../../../shared/whatsapp/needed.ts'
import { useSend } from '../../query.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { Status } from '../../ui/Status.tsx'
import { When } from '../../ui/When.tsx'
import { stateWords } from '../channel/channel.messages.ts'
import { preferenceMessages } from '../preferences/preferences.messages.ts'
import { filledIn, stateTone } from './draft.ts'
import styles from './Templates.module.css'
import { templateMessages, templateStates } from './templates.messages.ts'

interface Props {
  readonly title: string
  readonly items: readonly ShopTemplate[]
  readonly edit: (template: ShopTemplate) => void
}

/** As everywhere: Malay, Indonesian, English, then whatever else there is. */
const placeOf = (language: string): number => (LANGS.indexOf(language as Lang) + 10) % 10

/** Templates by name; under each its languages. */
export function TemplateGroup({ title, items, edit }: Props) {
  if (items.length === 0) return null
  const names = [...new Set(items.map(one => one.name))]
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {names.map(name => (
          <li key={name} className={styles.name}>
            <p className="strong">{name}</p>
            <ul className={styles.versions}>
              {items
                .filter(one => one.name === name)
                .sort((a, b) => placeOf(a.language) - placeOf(b.language))
                .map(one => (
                  <Version key={one.id} template={one} edit={() => edit(one)} />
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function useStateName(): (status: string) => string {
  const { lang } = useLang()
  return status =>
    status in templateStates ? translate(templateStates, lang, status as keyof typeof templateStates) : status
}

/** One language: its state in the line, its words and story when it is opened. */
function Version({ template, edit }: { template: ShopTemplate; edit: () => void }) {
  const t = useText(templateMessages)
  const word = useText(stateWords)
  const state = useStateName()
  const [open, setOpen] = useState(false)
  const [removing, setRemoving] = useState(false)
  const { name, language, category, status, quality, reason } = template
  const said = (field: string, value: string): string =>
    field === 'status' ? state(value) : value in stateWords ? word(value as 'GREEN') : value
  const kind = category === 'UTILITY' || category === 'MARKETING' ? t(category) : category
  return (
    <li>
      <button type="button" className={styles.version} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={styles.lang}>{language}</span>
        <Status tone={stateTone(status)}>{state(status)}</Status>
        <span className={`quiet tiny ${styles.kind}`}>
          {kind}
          {quality &&
            quality !== 'UNKNOWN' &&
            ` · ${t('quality')}: ${quality in stateWords ? word(quality as 'GREEN') : quality}`}
        </span>
        <span className={`quiet small truncate ${styles.excerpt}`}>{template.body}</span>
      </button>
      {reason && <p className={`small ${styles.reason}`}>{t('why', { reason })}</p>}
      {open && (
        <div className={styles.inside}>
          <Preview template={template} lang={language} />
          {template.changes.length > 0 && (
            <div className="stack-tight">
              <p className="quiet tiny">{t('story')}</p>
              <ul className="stack-tight">
                {template.changes.map(change => (
                  <li key={`${change.at}${change.field}${change.after}`} className="small">
                    <When at={change.at} /> · {t(change.field === 'status' ? 'state' : change.field)}:{' '}
                    {change.before ? said(change.field, change.before) : '–'} › {said(change.field, change.after)}
                    {change.reason && ` (${change.reason})`}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <div className="row wrap">
            <Button size="xs" variant="default" onClick={edit} aria-label={`${t('edit')} ${name} ${language}`}>
              {t('edit')}
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => setRemoving(true)}
              aria-label={`${t('remove')} ${name} ${language}`}
            >
              {t('remove')}
            </Button>
          </div>
          <RemoveDialog template={template} opened={removing} close={() => setRemoving(false)} />
        </div>
      )}
    </li>
  )
}

type Shown = Pick<ShopTemplate, 'header' | 'file' | 'body' | 'footer' | 'buttons' | 'example'>

/** As it will stand in the customer's chat. */
export function Preview({ template, lang }: { template: Shown; lang: string }) {
  const t = useText(templateMessages)
  const { header, file, body, footer, buttons, example } = template
  return (
    <div className={styles.bubble} lang={lang}>
      {file && <p className={styles.file}>{t('file', { kind: file.toLowerCase() })}</p>}
      {header && <p className="strong">{header}</p>}
      <p className={styles.words}>{filledIn(body, example) || '…'}</p>
      {footer && <p className={`tiny ${styles.foot}`}>{footer}</p>}
      {buttons.length > 0 && (
        <ul className={styles.buttons}>
          {buttons.map((button, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a button is its place
            <li key={index}>{button.text || '…'}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function RemoveDialog({ template, opened, close }: { template: ShopTemplate; opened: boolean; close: () => void }) {
  const t = useText(templateMessages)
  const kind = useText(preferenceMessages)
  const remove = useSend(templateContracts.remove, { onSuccess: close })
  const { id: template_id, name, language, needed } = template
  const topics = (Object.keys(NEEDED_FOR) as (keyof typeof NEEDED_FOR)[]).filter(one =>
    (NEEDED_FOR[one] as readonly string[]).includes(name),
  )
  return (
    <Dialog opened={opened} onClose={close} title={t('remove_what', { name, language })}>
      <div className="stack">
        {needed && (
          <p>
            {t('remove_needed', { what: [...new Set(topics.map(one => kind(TOPICS[one].kind)))].join(', ') || name })}
          </p>
        )}
        <p className="quiet small">{t('remove_more')}</p>
        <Problem error={remove.error} />
        <div className="row wrap">
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate({ input: { template_id, ...(needed ? { meant: 'yes' } : {}) } })}
          >
            {t('remove_sure')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
