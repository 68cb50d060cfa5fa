import type { Locator, Page } from 'playwright-core';

/** How somebody uses the page. */
export interface Hands {
  /** Switches to a view of the page, where only one is visible. */
  show(view: 'Members' | 'Chat' | 'Game'): Promise<void>;
  press(what: Locator): Promise<void>;
  write(where: Locator, text: string): Promise<void>;
}

/** With a mouse, on a wide screen. */
export const mouse: Hands = {
  show: async () => undefined,
  press: (what) => what.click(),
  write: (where, text) => where.fill(text),
};

/** With a finger, on a screen that has room for one view of the page. */
export function finger(page: Page): Hands {
  return {
    show: (view) => page.getByRole('button', { name: view, exact: true }).tap(),
    press: (what) => what.tap(),
    write: mouse.write,
  };
}

/** How many times Tab is pressed at most to get somewhere. */
const MAX_TABS = 150;

/** With nothing but the keyboard. */
export function keyboard(page: Page): Hands {
  async function goTo(what: Locator): Promise<void> {
    await what.waitFor();
    for (let tabs = 0; tabs < MAX_TABS; tabs += 1) {
      const key = await what.evaluate((element) => {
        const { activeElement, body } = element.ownerDocument;
        if (activeElement === element) return null;
        const isBefore = activeElement !== body && activeElement?.compareDocumentPosition(element) === 2;
        return isBefore ? 'Shift+Tab' : 'Tab';
      });
      if (key === null) return;
      await page.keyboard.press(key);
    }
    throw new Error(`Tab never gets to ${what}`);
  }
  return {
    show: async () => undefined,
    async press(what) {
      await goTo(what);
      await page.keyboard.press('Enter');
    },
    async write(where, text) {
      await goTo(where);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    },
  };
}
