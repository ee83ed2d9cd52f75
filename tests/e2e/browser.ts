import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, chromium, type FileChooser, type Page, type Request } from 'playwright-core';
import { resolveChromium } from '../../infra/toolchain/chromium';
import { demoOf } from '../stack/demo';
import { type Demo, testStack } from '../stack/use';

/** What a browser test needs to know of the stack it runs against. */
export interface WebStack {
  api: string;
  keys: { operator: string; partner: string; viewer: string };
  demo: Demo;
}

/** Where screenshots go; git does not keep them. */
const SCREENSHOTS = path.resolve(__dirname, '../screenshots');

/** A page is settled when it has asked for nothing this long, and looked at all the same after the longest time. */
const [QUIET_MS, LONGEST_SETTLE_MS] = [300, 5000];

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 740 };

/** The stack of this run, with a published demo title. @throws {Error} outside the e2e project */
export async function webStack(): Promise<WebStack> {
  const stack = testStack();
  return { ...stack, demo: await demoOf(stack) };
}

/** A browser of its own for one test file. */
export class Visitor {
  private constructor(
    readonly stack: WebStack,
    private readonly context: BrowserContext,
    private readonly profile: string,
  ) {}

  static async arrive(stack: WebStack): Promise<Visitor> {
    const profile = await mkdtemp(path.join(tmpdir(), 'headend-browser-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: await resolveChromium(),
      headless: true,
      reducedMotion: null,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--autoplay-policy=no-user-gesture-required',
      ],
    });
    mkdirSync(SCREENSHOTS, { recursive: true });
    return new Visitor(stack, context, profile);
  }

  /** Open a page of the applications and watch what it does. */
  async open(
    where: string,
    { size = DESKTOP, before }: { size?: typeof DESKTOP; before?: string } = {},
  ): Promise<Visit> {
    const page = await this.context.newPage();
    await page.setViewportSize(size);
    if (before) await page.addInitScript({ content: before });
    const visit = new Visit(page, new URL(this.stack.api).origin);
    await page.goto(new URL(where, this.stack.api).href, { waitUntil: 'load' });
    return visit;
  }

  /** Close what is open, so that one test does not play on into the next. */
  async tidy(): Promise<void> {
    for (const page of this.context.pages().slice(1)) await page.close();
  }

  async leave(): Promise<void> {
    await this.context.close();
    await rm(this.profile, { recursive: true, force: true });
  }
}

/** One page, with what it said to the console and whom it called. */
export class Visit {
  readonly complaints: string[] = [];
  readonly strangers: string[] = [];
  /** Requests without an answer yet, but for those that stay open. */
  readonly #pending = new Set<Request>();
  #lastAnswer = Date.now();

  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      const local = ['blob:', 'data:'].includes(protocol) || hostname === new URL(this.origin).hostname;
      if (!local) this.strangers.push(request.url());
      if (!['eventsource', 'media'].includes(request.resourceType())) this.#pending.add(request);
    });
    const answered = (request: Request) => {
      this.#pending.delete(request);
      this.#lastAnswer = Date.now();
    };
    page.on('requestfinished', answered);
    page.on('requestfailed', answered);
  }

  /** Press a button by keyboard, and give the page the files that it then asks for. */
  async choose(button: string, key: 'Enter' | 'Space', files: Parameters<FileChooser['setFiles']>[0]): Promise<void> {
    const asked = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: button }).focus();
    await this.page.keyboard.press(key);
    await (await asked).setFiles(files);
  }

  /** Wait until the page has drawn what it asked for: nothing is under way for a moment, and the fonts are there. */
  async settled(): Promise<void> {
    const end = Date.now() + LONGEST_SETTLE_MS;
    while ((this.#pending.size > 0 || Date.now() - this.#lastAnswer < QUIET_MS) && Date.now() < end)
      await this.page.waitForTimeout(50);
    await this.page.evaluate('document.fonts.ready.then(() => document.fonts.size)');
  }

  /** Change the colours of a studio page as its switch does, without a new load. */
  async colours(scheme: 'dark' | 'light'): Promise<void> {
    await this.page.evaluate(`document.documentElement.setAttribute('data-mantine-color-scheme', '${scheme}')`);
    // Longer than any transition of the pages: half-faded colours have no contrast.
    await this.page.waitForTimeout(300);
  }

  /** Keep a picture of the page as it stands. */
  shoot(name: string): Promise<Buffer> {
    return this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  }

  /** What axe calls serious or critical, one line each. @param rules only these of its rules */
  async barriers(rules?: string[]): Promise<string[]> {
    const axe = new AxeBuilder({ page: this.page }).setLegacyMode(true);
    const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }

  /** Pixels by which the page is wider than the window. */
  overflow(): Promise<number> {
    return this.page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

/**
 * Wait until an expression is true in the page. Asked from outside: the pages' security policy forbids evaluation inside.
 * @throws {Error} naming the expression when the time is over
 */
export async function until(page: Page, expression: string, timeoutMs = 30_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await page.evaluate<boolean>(`Boolean(${expression})`))) {
    if (Date.now() > end) throw new Error(`Not true within ${timeoutMs} ms: ${expression}`);
    await page.waitForTimeout(100);
  }
}
