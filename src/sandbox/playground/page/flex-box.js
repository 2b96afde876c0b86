import { element } from './element.js'
import { spaceOf, styleBox, styleText } from './flex-style.js'
import { renderUnknown } from './message-parts.js'
import { renderAction } from './works-action.js'
import { renderWorksText } from './works-text.js'

/** @typedef {import('./works-action.js').WorksView} WorksView */

const layouts = ['vertical', 'horizontal', 'baseline']

/**
 * A component of a flexible template. https://developers.worksmobile.com/en/docs/bot-send-flex-element
 *
 * @param {any} component
 * @param {WorksView} view
 * @returns {HTMLElement}
 */
export function renderBox(component, view) {
  const render = Object.hasOwn(renderers, component?.type) ? renderers[component.type] : undefined
  return render ? render(component, view) : renderUnknown(component?.type)
}

const renderers = {
  box: renderLayout,
  text: renderText,
  button: renderButton,
  image: renderImage,
  icon: () => element('span', { class: 'flex-icon', role: 'img', 'aria-label': 'Icon' }, '◆'),
  separator: () => element('hr', { class: 'flex-separator' }),
}

function renderLayout(box, view) {
  const layout = layouts.includes(box.layout) ? box.layout : 'vertical'
  const node = element('div', { class: 'flex-box', 'data-layout': layout })
  for (const [index, child] of box.contents.entries()) {
    const item = renderBox(child, view)
    item.classList.add('flex-item')
    place(item, child, { layout, spacing: index === 0 ? undefined : box.spacing })
    node.append(item)
  }
  styleBox(node, box)
  return node
}

/** A component's own margin goes before the spacing of its box. */
function place(item, { margin, flex, type }, { layout, spacing }) {
  const space = spaceOf(margin ?? spacing)
  if (space) item.style[layout === 'vertical' ? 'marginTop' : 'marginLeft'] = space
  const isShared = layout !== 'vertical' && !['separator', 'icon'].includes(type)
  const share = Number.isFinite(flex) ? flex : isShared ? 1 : 0
  item.style.flex = share > 0 ? `${share} 1 0` : '0 0 auto'
}

function renderText(text, { nameOf }) {
  const node = element('div', { class: 'flex-text', 'data-wrap': text.wrap === true })
  const spans = Array.isArray(text.contents) ? text.contents : []
  if (spans.length === 0) node.append(...renderWorksText(String(text.text ?? ''), nameOf))
  for (const span of spans) {
    const piece = element('span', {}, ...renderWorksText(String(span.text ?? ''), nameOf))
    styleText(piece, span)
    node.append(piece)
  }
  styleText(node, text)
  return node
}

function renderButton({ action, style, height, color }, view) {
  const kind = ['primary', 'secondary'].includes(style) ? style : 'link'
  const control = renderAction(action, view, {
    class: 'flex-button',
    'data-style': kind,
    'data-height': height === 'sm' ? 'sm' : 'md',
  })
  styleBox(control, kind === 'link' ? {} : { backgroundColor: color })
  if (kind === 'link') styleText(control, { color })
  return control
}

/** Nothing is loaded from elsewhere, so a picture is told by its address. */
function renderImage({ url }) {
  const name = String(url ?? '')
    .split(/[?#]/)[0]
    .split('/')
    .at(-1)
  return element('div', { class: 'flex-image', role: 'img', 'aria-label': `Image ${name}` }, `Image ${name}`)
}
