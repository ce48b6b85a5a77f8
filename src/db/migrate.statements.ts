export interface Statement {
  text: string
  /** Line of the statement's first character in its file, from 1. */
  line: number
}

// What may hide a semicolon: comments, strings, quoted names, dollar-quoted bodies. The last alternative is the semicolon itself.
const TOKEN = /--[^\n]*|\/\*|[eE]'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$|;/g

/** Splits a migration into its statements, so that a failing one can be named by its line. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = []
  let start = 0
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(sql); match; match = TOKEN.exec(sql)) {
    const token = match[0]
    if (token === '/*') TOKEN.lastIndex = endOfComment(sql, match.index)
    else if (token.startsWith('$')) TOKEN.lastIndex = endOfBody(sql, token, TOKEN.lastIndex)
    else if (token === ';') {
      push(statements, sql, start, match.index + 1)
      start = match.index + 1
    }
  }
  push(statements, sql, start, sql.length)
  return statements
}

function push(statements: Statement[], sql: string, start: number, end: number): void {
  const raw = sql.slice(start, end)
  const leading = /^(?:\s|--[^\n]*(?:\n|$))*/.exec(raw)?.[0].length ?? 0
  const text = raw.slice(leading).trimEnd()
  if (text === '' || text === ';') return
  statements.push({ text, line: lineAt(sql, start + leading) })
}

export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

/** Block comments nest in PostgreSQL. */
function endOfComment(sql: string, from: number): number {
  const edge = /\/\*|\*\//g
  edge.lastIndex = from
  let depth = 0
  for (let match = edge.exec(sql); match; match = edge.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1
    if (depth === 0) return edge.lastIndex
  }
  return sql.length
}

function endOfBody(sql: string, quote: string, from: number): number {
  const end = sql.indexOf(quote, from)
  return end === -1 ? sql.length : end + quote.length
}
