// Screenshots of the page for the README: the top of it, on a phone and on a desk.
import { mkdir } from 'node:fs/promises';
import { browser, root, serve, tab } from './site.mjs';

const SIZES = {
  phone: { width: 390, height: 844, dpr: 3 },
  desk: { width: 1280, height: 800, dpr: 1 },
};

await mkdir(`${root}www/shots`, { recursive: true });
const [site, chrome] = await Promise.all([serve(), browser()]);
try {
  for (const [name, size] of Object.entries(SIZES)) {
    const page = await tab(chrome, size);
    await page.goto(`${site.address}/`, { waitUntil: 'networkidle' });
    await page.screenshot({ path: `${root}www/shots/${name}.png` });
    console.log(`www/shots/${name}.png`);
    if (page.wrong.length) throw new Error(page.wrong.join('\n'));
  }
} finally {
  await chrome.close();
  await site.end();
}
