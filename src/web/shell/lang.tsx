import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { type Catalogue, DEFAULT_LANG, isLang, type Lang, translate, type Vars } from '../../shared/messages.ts'

const KEPT = 'baiki.lang'

const LangContext = createContext<{ lang: Lang; setLang: (lang: Lang) => void }>({
  lang: DEFAULT_LANG,
  setLang: () => {},
})

const keptLang = (): Lang => {
  const kept = localStorage.getItem(KEPT)
  return isLang(kept) ? kept : DEFAULT_LANG
}

export function LangProvider({ children }: { children: ReactNode }) {
  const [lang, setState] = useState(keptLang)
  const setLang = useCallback((next: Lang) => {
    localStorage.setItem(KEPT, next)
    setState(next)
  }, [])
  useEffect(() => {
    document.documentElement.lang = lang
  }, [lang])
  const value = useMemo(() => ({ lang, setLang }), [lang, setLang])
  return <LangContext value={value}>{children}</LangContext>
}

export const useLang = (): { lang: Lang; setLang: (lang: Lang) => void } => useContext(LangContext)

/** What was chosen on this device stands; else the account's language. */
export const hasChosenLang = (): boolean => isLang(localStorage.getItem(KEPT))

/** `t(key, vars)` of one catalogue in the reader's language. */
export function useText<Key extends string>(catalogue: Catalogue<Key>): (key: Key, vars?: Vars) => string {
  const { lang } = useLang()
  return useCallback((key, vars) => translate(catalogue, lang, key, vars), [catalogue, lang])
}
