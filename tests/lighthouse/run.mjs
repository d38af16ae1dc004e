// Lighthouse on mobile settings against a served build: node run.mjs <folder of the site> <page> …
// Serves the site as hosts do, compressed; prints one line of scores a page.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const require = createRequire(join(process.cwd(), "node_modules/"));
const { default: lighthouse } = await import(require.resolve("lighthouse"));
const { launch } = await import(require.resolve("chrome-launcher"));

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain" };
const [site, ...pages] = process.argv.slice(2);

const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  try {
    const content = gzipSync(await readFile(join(site, path)));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-encoding": "gzip", "cache-control": "max-age=600" });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const root = `http://127.0.0.1:${server.address().port}`;

const chrome = await launch({ chromePath: "/usr/bin/chromium", chromeFlags: ["--headless=new", "--no-sandbox", "--disable-background-networking"] });
try {
  for (const page of pages) {
    const { lhr } = await lighthouse(`${root}/${page}`, { port: chrome.port, logLevel: "error" });
    const scores = Object.values(lhr.categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
    const failed = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => scoreDisplayMode === "binary" && score === 0);
    console.log(`${page}: ${scores.join(", ")}${failed.length ? ` (${failed.map(({ id }) => id).join(", ")})` : ""}`);
  }
} finally {
  await chrome.kill();
  server.close();
}
