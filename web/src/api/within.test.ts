import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Unreachable, within } from './http'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const never = () => new Promise<string>(() => {})

test('an answer in time is taken, and nothing is given up after it', async () => {
  let given: AbortSignal | undefined
  const answer = within(100, new AbortController().signal, (signal) => {
    given = signal
    return Promise.resolve('free')
  })
  expect(await answer).toBe('free')
  vi.advanceTimersByTime(1000)
  expect(given!.aborted).toBe(false)
})

test('whoever is not answered is let go, even by a request that does not hear of it', async () => {
  let given: AbortSignal | undefined
  const answer = within(100, new AbortController().signal, (signal) => {
    given = signal
    return never()
  })
  const seen = expect(answer).rejects.toBeInstanceOf(Unreachable)
  vi.advanceTimersByTime(101)
  await seen
  expect(given!.aborted).toBe(true)
})

test('whoever asks no longer is let go at once', async () => {
  const asking = new AbortController()
  const answer = within(100, asking.signal, never)
  asking.abort(new Error('typed on'))
  await expect(answer).rejects.toThrow('typed on')
  await expect(within(100, asking.signal, never)).rejects.toThrow('typed on')
})
