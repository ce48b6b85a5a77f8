import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { type ShopTemplate, templateContracts } from '../../../shared/templates.ts'
import {
  isWarning,
  TEMPLATE_BUTTONS,
  TEMPLATE_CATEGORIES,
  TEMPLATE_LANGS,
  type TemplateDraft,
  type TemplateFlaw,
  templateProblems,
} from '../../../shared/whatsapp/template-rules.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { LANG_NAMES } from '../../shell/Preferences.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { toast } from '../../ui/toast.tsx'
import { draftOf, EMPTY, slotCount } from './draft.ts'
import { Preview } from './TemplateGroup.tsx'
import styles from './Templates.module.css'
import { templateMessages } from './templates.messages.ts'

type Change = (more: Partial<TemplateDraft>) => void
type ErrorOf = (path: string) => string | null

/** A template is written, seen as the customer will, checked, and handed in. */
export function TemplateForm({ known, done }: { known: ShopTemplate | null; done: () => void }) {
  const t = useText(templateMessages)
  const [draft, setDraft] = useState(() => (known ? draftOf(known) : EMPTY))
  const [tried, setTried] = useState(false)
  const handedIn = {
    onSuccess: () => {
      toast(t('handed_in'))
      done()
    },
  }
  const create = useSend(templateContracts.create, handedIn)
  const edit = useSend(templateContracts.edit, handedIn)
  const flaws = templateProblems(draft)
  const blocking = flaws.filter(flaw => !isWarning(flaw))
  const words = ({ problem, limit }: TemplateFlaw): string => t(problem, { limit: limit ?? 0 })
  // Until it was handed in once, only what is filled in is said to be wrong.
  const errorOf: ErrorOf = path => {
    const flaw = blocking.find(one => one.path === path)
    const quiet =
      !tried && (flaw?.problem === 'empty' || flaw?.problem === 'example_missing' || (path === 'name' && !draft.name))
    return flaw && !quiet ? words(flaw) : null
  }
  const change: Change = more => setDraft({ ...draft, ...more })
  const pending = create.isPending || edit.isPending
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (blocking.length > 0 || pending) return
    const input = { ...draft, example: draft.example.slice(0, slotCount(draft.body)) }
    if (known) edit.mutate({ input: { ...input, template_id: known.id } })
    else create.mutate({ input })
  }
  return (
    <div className="page">
      <form className={styles.columns} onSubmit={submit} noValidate>
        <div className="card stack">
          <h2>{known ? `${known.name} (${known.language})` : t('add')}</h2>
          {!known && (
            <TextInput
              label={t('name')}
              description={t('name_more')}
              value={draft.name}
              onChange={event => change({ name: event.currentTarget.value.toLowerCase().replace(/[\s-]+/g, '_') })}
              error={errorOf('name')}
              autoFocus
            />
          )}
          <div className={styles.pair}>
            {!known && (
              <NativeSelect
                label={t('language')}
                value={draft.language}
                onChange={event => change({ language: event.currentTarget.value as TemplateDraft['language'] })}
                data={TEMPLATE_LANGS.map(lang => ({ value: lang, label: LANG_NAMES[lang] }))}
              />
            )}
            <NativeSelect
              label={t('category')}
              value={draft.category}
              onChange={event => change({ category: event.currentTarget.value as TemplateDraft['category'] })}
              data={TEMPLATE_CATEGORIES.map(one => ({ value: one, label: t(one) }))}
            />
          </div>
          {flaws.filter(isWarning).map(flaw => (
            <p key={flaw.problem} className={`small ${styles.reason}`} role="status">
              {words(flaw)}
            </p>
          ))}
          {!known?.file && (
            <TextInput
              label={t('header')}
              value={draft.header}
              onChange={event => change({ header: event.currentTarget.value })}
              error={errorOf('header')}
            />
          )}
          <Textarea
            label={t('body')}
            description={t('body_more', { slot: '{{1}}' })}
            autosize
            minRows={4}
            value={draft.body}
            onChange={event => change({ body: event.currentTarget.value })}
            error={errorOf('body')}
          />
          <Examples draft={draft} change={change} errorOf={errorOf} />
          <TextInput
            label={t('footer')}
            value={draft.footer}
            onChange={event => change({ footer: event.currentTarget.value })}
            error={errorOf('footer')}
          />
          <Buttons draft={draft} change={change} errorOf={errorOf} fixed={known?.needed ?? false} />
          <Problem error={create.error ?? edit.error} />
          <div className="row wrap">
            <Button type="submit" loading={pending}>
              {t('submit')}
            </Button>
            <Button type="button" variant="default" onClick={done}>
              {t('cancel')}
            </Button>
          </div>
        </div>
        <section className={`card stack ${styles.side}`} aria-label={t('preview')}>
          <h2>{t('preview')}</h2>
          <Preview template={{ ...draft, file: known?.file ?? null }} lang={draft.language} />
        </section>
      </form>
    </div>
  )
}

function Examples({ draft, change, errorOf }: { draft: TemplateDraft; change: Change; errorOf: ErrorOf }) {
  const t = useText(templateMessages)
  const count = slotCount(draft.body)
  if (count === 0) return null
  return (
    <fieldset className={styles.fields}>
      <legend className="small strong">{t('examples')}</legend>
      {Array.from({ length: count }, (_, index) => (
        <TextInput
          // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place
          key={index}
          size="xs"
          label={t('example', { n: index + 1 })}
          value={draft.example[index] ?? ''}
          onChange={event => {
            const { value } = event.currentTarget
            change({
              example: Array.from({ length: count }, (_, i) => (i === index ? value : (draft.example[i] ?? ''))),
            })
          }}
          error={errorOf(`example.${index}`)}
        />
      ))}
    </fieldset>
  )
}

interface ButtonsProps {
  readonly draft: TemplateDraft
  readonly change: Change
  readonly errorOf: ErrorOf
  /** The product gives each button its meaning: only its label is the shop's. */
  readonly fixed: boolean
}

function Buttons({ draft, change, errorOf, fixed }: ButtonsProps) {
  const t = useText(templateMessages)
  const { buttons } = draft
  const set = (index: number, more: Partial<TemplateDraft['buttons'][number]>): void =>
    change({ buttons: buttons.map((button, i) => (i === index ? { ...button, ...more } : button)) })
  if (fixed && buttons.length === 0) return null
  return (
    <fieldset className={styles.fields}>
      <legend className="small strong">{t('buttons')}</legend>
      {buttons.map((button, index) => {
        const n = index + 1
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a button is its place
          <div key={index} className={styles.button}>
            {!fixed && (
              <NativeSelect
                size="xs"
                aria-label={t('button_kind', { n })}
                value={button.type}
                onChange={event => set(index, { type: event.currentTarget.value as 'URL', url: '' })}
                data={TEMPLATE_BUTTONS.map(kind => ({ value: kind, label: t(kind) }))}
              />
            )}
            <TextInput
              size="xs"
              className="grow"
              aria-label={t('button_text', { n })}
              value={button.text}
              onChange={event => set(index, { text: event.currentTarget.value })}
              error={errorOf(`buttons.${index}`)}
            />
            {button.type === 'URL' && (
              <TextInput
                size="xs"
                className="grow"
                aria-label={t('button_url', { n })}
                placeholder="https://"
                value={button.url}
                onChange={event => set(index, { url: event.currentTarget.value })}
              />
            )}
            {!fixed && (
              <ActionIcon
                variant="subtle"
                aria-label={t('remove_button', { n })}
                onClick={() => change({ buttons: buttons.filter((_, i) => i !== index) })}
              >
                <IconTrash size={18} stroke={1.6} />
              </ActionIcon>
            )}
          </div>
        )
      })}
      {errorOf('buttons') && (
        <p role="alert" className={`small ${styles.reason}`}>
          {errorOf('buttons')}
        </p>
      )}
      {!fixed && buttons.length < 10 && (
        <div>
          <Button
            type="button"
            size="compact-xs"
            variant="subtle"
            onClick={() => change({ buttons: [...buttons, { type: 'QUICK_REPLY', text: '', url: '' }] })}
          >
            {t('add_button')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
