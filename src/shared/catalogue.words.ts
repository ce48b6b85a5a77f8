/** Names of one thing in the three languages of a counter; each group is one word to a search. */
const GROUPS: readonly (readonly string[])[] = [
  ['skrin', 'screen', 'layar', 'lcd'],
  ['bateri', 'battery', 'baterai', 'betri'],
  ['kamera', 'camera'],
  ['pengecas', 'charger', 'adapter', 'adaptor'],
  ['sarung', 'casing', 'case', 'cover', 'softcase'],
  ['pelindung', 'protector', 'tempered', 'antigores'],
  ['kabel', 'cable'],
  ['papan kekunci', 'keyboard'],
  ['tetikus', 'mouse'],
  ['fon telinga', 'earphone', 'headset', 'headphone', 'earbud'],
  ['pembesar suara', 'speaker'],
  ['belakang', 'back'],
  ['butang', 'button', 'tombol'],
  ['kad memori', 'memory card', 'microsd', 'kartu memori'],
]
const NAMES = new Map(GROUPS.flatMap(group => group.map(name => [name, group] as const)))

/** It names a kind of goods, not a brand or a model. */
export const namesKind = (word: string): boolean => NAMES.has(word)

const namesOf = (word: string): readonly string[] => NAMES.get(word) ?? [word]

/**
 * What `app.search_products` takes: "skrin 13" becomes `skrin|screen|layar|lcd 13`. Names of two words stay out: a space would
 * part them.
 */
export const searchWords = (text: string): string =>
  text
    .toLowerCase()
    .split(/[\s|]+/)
    .filter(Boolean)
    .map(word =>
      namesOf(word)
        .filter(name => !name.includes(' '))
        .join('|'),
    )
    .join(' ')

const ASKING = new Set(
  'ada adakah x tak tk ga gak nggak ngga ke kah jual jualkan jualan beli belikan nak mau mahu cari cari2 stok stock ready available got any have has do does you u korang kalian kedai toko shop sell selling sale for buy left is are there the a an of to in at i need want looking look price harga berapa brp berape how much kos cost bos boss bang abang kak sis bro min admin gan hi hai halo hello salam ya ye la lah kat sini di dekat kalau kalo please pls tolong boleh bisa can untuk utk buat saya sy aku new baru original ori masih lagi tanya pasal ini itu ni tu yang yg dengan dan atau or and kan je saja sahaja with my'.split(
    ' ',
  ),
)
/** The goods that a question is about: what is left when the asking is taken out of it. */
export const goodsWords = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}+-]*/gu) ?? []).filter(
    word => !ASKING.has(word.replace(/nya$/, '')),
  )
