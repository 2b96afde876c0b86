/** What LINE's own simulator draws, in pixels; LINE WORKS publishes no figures. */
const textSizes = {
  xxs: 11,
  xs: 13,
  sm: 14,
  md: 16,
  lg: 19,
  xl: 22,
  xxl: 29,
  '3xl': 35,
  '4xl': 48,
  '5xl': 74,
}
const spaces = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 }
const aligns = { start: 'start', center: 'center', end: 'end' }
const gravities = { top: 'flex-start', center: 'center', bottom: 'flex-end' }

const pixels = /^\d{1,3}(?:\.\d+)?px$/
const colour = /^#[0-9a-f]{6}(?:[0-9a-f]{2})?$/i

/**
 * A margin, spacing or padding as CSS takes it; undefined for what is none.
 *
 * @param {string | undefined} value a name such as `md`, or pixels
 */
export function spaceOf(value) {
  return named(spaces, value) ?? (pixels.test(value ?? '') ? value : undefined)
}

/** @param {HTMLElement} node @param {any} text */
export function styleText(node, { size, weight, color, align, style, decoration, gravity, maxLines }) {
  set(node, {
    fontSize: named(textSizes, size) ?? (pixels.test(size ?? '') ? size : undefined),
    fontWeight: weight === 'bold' ? '700' : undefined,
    color: colour.test(color ?? '') ? color : undefined,
    textAlign: Object.hasOwn(aligns, align ?? '') ? aligns[align] : undefined,
    fontStyle: style === 'italic' ? 'italic' : undefined,
    textDecoration: ['underline', 'line-through'].includes(decoration) ? decoration : undefined,
    alignSelf: Object.hasOwn(gravities, gravity ?? '') ? gravities[gravity] : undefined,
  })
  if (!Number.isInteger(maxLines) || maxLines < 1) return
  node.setAttribute('data-clamped', '')
  node.style.setProperty('-webkit-line-clamp', String(maxLines))
}

/** @param {HTMLElement} node @param {any} box */
export function styleBox(node, { backgroundColor, cornerRadius, borderColor, borderWidth, ...box }) {
  set(node, {
    backgroundColor: colour.test(backgroundColor ?? '') ? backgroundColor : undefined,
    borderRadius: spaceOf(cornerRadius),
    border: colour.test(borderColor ?? '')
      ? `${spaceOf(borderWidth) ?? '1px'} solid ${borderColor}`
      : undefined,
    padding: spaceOf(box.paddingAll),
    paddingTop: spaceOf(box.paddingTop),
    paddingBottom: spaceOf(box.paddingBottom),
    paddingLeft: spaceOf(box.paddingStart),
    paddingRight: spaceOf(box.paddingEnd),
    justifyContent: [
      'center',
      'flex-start',
      'flex-end',
      'space-between',
      'space-around',
      'space-evenly',
    ].find((value) => value === box.justifyContent),
    alignItems: ['center', 'flex-start', 'flex-end'].find((value) => value === box.alignItems),
  })
}

function named(table, value) {
  return Object.hasOwn(table, value ?? '') ? `${table[value]}px` : undefined
}

function set(node, styles) {
  for (const [name, value] of Object.entries(styles)) if (value !== undefined) node.style[name] = value
}
