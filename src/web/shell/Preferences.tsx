import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { LANGS, type Lang } from '../../shared/messages.ts'
import { useLang, useText } from './lang.tsx'
import { shellMessages } from './shell.messages.ts'

/** Each language is named in itself, so that one finds the way back. */
export const LANG_NAMES: Record<Lang, string> = { ms: 'Melayu', id: 'Indonesia', en: 'English' }

export function LangSwitch({ onChosen }: { onChosen?: (lang: Lang) => void }) {
  const t = useText(shellMessages)
  const { lang, setLang } = useLang()
  const choose = (value: Lang): void => {
    setLang(value)
    onChosen?.(value)
  }
  const data = LANGS.map(value => ({ value, label: LANG_NAMES[value] }))
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t('language')}
      data={data}
      value={lang}
      onChange={value => choose(value as Lang)}
    />
  )
}

export function SchemeSwitch() {
  const t = useText(shellMessages)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const data = (['light', 'dark', 'auto'] as const).map(value => ({ value, label: t(value) }))
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t('appearance')}
      data={data}
      value={colorScheme}
      onChange={value => setColorScheme(value as 'light' | 'dark' | 'auto')}
    />
  )
}
