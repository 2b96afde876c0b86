/** Slack sends an event again at once, after one minute and after five; here after 0, 3 and 15 seconds. */
export const retriesHurry = 20

/** From the first try of an event to the last, with the 3.1 s that each is waited for. */
export const retriesTakeMs = 360_000 / retriesHurry + 4 * 3_100
