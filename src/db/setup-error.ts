/** Something the person at the terminal can put right. The message says what happened and what to do; no stack is printed. */
export class SetupError extends Error {
  override name = 'SetupError'
}
