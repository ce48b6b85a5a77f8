/** What one does in the inbox by a key. What is shown on an element itself (`aria-keyshortcuts`) is pressed by it. */
export const INBOX_SHORTCUTS = [
  ['u', 'key_unread'],
  ['r', 'key_reply'],
  ['c', 'key_canned'],
  ['t', 'key_lead'],
  ['a', 'key_mine'],
  ['i', 'key_note'],
  ['z', 'key_snooze'],
  ['l', 'key_label'],
  ['Esc', 'key_close'],
] as const

/** In the viewer of what was sent; the first opens it. */
export const MEDIA_SHORTCUTS = [
  ['m', 'key_open'],
  ['←  →', 'key_step'],
  ['+  −  0', 'key_zoom'],
  ['d', 'key_save'],
] as const
