/* The search over any page: a dialog with the form, filters and results. */

import { make } from "./hits.js"
import { View } from "./view.js"

let dialog, view

/** Show the dialog, with what was typed into the header's field by then. `early`: see View. */
export function openDialog({ site, page, field, early }) {
  if (!dialog) build(site, page, early)
  if (!dialog.open) dialog.showModal()
  if (field.value) view.input.value = field.value
  field.value = ""
  view.input.focus()
  view.input.setSelectionRange(view.input.value.length, view.input.value.length)
  if (view.input.value) view.wait()
  else view.index.catch(() => {}) // ready for the first key
}

function build(site, page, early) {
  const input = make("input", {
    name: "q", type: "text", inputmode: "search", enterkeyhint: "search", autocomplete: "off",
    spellcheck: "false", "aria-label": "Tìm bài, mô hình, ảnh, số liệu", placeholder: "Tìm bài, mô hình, ảnh, số liệu…",
  })
  const close = make("button", { type: "button", class: "dvk-finder__close", "aria-label": "Đóng tìm kiếm" })
  const form = make("form", { class: "dvk-finder__form", role: "search", action: page.href }, input, close)
  const place = make("div", { class: "dvk-finder__place" })
  const all = make("a", { class: "dvk-finder__all", href: page.href }, "Mở trang tìm kiếm")
  const keys = make("p", { class: "dvk-finder__keys" }, "↑ ↓ để chọn, Enter để mở, Esc để đóng")
  const foot = make("div", { class: "dvk-finder__foot" }, all, keys)
  dialog = make("dialog", { class: "dvk-finder", "aria-label": "Tìm kiếm" }, form, place, foot)
  document.body.append(dialog)
  const onChange = parameters => { all.href = `${page.href}?${parameters}` }
  view = new View({ form, place, site, page, early, onChange })
  close.addEventListener("click", () => dialog.close())
  form.addEventListener("submit", event => {
    event.preventDefault()
    view.ask().then(() => place.querySelector(".dvk-hit a")?.focus())
  })
  dialog.addEventListener("click", event => {
    if (event.target === dialog || event.target.closest("a")) dialog.close()
  })
}
