/* The search's own page, `tim-kiem/?q=…`: answers what its address asks, and keeps it there. */

import { View } from "./view.js"

/** Bring a page's form to life; once for each form. `early`: see View. */
export function openPage({ form, place, site, page, early }) {
  const onChange = parameters => {
    const asked = parameters.get("q") ? `?${parameters}` : ""
    history.replaceState(history.state, "", page.href + asked)
  }
  const view = new View({ form, place, site, page, early, onChange })
  view.read(new URLSearchParams(location.search))
  form.addEventListener("submit", event => {
    event.preventDefault()
    view.ask()
  })
  if (view.input.value) view.ask()
}
