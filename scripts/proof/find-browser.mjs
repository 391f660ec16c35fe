import { existsSync } from 'node:fs'

/** What to type where no browser is found. */
export const howToGetBrowser =
  'apt-get install chromium fonts-noto-cjk, or set CHROMIUM_PATH to a Chromium or Chrome'

/** @returns {string | undefined} path of the browser the end-to-end tests drive */
export function findBrowser() {
  const asked = process.env['CHROMIUM_PATH']
  const places = asked
    ? [asked]
    : ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  return places.find((place) => existsSync(place))
}
