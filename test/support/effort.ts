import type { Locator } from 'playwright-core'
import type { Visitor } from './visitor.ts'

/** What a journey costs a person, beyond typing what only they know. */
export interface Effort {
  tap(target: Locator): Promise<void>
  /** Chooses from a list: one tap. */
  choose(target: Locator, value: string): Promise<void>
  /** Types what only this person knows: it costs nothing here. */
  own(target: Locator, text: string): Promise<void>
  /** Types anything else. */
  type(target: Locator, text: string): Promise<void>
  figures(): { pages: number; taps: number; typed: number }
}

/** Counts from here on: pages shown (an address that only leads on is none), taps, and characters typed. */
export function effortOf({ page }: Visitor): Effort {
  const figures = { pages: 0, taps: 0, typed: 0 }
  page.on('response', (response) => {
    const request = response.request()
    const led = response.status() >= 300 && response.status() < 400
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && !led) figures.pages += 1
  })
  return {
    tap: async (target) => {
      figures.taps += 1
      await target.click()
    },
    choose: async (target, value) => {
      figures.taps += 1
      await target.selectOption(value)
    },
    own: (target, text) => target.fill(text),
    type: async (target, text) => {
      figures.typed += text.length
      await target.fill(text)
    },
    figures: () => ({ ...figures }),
  }
}
