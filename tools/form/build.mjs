// Sveltia CMS as one folder that needs nothing from elsewhere: dvk_plugin/form/sveltia.
//
// usage: npm ci --prefix tools/form && npm run build --prefix tools/form
//
// The versions are pinned in package.json and package-lock.json, so that the same files come out
// every time. What a form in Vietnamese for Markdown never uses is left out (other languages, maps,
// grammars of programming languages), and a few lines are changed, each told below; a change that
// does not find its place exactly once stops the build.

import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const HERE = dirname(fileURLToPath(import.meta.url))
const TARGET = join(HERE, "..", "..", "dvk_plugin", "form", "sveltia")
const CMS = join(HERE, "node_modules", "@sveltia", "cms")

const UNUSED = /^(?:@shikijs\/langs\/|\.\.\/locales\/|leaflet\/|terra-draw|svgo\/|immutable$|\.\/chunks\/(?:webp_enc|react-dom))/
const USED = ["@shikijs/langs/markdown", "@shikijs/langs/yaml", "../locales/vi.json"]

const WELL = '{"status":{"indicator":"none"},"result":{"status_overall":{"status_code":100}}}'
const CHANGES = [
  [
    "a folder on one's own disk may be edited from the published form too, not only on localhost",
    /isLocalHost=(\w+)===`127\.0\.0\.1`\|\|\/\^\(\.\+\\\.\)\?localhost\$\/\.test\(\1\)/,
    "isLocalHost=window.isSecureContext",
  ],
  [
    "a site's folder is known by its mkdocs.yml; it need not be a Git repository",
    /try\{await (\w+)\.getDirectoryHandle\(`\.git`\)\}catch\(\w+\)\{.{0,90}?else throw \w+\}/,
    "await $1.getFileHandle(`mkdocs.yml`);",
  ],
  ["readers may zoom", /[`"]maximum-scale=1[`"],/, ""],
  [
    "nothing is loaded from unpkg",
    /`https:\/\/unpkg\.com\/(@shikijs|@sveltia\/ui|@sveltia\/cms|\$\{\w+\})`/g,
    "`./nowhere`",
  ],
  [
    "nor fonts from jsdelivr, should a name of theirs ever change",
    /https:\/\/cdn\.jsdelivr\.net\//g,
    "./nowhere/",
  ],
  [
    "the status pages of GitHub and GitLab are not asked; all is taken to be well",
    /`https:\/\/(?:www\.githubstatus\.com\/api|status-api\.hostedstatus\.com\/1\.0)\/[^`]+`/g,
    `\`data:application/json,${WELL}\``,
  ],
]

// Words for people who know folders, not repositories.
const WORDS = {
  work_with_local_repo: "Mở thư mục của trang trên máy này",
  work_with_local_repo_description:
    "Khi được hỏi, chọn thư mục của trang (nơi có tệp mkdocs.yml), rồi cho phép sửa tệp.",
  work_with_local_repo_description_no_repo:
    "Khi được hỏi, chọn thư mục của trang (nơi có tệp mkdocs.yml), rồi cho phép sửa tệp.",
  "sign_in_error.not_project_root":
    "Thư mục vừa chọn không có tệp mkdocs.yml nên không phải thư mục của trang. Xin chọn lại.",
  "sign_in_error.picker_dismissed": "Chưa chọn thư mục nào. Xin chọn lại.",
  "local_workflow.unsupported_browser":
    "Trình duyệt này không mở được thư mục trên máy. Xin dùng Chrome, Edge hoặc Cốc Cốc.",
}

function reworded(text) {
  const strings = JSON.parse(text)
  for (const [path, words] of Object.entries(WORDS)) {
    const names = path.split(".")
    const last = names.pop()
    const group = names.reduce((found, name) => found?.[name], strings)
    if (typeof group?.[last] !== "string") throw new Error(`no text of this name: ${path}`)
    group[last] = words
  }
  return JSON.stringify(strings)
}

function changed(text) {
  for (const [why, place, instead] of CHANGES) {
    const found = text.match(place)
    if (!found || (!place.global && text.split(found[0]).length !== 2)) {
      throw new Error(`not found in this version of Sveltia CMS: ${why}`)
    }
    text = text.replace(place, instead)
  }
  return text
}

const fitting = {
  name: "fitting",
  setup(b) {
    b.onResolve({ filter: UNUSED }, ({ path }) =>
      USED.includes(path) ? null : { path: "unused", namespace: "unused" },
    )
    b.onLoad({ filter: /.*/, namespace: "unused" }, () => ({
      contents: "export default {}",
      loader: "js",
    }))
    b.onLoad({ filter: /@sveltia[\\/]cms[\\/]locales[\\/]vi\.json$/ }, async ({ path }) => ({
      contents: reworded(await readFile(path, "utf8")),
      loader: "json",
    }))
    b.onLoad({ filter: /@sveltia[\\/]cms[\\/]npm[\\/]index\.js$/ }, async ({ path }) => ({
      contents: changed(await readFile(path, "utf8")),
      loader: "js",
    }))
  },
}

await rm(TARGET, { recursive: true, force: true })
await mkdir(join(TARGET, "assets"), { recursive: true })
const done = await build({
  stdin: {
    contents: 'export { init, registerCustomFormat } from "@sveltia/cms"; export * as YAML from "yaml"',
    resolveDir: HERE,
  },
  entryNames: "cms",
  chunkNames: "[name]-[hash]",
  outdir: TARGET,
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: ["chrome111", "firefox128", "safari16.4"],
  plugins: [fitting],
  metafile: true,
})

const text = await readFile(join(TARGET, "cms.js"), "utf8")
const outputs = Object.keys(done.metafile.outputs)
const all = (await Promise.all(outputs.map((path) => readFile(path, "utf8")))).join("\n")
for (const name of new Set(all.match(/assets\/[\w.-]+\.(?:woff2|wasm|js|png)/g))) {
  if (!name.includes("marker-icon")) await copyFile(join(CMS, "npm", name), join(TARGET, name))
}
for (const far of ["unpkg.com", "jsdelivr", "fonts.googleapis", "fonts.gstatic"]) {
  if (all.includes(far)) throw new Error(`${far} is still named in ${TARGET}`)
}

const { version } = JSON.parse(await readFile(join(CMS, "package.json"), "utf8"))
const licences = [
  ["Sveltia CMS", join(CMS, "LICENSE.txt")],
  ["yaml", join(HERE, "node_modules", "yaml", "LICENSE")],
  ["Source Sans 3", join(CMS, "npm", "assets", "source-sans-3.LICENSE.txt")],
  ["Noto Sans Mono", join(CMS, "npm", "assets", "noto-mono.LICENSE.txt")],
  ["Material Symbols", join(CMS, "npm", "assets", "material-symbols-outlined.LICENSE.txt")],
]
const parts = [
  `Sveltia CMS ${version} (https://github.com/sveltia/sveltia-cms), put together by tools/form/build.mjs`,
  "of the dvk project, with these changes:",
  ...CHANGES.map(([why]) => `- ${why}`),
  "- a few Vietnamese words",
]
for (const [name, path] of licences) {
  parts.push("", "=".repeat(80), name, "=".repeat(80), "", (await readFile(path, "utf8")).trim())
}
await writeFile(join(TARGET, "LICENSE.txt"), `${parts.join("\n")}\n`)
console.log(`Sveltia CMS ${version}: ${outputs.length} scripts, cms.js ${text.length} characters`)
