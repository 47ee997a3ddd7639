// Makes the types of the API client from the API's document (api.json, which `go generate ./tools/openapi` writes).
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

export async function schema() {
  const nodes = await openapiTS(JSON.parse(readFileSync('api.json', 'utf8')))
  return `// Made by scripts/generate.mjs from api.json. Do not edit.\n\n${astToString(nodes)}`
}

if (process.argv[1]?.endsWith('generate.mjs')) writeFileSync('src/api/schema.d.ts', await schema())
