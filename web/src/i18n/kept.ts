const made = new Map<string, unknown>()

/**
 * One of ICU's formats, made once for a language and options: making one takes up to a millisecond, using it a microsecond, and a list
 * asks for the same one in each of its cells.
 */
export function kept<Format, Options>(Kind: { new (language: string, options?: Options): Format; name: string }, language: string, options?: Options): Format {
  const key = `${Kind.name} ${language} ${JSON.stringify(options)}`
  let format = made.get(key) as Format | undefined
  if (!format) made.set(key, (format = new Kind(language, options)))
  return format
}
