/** What a bot can be made to say, as far as the desk uses it. https://developers.worksmobile.com/en/docs/bot-send-content */
export type Content = (TextContent | FlexContent | ButtonTemplate) & { readonly quickReply?: QuickReply }

export interface TextContent {
  readonly type: 'text'
  /** Up to 2,000 characters. */
  readonly text: string
  /** One for each language, shown by that of the reader's device. */
  readonly i18nTexts?: readonly { readonly language: Language; readonly text: string }[]
}

export interface FlexContent {
  readonly type: 'flex'
  /** Up to 400 characters. */
  readonly altText: string
  readonly i18nAltTexts?: readonly { readonly language: Language; readonly altText: string }[]
  readonly contents: Bubble | Carousel
}

export interface ButtonTemplate {
  readonly type: 'button_template'
  /** Up to 1,000 characters. */
  readonly contentText: string
  readonly i18nContentTexts?: readonly { readonly language: Language; readonly contentText: string }[]
  /** Up to 10. */
  readonly actions: readonly MessageAction[]
}

/** How LINE WORKS writes languages. */
export type Language = 'ja_JP' | 'ko_KR' | 'en_US' | 'zh_TW' | 'zh_CN'

export interface QuickReply {
  /** Up to 13. */
  readonly items: readonly { readonly action: MessageAction }[]
}

/** Says `text` in the person's name; `postback` comes along with it, unseen. */
export interface MessageAction {
  readonly type: 'message'
  /** Up to 20 characters. */
  readonly label: string
  /** Up to 300 characters. */
  readonly text: string
  /** Up to 1,000 characters. */
  readonly postback?: string
  readonly i18nLabels?: readonly { readonly language: Language; readonly label: string }[]
}

export interface Carousel {
  readonly type: 'carousel'
  /** Up to 10, of one size. */
  readonly contents: readonly Bubble[]
}

export interface Bubble {
  readonly type: 'bubble'
  readonly size?: 'nano' | 'micro' | 'kilo' | 'mega' | 'giga'
  readonly header?: Box
  readonly body?: Box
  readonly footer?: Box
}

export interface Box {
  readonly type: 'box'
  readonly layout: 'vertical' | 'horizontal' | 'baseline'
  readonly contents: readonly Component[]
  readonly spacing?: Space
  readonly margin?: Space
}

export type Component = Box | FlexText | FlexButton | { readonly type: 'separator'; readonly margin?: Space }

export interface FlexText {
  readonly type: 'text'
  readonly text: string
  readonly size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl'
  readonly weight?: 'regular' | 'bold'
  /** `#RRGGBB`. */
  readonly color?: string
  readonly wrap?: boolean
  readonly flex?: number
  readonly margin?: Space
}

export interface FlexButton {
  readonly type: 'button'
  readonly action: MessageAction
  readonly style?: 'primary' | 'secondary' | 'link'
  readonly height?: 'sm' | 'md'
  /** `#RRGGBB`: of the label of a link, of the ground of the others. */
  readonly color?: string
  readonly flex?: number
  readonly margin?: Space
}

export type Space = 'none' | 'xs' | 'sm' | 'md' | 'lg' | 'xl' | 'xxl'
