// The site as `shushuo serve` gives it, in Chromium: what all browser tests start from.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the program on a folder of the repository; `end()` ends it. */
export async function serve(folder = 'www') {
  const program = spawn(`${root}target/release/shushuo`, ['serve', '--port', '0', '--dir', folder], {
    cwd: root, stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(program.stdout)) {
    const address = line.match(/http:\/\/[^/]+/);
    if (address) return { address: address[0], end: () => { program.kill(); return once(program, 'exit'); } };
  }
  throw new Error('the program printed no address');
}

/** Chromium, without a screen; with `more` arguments. */
export function browser(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--force-color-profile=srgb', '--disable-lcd-text', '--font-render-hinting=none', ...more],
  });
}

/**
 * A new page in its own context, with what went wrong in it: `page.wrong` lists
 * errors of the console, uncaught errors, requests that failed or were refused,
 * and requests to any other host.
 */
export async function tab(chrome, { width = 390, height = 844, dpr = 3, ...more } = {}) {
  const context = await chrome.newContext({
    viewport: { width, height }, deviceScaleFactor: dpr, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...more,
  });
  const page = await context.newPage();
  page.wrong = [];
  page.on('console', (message) => {
    if (message.type() === 'error') page.wrong.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => page.wrong.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => page.wrong.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!/^(https?:\/\/127\.0\.0\.1|data:|blob:)/.test(request.url())) page.wrong.push(`left: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) page.wrong.push(`${response.status()}: ${response.url()}`);
  });
  return page;
}
