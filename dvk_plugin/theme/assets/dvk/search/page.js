/* The search's own page, `tim-kiem/?q=…`: answers what its address asks, and keeps it there. */

import { style } from "./dialog.js"
import { View } from "./view.js"

/** Bring a page's form to life; once for each form. */
export async function openPage({ form, place, site, page }) {
  await style(new URL("assets/dvk/search/finder.css", site))
  const onChange = parameters => {
    const asked = parameters.get("q") ? `?${parameters}` : ""
    history.replaceState(history.state, "", page.href + asked)
  }
  const view = new View({ form, place, site, page, onChange })
  view.read(new URLSearchParams(location.search))
  form.addEventListener("submit", event => {
    event.preventDefault()
    view.ask()
  })
  if (view.input.value) view.ask()
}
