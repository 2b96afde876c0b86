/** Nearer to the end than this, in pixels, the reader follows what is new. */
const followDistance = 80

/**
 * The list of messages on the page. Items that did not change keep their nodes, and with them focus and open details.
 *
 * @param {Record<string, HTMLElement>} parts
 */
export function createConversation({ scroller, log, newest, input }) {
  /** @type {Map<string, { version: string, node: HTMLElement }>} */
  let shown = new Map()
  let isFollowing = true
  let lastTop = 0

  /** An empty room is read from its top. */
  const toEnd = () => {
    scroller.scrollTop = shown.size > 0 ? scroller.scrollHeight : 0
    lastTop = scroller.scrollTop
    newest.hidden = true
  }
  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < followDistance
  const noteScroll = () => {
    if (scroller.scrollTop === lastTop) return
    lastTop = scroller.scrollTop
    isFollowing = shown.size === 0 || isAtEnd()
    if (isFollowing) newest.hidden = true
  }
  scroller.addEventListener('scroll', noteScroll)
  /** An answer in a thread may stand before the reader, or above. */
  const isBelow = (node) => node.getBoundingClientRect().top > scroller.getBoundingClientRect().bottom
  newest.addEventListener('click', toEnd)
  new ResizeObserver(() => {
    if (isFollowing) toEnd()
  }).observe(scroller)

  return {
    /**
     * Shows these items in this order.
     *
     * @param {readonly { key: string, version: string, render: () => HTMLElement }[]} items
     * @param {{ toEnd?: boolean, isStill?: boolean }} options `toEnd`: even where the reader has scrolled back;
     *   `isStill`: what is new opened below the reader's hand, and is not followed
     */
    show(items, options = {}) {
      // A browser tells of a scroll with its next frame: what comes before must not throw the reader back to the end.
      noteScroll()
      const next = new Map()
      for (const { key, version, render } of items) {
        const old = shown.get(key)
        next.set(
          key,
          old?.version === version ? old : { version, node: replaceNode(old?.node, render(), input) },
        )
      }
      for (const [key, { node }] of shown) {
        if (next.has(key)) continue
        const hadFocus = node.contains(document.activeElement)
        node.remove()
        if (hadFocus) input.focus()
      }
      placeInOrder(
        log,
        [...next.values()].map(({ node }) => node),
      )
      const fresh = [...next].filter(([key]) => !shown.has(key)).map(([, { node }]) => node)
      shown = next
      if (options.isStill) {
        isFollowing = isAtEnd()
      } else if (options.toEnd || isFollowing) {
        isFollowing = true
        toEnd()
      } else if (fresh.some(isBelow)) newest.hidden = false
    },
  }
}

/** The focus stays on the button of the same name when its message is replaced. */
function replaceNode(old, fresh, input) {
  if (!old) return fresh
  const focused = old.contains(document.activeElement) ? document.activeElement : undefined
  old.replaceWith(fresh)
  const action = focused?.getAttribute('data-action')
  const twin = action ? fresh.querySelector(`[data-action="${CSS.escape(action)}"]`) : undefined
  if (focused) (twin ?? input).focus()
  return fresh
}

/** Moves only what is out of place, for a moved node loses its focus. */
function placeInOrder(parent, nodes) {
  let next = parent.firstChild
  for (const node of nodes) {
    if (node === next) next = next.nextSibling
    else parent.insertBefore(node, next)
  }
}
