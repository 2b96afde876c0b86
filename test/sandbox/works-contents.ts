const message = (label: string, text: string) => ({
  type: 'message',
  label,
  text,
  postback: `desk:open:1:${text.slice(1)}`,
})

/** A button that says `text` in Japanese and English. */
export const action = (text: string, ja: string, en: string) => ({
  ...message(en, text),
  i18nLabels: [{ language: 'ja_JP', label: ja }],
})

const text = (words: string, more: object = {}) => ({ type: 'text', text: words, wrap: true, ...more })

/** A bubble with each component, and with what must not be read as HTML. */
export const bubble = (title: string) => ({
  type: 'bubble',
  size: 'kilo',
  header: { type: 'box', layout: 'vertical', contents: [text('Header')] },
  hero: { type: 'image', url: 'https://example.com/logo.png?size=1' },
  body: {
    type: 'box',
    layout: 'vertical',
    spacing: 'md',
    contents: [
      text(title, { size: 'xl', weight: 'bold', color: '#0B57A4' }),
      { type: 'separator', margin: 'lg' },
      {
        type: 'box',
        layout: 'horizontal',
        contents: [text('Domain', { flex: 1 }), text('sunrise.example.com', { flex: 3 })],
      },
      {
        type: 'box',
        layout: 'baseline',
        contents: [
          { type: 'icon', url: 'https://example.com/icon.png' },
          { type: 'text', contents: [{ type: 'span', text: 'spanned', weight: 'bold' }] },
        ],
      },
      text('by <m userId="all">'),
    ],
  },
  footer: {
    type: 'box',
    layout: 'vertical',
    contents: [
      { type: 'button', style: 'primary', action: action('/options 10000001', 'オプション', 'Options') },
      {
        type: 'button',
        style: 'link',
        action: { type: 'uri', label: 'Open', uri: 'https://example.com/?a=1' },
      },
    ],
  },
})

/** A flexible template with that bubble. */
export const flex = {
  type: 'flex',
  altText: 'A customer',
  i18nAltTexts: [{ language: 'ja_JP', altText: '顧客' }],
  contents: bubble('サンライズ <img src=x onerror=alert(1)>'),
}

/** A greeting as the desk says it. */
export const greeting = {
  type: 'button_template',
  contentText: 'Hello',
  i18nContentTexts: [{ language: 'ja_JP', contentText: 'こんにちは' }],
  actions: [
    action('/expiring', '終了間近', 'Ending soon'),
    { type: 'copy', label: 'Copy', copyText: 'copied words' },
  ],
}
