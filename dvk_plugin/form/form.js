// The form in the browser: Sveltia CMS with the site's configuration and dvk's file formats.

import { init, registerCustomFormat, YAML } from "./sveltia/cms.js"
import { makeFormats } from "./format.js"

const PREFERENCES = "sveltia-cms.prefs"

// In Vietnamese, unless the editor chose another language before.
function speakVietnamese() {
  const told = JSON.parse(localStorage.getItem(PREFERENCES) ?? "{}")
  if (!told.locale) {
    localStorage.setItem(PREFERENCES, JSON.stringify({ ...told, locale: "vi" }))
  }
}

async function start() {
  const response = await fetch("config.json", { cache: "no-cache" })
  if (!response.ok) throw new Error(`config.json: ${response.status}`)
  const { cms, local, names, shapes } = await response.json()
  for (const [name, format] of Object.entries(makeFormats(YAML, shapes, names))) {
    registerCustomFormat(`dvk-${name}`, format.extension, format)
  }
  document.documentElement.classList.toggle("dvk-local", local)
  speakVietnamese()
  const logo = { ...cms.logo, src: new URL(cms.logo.src, document.baseURI).href }
  init({ config: { ...cms, logo } })
}

start().catch((error) => {
  console.error(error)
  const told = document.createElement("p")
  told.textContent = "Chưa mở được biểu mẫu. Xin tải lại trang; vẫn vậy thì báo người quản trị."
  document.body.append(told)
})
