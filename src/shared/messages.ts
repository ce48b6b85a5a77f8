/** The three languages that people are spoken to in; code and comments are English. */
export const LANGS = ['ms', 'id', 'en'] as const
export type Lang = (typeof LANGS)[number]
export const DEFAULT_LANG: Lang = 'ms'

export const isLang = (value: unknown): value is Lang => LANGS.includes(value as Lang)

export type Message = Readonly<Record<Lang, string>>
export type Catalogue<Key extends string = string> = Readonly<Record<Key, Message>>
export type Vars = Readonly<Record<string, string | number>>

/** A catalogue keeps the three languages of a text side by side, so a missing one does not compile. */
export const defineMessages = <Key extends string>(catalogue: Catalogue<Key>): Catalogue<Key> => catalogue

/** Fills `{name}` slots. A slot without a value throws: a customer must never read a brace. */
export function fill(text: string, vars: Vars = {}): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = vars[name]
    if (value === undefined) throw new Error(`message slot {${name}} has no value`)
    return String(value)
  })
}

export function translate<Key extends string>(catalogue: Catalogue<Key>, lang: Lang, key: Key, vars?: Vars): string {
  return fill(catalogue[key][lang], vars)
}
