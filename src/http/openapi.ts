import { z } from 'zod'
import type { Contract } from '../shared/contract.ts'
import type { Shape } from '../shared/fields.ts'
import { escapeHtml, plainPage } from './html.ts'

const json = (shape: Shape) => z.toJSONSchema(shape, { io: 'output', unrepresentable: 'any', target: 'draft-2020-12' })
const asked = (shape: Shape) => z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' })

function parameters(contract: Contract): object[] {
  const from = (shape: Shape | undefined, place: 'path' | 'query') => {
    const schema = shape ? (asked(shape) as { properties?: Record<string, object>; required?: string[] }) : {}
    return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
      name,
      in: place,
      required: place === 'path' || Boolean(schema.required?.includes(name)),
      schema: property,
    }))
  }
  return [...from(contract.params, 'path'), ...from(contract.query, 'query')]
}

/** OpenAPI 3.1, generated from the same contracts that validate. */
export function openApi(contracts: readonly Contract[], server: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const contract of contracts) {
    const path = `/api/v1${contract.path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[path] ??= {}
    paths[path][contract.method.toLowerCase()] = {
      summary: contract.summary,
      'x-allow': typeof contract.allow === 'object' ? contract.allow.may : contract.allow,
      parameters: [
        ...parameters(contract),
        ...(contract.makes
          ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 8 } }]
          : []),
      ],
      ...(contract.body
        ? {
            requestBody: {
              required: true,
              content: {
                [contract.upload ? 'multipart/form-data' : 'application/json']: { schema: asked(contract.body) },
              },
            },
          }
        : {}),
      responses: {
        200: { description: 'OK', content: { 'application/json': { schema: json(contract.response) } } },
        default: { description: 'A refusal', content: { 'application/problem+json': { schema: { type: 'object' } } } },
      },
    }
  }
  return { openapi: '3.1.0', info: { title: 'Baiki', version: '1' }, servers: [{ url: server }], paths }
}

/** The same for people: one line a route, its shapes folded under it. */
export function apiPage(contracts: readonly Contract[]): string {
  const shape = (title: string, schema: Shape | undefined) =>
    schema ? `<p>${title}</p><pre><code>${escapeHtml(JSON.stringify(asked(schema), null, 1))}</code></pre>` : ''
  const route = (contract: Contract) => {
    const allow = typeof contract.allow === 'object' ? contract.allow.may : contract.allow
    return `<details><summary><b>${contract.method}</b> <code>/api/v1${escapeHtml(contract.path)}</code><br>${escapeHtml(contract.summary)}
<small>· ${escapeHtml(allow)}${contract.makes ? ' · Idempotency-Key' : ''}</small></summary>
${shape('Query', contract.query)}${shape('Body', contract.body)}${shape('Answer', contract.response)}</details>`
  }
  const body = `<h1>Baiki API</h1><p>JSON in snake_case, money as decimal text, times in ISO 8601 with zone. Errors are problem+json with a stable
code. For programs: <a href="/api/openapi.json">openapi.json</a>.</p>${contracts.map(route).join('')}`
  return plainPage('en', 'Baiki API', body)
}
