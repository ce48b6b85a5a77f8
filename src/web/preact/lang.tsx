/** @jsxImportSource preact */
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { type Catalogue, DEFAULT_LANG, isLang, LANGS, type Lang, translate, type Vars } from '../../shared/messages.ts'

const KEPT = 'baiki.lang'
const NAMES: Record<Lang, string> = { ms: 'Melayu', id: 'Indonesia', en: 'English' }

const LangContext = createContext<{ lang: Lang; setLang: (lang: Lang) => void }>({
  lang: DEFAULT_LANG,
  setLang: () => {},
})

/** What the reader chose on this device, if anything. A private window may refuse to remember. */
function kept(): Lang | null {
  try {
    const value = localStorage.getItem(KEPT)
    return isLang(value) ? value : null
  } catch {
    return null
  }
}

/** `preferred`, once known, is the customer's own language; a choice made on this device wins. */
export function LangProvider({ preferred, children }: { preferred?: Lang | undefined; children: ComponentChildren }) {
  const [chosen, setChosen] = useState(kept)
  const lang = chosen ?? preferred ?? DEFAULT_LANG
  useEffect(() => {
    document.documentElement.lang = lang
  }, [lang])
  const setLang = (next: Lang): void => {
    setChosen(next)
    try {
      localStorage.setItem(KEPT, next)
    } catch {
      // Not remembered, but used.
    }
  }
  return <LangContext.Provider value={{ lang, setLang }}>{children}</LangContext.Provider>
}

export const useLang = (): { lang: Lang; setLang: (lang: Lang) => void } => useContext(LangContext)

/** `t(key, vars)` of one catalogue in the reader's language. */
export function useText<Key extends string>(catalogue: Catalogue<Key>): (key: Key, vars?: Vars) => string {
  const { lang } = useLang()
  return (key, vars) => translate(catalogue, lang, key, vars)
}

export function LangPicker({ label, class: className }: { label: string; class?: string | undefined }) {
  const { lang, setLang } = useLang()
  return (
    <select
      class={className}
      aria-label={label}
      value={lang}
      onChange={event => setLang(event.currentTarget.value as Lang)}
    >
      {LANGS.map(each => (
        <option key={each} value={each} lang={each}>
          {NAMES[each]}
        </option>
      ))}
    </select>
  )
}
