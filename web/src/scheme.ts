// Settles light or dark before anything is drawn: what was chosen on this device, or else the brand's own default, or
// else the system's. Runs as a plain script in the head of the page, so it imports nothing.
{
  const page = document.documentElement
  let chosen: string | null = null
  try {
    chosen = localStorage.getItem('scheme')
  } catch {
    // Storage is forbidden: then nothing was chosen.
  }
  const wanted = chosen ?? page.dataset.scheme ?? 'system'
  const dark = wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  page.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
}
