import { expect, test } from 'vitest'
import { deviceOf } from './device'

test('a browser is told by its name and version, and so is what it runs on', () => {
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0')).toEqual({ app_version: 'Edge 131', os: 'Windows', os_version: '10.0' })
  expect(deviceOf('Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36')).toEqual({ app_version: 'Chrome 130', os: 'Android', os_version: '14' })
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1')).toEqual({ app_version: 'Safari 18.1', os: 'iOS', os_version: '18.1' })
  expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0')).toEqual({ app_version: 'Firefox 133', os: 'Linux', os_version: '' })
  expect(deviceOf('something else')).toEqual({ app_version: '', os: '', os_version: '' })
})
