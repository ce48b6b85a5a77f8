import pino, { type Logger } from 'pino'

const HIDDEN = [
  'password',
  'token',
  'secret',
  'passcode',
  'authorization',
  'cookie',
  'signature',
  'access_token',
  'api_key',
  'sealed',
]
/** What the database adds to a refusal: the row itself, with whatever a customer told us. */
const ROWS = ['err.detail', 'err.where', 'err.cause.detail', 'err.cause.where']
const PATHS = HIDDEN.flatMap(name => [name, `*.${name}`, `*.*.${name}`, `*["${name}"]`])

/** The shape of our tokens in an address: whoever reads the log must not be able to open a customer's page. */
const LINK = /\/(t|c|public)\/[A-Za-z0-9_-]{16,}/g

/**
 * JSON lines. Named fields are hidden, and the secrets that this process holds are cut out of every line
 * whichever way they came in (an error's message, a URL, a dumped request).
 */
export function createLog(
  level: string,
  secrets: readonly string[],
  write: (line: string) => void = line => process.stdout.write(line),
): Logger {
  const known = secrets.filter(secret => secret.length >= 8)
  const clean = (line: string): string => {
    let text = line.replaceAll(LINK, '/$1/[link]')
    for (const secret of known) {
      text = text.replaceAll(secret, '[secret]').replaceAll(encodeURIComponent(secret), '[secret]')
    }
    return text
  }
  return pino(
    {
      level,
      base: null,
      redact: { paths: [...PATHS, ...ROWS], censor: '[secret]' },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    { write: line => write(clean(line)) },
  )
}
