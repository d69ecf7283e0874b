import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const islands = dirname(fileURLToPath(import.meta.url));
const repository = join(islands, "../../..");
const out = join(islands, "../wwwroot/built");

const icons = [
  "aperture", "arrow-down-up", "arrow-left", "bell", "calendar", "camera", "check", "check-check", "chevron-down",
  "chevron-left", "chevron-right", "circle-alert", "circle-user", "clock", "cloud-off", "copy", "download",
  "ellipsis", "eye", "file-image", "globe", "heart", "image", "image-plus", "images", "info", "keyboard",
  "layout-grid", "link", "lock", "log-out", "map-pin", "maximize", "message-circle", "monitor", "moon", "pencil",
  "plus", "printer", "qr-code", "rotate-cw", "scan-face", "scan-search", "rows-3", "search", "send", "settings", "share-2", "shield", "sliders-horizontal", "sun", "tag", "trash-2",
  "unlink", "upload", "user-round", "users", "x",
];

// No fill: what is said of it on a symbol would hold whatever a page says of its icons, which is that they have none.
const stroke = 'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';

async function symbol(name) {
  const file = await readFile(join(repository, "node_modules/lucide-static/icons", `${name}.svg`), "utf8");
  const drawing = file.slice(file.indexOf(">", file.indexOf("<svg")) + 1, file.lastIndexOf("</svg>")).replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24" ${stroke}>${drawing}</symbol>`;
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const symbols = await Promise.all(icons.map(symbol));
await writeFile(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);

const options = {
  absWorkingDir: islands,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
};

await build({
  ...options,
  outdir: out,
  entryPoints: {
    theme: "theme/theme.ts",
    site: "../Web/Styles/site.css",
    "docs/docs": "docs/docs.ts",
    "hash-worker": "upload/hash-worker.ts",
  },
});

// The islands once for each language: `import … from "texts"` is that language's file, of which only what is used goes in.
const texts = join(islands, "../Web/Texts");
const chunks = [];
for (const file of await readdir(texts)) {
  if (!file.endsWith(".json")) continue;
  const { metafile } = await build({
    ...options,
    metafile: true,
    outdir: join(out, file.slice(0, -".json".length)),
    entryPoints: { pixeli: "pixeli.ts" },
    splitting: true,
    chunkNames: "[name]-[hash]",
    alias: { texts: join(texts, file) },
  });
  const language = Object.keys(metafile.outputs).map((path) => `/built/${relative(out, resolve(islands, path))}`);
  chunks.push(...language.filter((path) => !path.endsWith("/pixeli.js")));
}

// The page that browses the API's document: Swagger UI as it comes from npm, so that it works offline.
for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"])
  await copyFile(join(repository, "node_modules/swagger-ui-dist", file), join(out, "docs", file));
await copyFile(join(islands, "docs/docs.css"), join(out, "docs/docs.css"));

// The service worker comes last: its version is that of everything above, and it keeps the chunks that pages load when they need them.
const version = createHash("sha256");
for (const file of (await readdir(out, { recursive: true })).sort()) {
  if (/\.(js|css|svg)$/.test(file)) version.update(await readFile(join(out, file)));
}
await build({
  ...options,
  outdir: out,
  entryPoints: { sw: "service-worker/sw.ts" },
  define: { BUILD: JSON.stringify(version.digest("hex").slice(0, 16)), CHUNKS: JSON.stringify(chunks) },
});
