import { existsSync } from 'node:fs'

// The system's browser. Where it is packaged alone, Chromium without windows: it draws and judges the same pages, and a page
// that opens has no window with parts of its own to be drawn, which is half of what the tests cost.
const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const browserPath = process.env.LIVERY_CHROMIUM || places.find((one) => existsSync(one)) || '/usr/bin/chromium'
