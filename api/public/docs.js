// Makes the OpenAPI document readable. Everything is written as text, nothing as markup.

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children.filter((child) => child !== undefined && child !== ''))
  return made
}

const answer = await fetch('/api/openapi.json')
const api = await answer.json()
const nameOf = (reference) => reference.split('/').pop()
const resolve = (schema) => (schema?.$ref ? api.components.schemas[nameOf(schema.$ref)] : schema)

function kindOf(schema) {
  if (!schema) return ''
  if (schema.$ref) return nameOf(schema.$ref)
  const types = [schema.type ?? 'any'].flat()
  const kind = types.includes('array') ? `list of ${kindOf(schema.items)}` : types.join(' or ')
  return schema.enum ? `${kind}: ${schema.enum.join(', ')}` : schema.format ? `${kind} (${schema.format})` : kind
}

function properties(schema, seen = []) {
  const whole = resolve(schema)
  if (!whole?.properties) return undefined
  const rows = Object.entries(whole.properties).flatMap(([name, of]) => {
    const must = whole.required?.includes(name) ? '' : ' · optional'
    const row = element('tr', {}, element('td', {}, element('code', { textContent: name })),
      element('td', {}, element('span', { className: 'kind', textContent: kindOf(of) + must }), element('div', { textContent: of.description ?? resolve(of)?.description ?? '' })))
    const inner = of.$ref ?? of.items?.$ref
    if (!inner || seen.includes(inner)) return [row]
    row.lastChild.append(properties({ $ref: inner }, [...seen, inner]) ?? '')
    return [row]
  })
  return element('table', {}, element('tbody', {}, ...rows))
}

function operation(method, path, of) {
  const body = of.requestBody?.content?.['application/json']?.schema
  const success = Object.entries(of.responses ?? {}).find(([status]) => status.startsWith('2'))
  const result = success?.[1].content?.['application/json']?.schema
  const parameters = (of.parameters ?? []).filter((p) => p.in !== 'cookie')
  return element('section', { id: of.operationId }, element('h3', { textContent: of.summary }),
    element('div', { textContent: of.description ?? '' }),
    element('div', { className: 'address' }, element('b', { textContent: method.toUpperCase() }), element('code', { textContent: path })),
    ...(parameters.length ? [element('h4', { textContent: 'Parameters' }), element('table', {}, element('tbody', {}, ...parameters.map((p) =>
      element('tr', {}, element('td', {}, element('code', { textContent: p.name })), element('td', {},
        element('span', { className: 'kind', textContent: `${p.in}, ${kindOf(p.schema)}${p.required ? '' : ' · optional'}` }), element('div', { textContent: p.description ?? p.schema?.description ?? '' }))))))] : []),
    ...(body ? [element('h4', { textContent: 'Request' }), properties(body) ?? ''] : []),
    ...(result ? [element('h4', { textContent: `Answer ${success[0]}` }), properties(result) ?? element('span', { textContent: kindOf(result) })] : []))
}

const list = Object.entries(api.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, of]) => ({ path, method, of })))
const areas = Map.groupBy(list, (entry) => entry.of.tags?.[0] ?? '')
document.title = `${api.info.title} API`
document.getElementById('title').textContent = document.title
document.getElementById('index').replaceChildren(...[...areas].flatMap(([area, entries]) => [element('h2', { textContent: area }),
  ...entries.map((entry) => element('a', { href: `#${entry.of.operationId}`, textContent: entry.of.summary }))]))
document.getElementById('operations').replaceChildren(element('p', { textContent: api.info.description ?? '' }),
  ...list.map((entry) => operation(entry.method, entry.path, entry.of)))
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
