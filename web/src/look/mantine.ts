import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core'

// The component library knows colours by name only; what they are is in the brand's theme (/theme/….css), which sets
// every variable. Nothing here names a colour.
const ten = (name: string) => Array.from({ length: 10 }, (_, step) => `var(--mantine-color-${name}-${step})`) as unknown as MantineColorsTuple

const roles: Record<string, string> = { brand: 'primary', accent: 'accent', green: 'success', yellow: 'warning', red: 'danger' }

const variantColorResolver: VariantColorsResolver = (input) => {
  if (input.color === 'gray' && input.variant === 'subtle') {
    return { background: 'transparent', hover: 'var(--brand-sunken)', color: 'var(--brand-muted)', border: '1px solid transparent' }
  }
  // The library's own grey is one for light and dark: its words could not be read in the dark.
  if (input.color === 'gray' && input.variant === 'light') {
    return { background: 'var(--brand-sunken)', hover: 'var(--brand-sunken)', color: 'var(--brand-text)', border: '1px solid var(--brand-border)' }
  }
  const role = roles[input.color ?? 'brand']
  if (!role) return defaultVariantColorsResolver(input)
  const shade = (name: string) => `var(--brand-${role}${name})`
  switch (input.variant) {
    case 'filled':
      return { background: shade(''), hover: shade('-hover'), color: `var(--brand-on-${role})`, border: `1px solid ${shade('-edge')}` }
    case 'light':
      return { background: shade('-tint'), hover: shade('-tint-hover'), color: shade('-text'), border: '1px solid transparent' }
    case 'subtle':
      return { background: 'transparent', hover: shade('-tint'), color: shade('-text'), border: '1px solid transparent' }
    case 'outline':
      return { background: 'transparent', hover: shade('-tint'), color: shade('-text'), border: `1px solid ${shade('-control')}` }
    default:
      return defaultVariantColorsResolver(input)
  }
}

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 6,
  defaultRadius: 'sm',
  colors: { brand: ten('brand'), accent: ten('accent'), green: ten('green'), yellow: ten('yellow'), red: ten('red'), gray: ten('gray') },
  variantColorResolver,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Scrolling is never locked: the page itself does not scroll, and locking writes a style into it.
    Modal: { defaultProps: { lockScroll: false, centered: true, overlayProps: { backgroundOpacity: 0.5 } } },
    Drawer: { defaultProps: { lockScroll: false } },
    // What is chosen once more stays chosen. What may be left out has a cross.
    Select: { defaultProps: { allowDeselect: false } },
    // However round a brand is: a round box would be taken for a choice of one.
    Checkbox: { defaultProps: { radius: 4 } },
    // Words are written as they are in a sentence; capitals shout, and no language but English is read in them at a glance.
    Badge: { styles: { root: { textTransform: 'none' as const, letterSpacing: 0 } } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
  },
})
